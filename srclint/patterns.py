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
from srclint.kept import Packed, packed
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
    """The programs of earlier runs, those that this process added, and which of the former it used."""

    known: Packed
    fresh: dict[_Key, _Program]
    used: set[_Key]


@cache
def compiled(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile(pattern, flags)` gives.

    Raises:
        re.error: the pattern is none.
    """
    store, key = _store(), (pattern, int(flags))
    with suppress(*_UNEXPECTED):
        made = _loaded(pattern, store.known[key])
        store.used.add(key)
        return made
    with suppress(*_UNEXPECTED):
        program = _program(pattern, flags)
        made = _loaded(pattern, program)
        store.fresh[key] = program
        return made
    return re.compile(pattern, flags)


def keep() -> None:
    """Leave what was compiled to later runs."""
    known, fresh, used = _store()
    if not fresh:
        return
    is_full = len(known) + len(fresh) > _MOST or known.size > _MOST_BYTES
    programs = {key: known.bytes_of(key) for key in known if not is_full or key in used}
    programs |= {key: marshal.dumps(program) for key, program in fresh.items()}
    kept.keep(kept.place(_FILE), packed(sys.version, programs))


@cache
def _store() -> _Store:
    return _Store(kept.found(_FILE), {}, set())


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
