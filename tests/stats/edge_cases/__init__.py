"""Every odd input of every method: each has an answer or an error with a name. A new method adds its module with its CASES."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

EDGE_CASES = [
    case for module in iter_modules(__path__) if module.name != "case" for case in import_module(f"{__name__}.{module.name}").CASES
]
