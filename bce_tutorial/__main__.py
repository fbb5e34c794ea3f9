"""The command ``python -m bce_tutorial``."""

import sys

from bce_tutorial.report.command import main

sys.exit(main())
