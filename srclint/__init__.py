"""srclint: a linter for news copy.

The public API is small and imported on use: `lint`, `Article`, `Finding`, `Rule`, `Settings`.
"""

from typing import TYPE_CHECKING, Any

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


def __getattr__(name: str) -> Any:  # noqa: ANN401 - as wide as the API
    if name not in _HOMES:
        raise AttributeError(f"module 'srclint' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)
