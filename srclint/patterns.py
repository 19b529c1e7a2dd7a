"""Regular expressions, compiled once for many runs.

`re.compile` is Python code, and took a third of the time of checking one file. What it hands to the matcher in C is a
row of numbers. These are kept in a file beside srclint's bytecode and are good for the very Python that wrote them, as
its bytecode is. Where anything about the file is not as expected, patterns are compiled as ever.
"""

import marshal
import re
import sys
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Any, AnyStr

from srclint import kept
from srclint.record import NamedTuple

_FILE = "patterns"
_MOST = 2_000
_MOST_BYTES = 3 << 19
"""Patterns in the file, and its bytes; of a larger one a run leaves what it used. srclint has some 500, 700 KB."""
_Key = tuple[str | bytes, int]
_Program = tuple[int, int, dict[str, int], bytes]
"""Flags, groups, the groups that have names, and what the matcher does, as 32-bit words."""
_UNEXPECTED = (ImportError, AttributeError, LookupError, TypeError, ValueError, RuntimeError, OverflowError, EOFError)


class _Store(NamedTuple):
    """The programs of earlier runs, those that this process added, those it used; the size of the file in bytes."""

    known: dict[_Key, _Program]
    fresh: dict[_Key, _Program]
    used: dict[_Key, _Program]
    size: int


@cache
def compiled(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile(pattern, flags)` gives.

    Raises:
        re.error: the pattern is none.
    """
    store, key = _store(), (pattern, int(flags))
    with suppress(*_UNEXPECTED):
        program = store.known[key]
        made = _loaded(pattern, program)
        store.used[key] = program
        return made
    with suppress(*_UNEXPECTED):
        program = _program(pattern, flags)
        made = _loaded(pattern, program)
        store.fresh[key] = program
        return made
    return re.compile(pattern, flags)


def keep() -> None:
    """Leave what was compiled to later runs."""
    known, fresh, used, size = _store()
    if fresh:
        is_full = len(known) + len(fresh) > _MOST or size > _MOST_BYTES
        kept.keep(kept.place(_FILE), marshal.dumps((sys.version, (used if is_full else known) | fresh)))


@cache
def _store() -> _Store:
    try:
        data = kept.place(_FILE).read_bytes()
        writer, known = marshal.loads(data)  # noqa: S302 - trusted as bytecode is
    except (OSError, *_UNEXPECTED):
        return _Store({}, {}, {}, 0)
    return _Store(known if writer == sys.version and isinstance(known, dict) else {}, {}, {}, len(data))


def _program(pattern: str | bytes, flags: int) -> _Program:
    """What `re.compile` makes of a pattern before it hands it to the matcher."""
    parsed = import_module("re._parser").parse(pattern, flags)
    words: list[int] = import_module("re._compiler")._code(parsed, flags)  # noqa: SLF001 - Python has no other way
    program = b"".join(word.to_bytes(4, sys.byteorder) for word in words)
    return int(flags | parsed.state.flags), parsed.state.groups - 1, dict(parsed.state.groupdict), program


def _loaded(pattern: AnyStr, program: _Program) -> re.Pattern[AnyStr]:
    """What `re.compile` gets from the matcher; it looks the program over before it takes it."""
    flags, groups, named, words = program
    names: list[str | None] = [None] * (groups + 1)
    for name, number in named.items():
        names[number] = name
    matcher: Any = import_module("_sre")
    made: re.Pattern[AnyStr] = matcher.compile(
        pattern, flags, memoryview(words).cast("I").tolist(), groups, named, tuple(names)
    )
    return made
