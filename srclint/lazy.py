"""Regular expressions that are compiled when they are first used.

Most patterns of a rule are never asked in a run: a look at the words of the text says that they cannot match. Compiling
all of them took longer than linting an article.
"""

import re
from typing import Any, AnyStr, cast

from srclint.patterns import compiled

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile(pattern, flags)` gives, as far as its methods go; a bad pattern fails on first use."""
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, flags))


class _Lazy:
    """Stands for a pattern; after the first use its methods are the compiled pattern's own."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a method of `re.Pattern`
        if name not in _METHODS:
            raise AttributeError(name)
        pattern = compiled(self.pattern, self._flags)
        self.__dict__.update({method: getattr(pattern, method) for method in _METHODS})
        return self.__dict__[name]
