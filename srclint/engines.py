"""Which engine runs patterns: Python's own, or google-re2 beside it where the extra `fast` is installed.

Both give the same findings. RE2 is asked which keywords of the rule packs stand in a text, and runs those patterns of a
project that Python's engine could take very long over; all else is `re` in either case.
"""

import os
from functools import cache
from importlib import import_module
from itertools import count
from typing import Any

from srclint.errors import ConfigError

VARIABLE = "SRCLINT_ENGINE"
"""The environment variable that forces an engine: "pure" for Python's own alone, "re2" for RE2 from the start."""
ENGINES = ("pure", "re2")
_WORTH = 600
"""Articles over which RE2 saves what its import and its first texts cost: 25 ms, at 0.04 ms for 4 KB after that."""


def check_choice() -> None:
    """See that the engine that is asked for can be had.

    Raises:
        ConfigError: the environment names an engine that there is not, or that is not installed.
    """
    named = _named()
    if named not in ("", *ENGINES):
        raise ConfigError(f"{VARIABLE}={named!r} is none of {', '.join(ENGINES)}")
    if named == "re2" and installed_re2() is None:
        raise ConfigError(f"{VARIABLE}='re2', but google-re2 is not installed: pip install 'srclint[fast]'")


def re2() -> Any | None:  # noqa: ANN401 - a module that may not be there
    """RE2, unless Python's own engine is asked for or it is not installed."""
    return None if _named() == "pure" else installed_re2()


def re2_if_worth_it() -> Any | None:  # noqa: ANN401 - as above
    """RE2 when as many articles were asked for by this process as make it worth its start, or it is asked for."""
    if _named() != "re2" and next(_articles()) < _WORTH:
        return None
    return re2()


@cache
def installed_re2() -> Any | None:  # noqa: ANN401 - as above
    """The module of google-re2; None where it is not installed, or another package has its name."""
    try:
        module = import_module("re2")
    except ImportError:
        return None
    return module if hasattr(module, "Set") and hasattr(module, "Options") else None


def _named() -> str:
    return os.environ.get(VARIABLE, "")


@cache
def _articles() -> "count[int]":
    return count()
