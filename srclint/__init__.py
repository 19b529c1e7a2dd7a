"""srclint: a linter for news copy.

The public API is small and imported on use: `lint`, `Article`, `Finding`, `Rule`, `Settings`.
"""

TYPE_CHECKING = False  # as type checkers know it: importing `typing` takes longer than all else that a start does here
if TYPE_CHECKING:
    from srclint.article import Article
    from srclint.config import Settings
    from srclint.engine import lint
    from srclint.rule import Finding, Rule

__version__ = "0.1.0"
__all__ = ["Article", "Finding", "Rule", "Settings", "__version__", "lint"]

_HOMES = {
    "Article": "srclint.article",
    "Finding": "srclint.rule",
    "Rule": "srclint.rule",
    "Settings": "srclint.config",
    "lint": "srclint.engine",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'srclint' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)
