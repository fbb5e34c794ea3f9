"""The tested helper package of the book on binary cross-entropy (log loss).

The public names stand in the stub beside this file, `__init__.pyi`, where an editor looks them up
too. Each is loaded when it is first asked for, so that importing the package costs hardly more
than importing NumPy.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
