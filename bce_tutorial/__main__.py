"""The command ``python -m bce_tutorial``."""

import sys

from bce_tutorial.report.command import main

if __name__ == "__main__":
    sys.exit(main())
