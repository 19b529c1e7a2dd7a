"""The data files of rules/: where they are, and what they hold, parsed once and kept in one compiled file.

Parsing the TOML and JSON of rules/ takes longer than linting an article. A wheel therefore carries all of it in one
file, written when it is built (tools/hatch_build.py). A checkout keeps such a file beside the bytecode of this module
and writes it anew when a data file or this module has changed, as Python does for its own sources.
"""

import marshal
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from srclint import kept
from srclint.kept import MARSHAL, UNREADABLE, Packed, packed, packed_in, status_of

COMPILED = "compiled.bin"
_SUFFIXES = (".toml", ".json")
Stamp = tuple[tuple[str, int, int], ...]


@cache
def rules_dir() -> Path:
    """The folder of the shipped rule packs, lexicons and score profiles.

    A wheel carries it as srclint/rules; an editable install reads the checkout's rules/.
    """
    package = Path(__file__).resolve().parent
    shipped = package / "rules"
    return shipped if shipped.is_dir() else package.parent / "rules"


@cache
def parsed(name: str) -> Mapping[str, Any]:
    """What a data file holds; `name` is its path below rules/. The cases of rule packs are left out.

    Raises:
        KeyError: there is no such file.
    """
    found: Mapping[str, Any] = _tables()[1][name]
    return found


def names(*folders: str) -> tuple[str, ...]:
    """The names of the data files below some folders of rules/, sorted."""
    return tuple(sorted(name for name in _tables()[1] if name.partition("/")[0] in folders))


def compile_tables(folder: Path, stamp: Stamp = ()) -> bytes:
    """The compiled form of the data files of a folder; `stamp` tells later whether it is up to date."""
    tables = {path.relative_to(folder).as_posix(): marshal.dumps(_parsed(path), MARSHAL) for path in _files(folder)}
    return packed(stamp, tables)


def origin() -> Stamp:
    """What differs when a data file does: for what is made of them and kept."""
    return _tables()[0]


@cache
def _tables() -> tuple[Stamp, Packed]:
    """Their stamp, and the data files by name."""
    folder = rules_dir()
    shipped = folder / COMPILED
    if shipped.exists():
        status = shipped.stat()
        return ((COMPILED, status.st_size, status.st_mtime_ns),), packed_in(shipped)
    current = (*stamp(folder), (__file__, *status_of(__file__)))
    place = kept.place("rules")
    try:
        tables = packed_in(place)
        if tables.stamp == current:
            return current, tables
    except (OSError, *UNREADABLE):
        pass
    data = compile_tables(folder, current)
    kept.keep(place, data)
    return current, Packed(data)


def stamp(folder: Path | None = None, suffixes: tuple[str, ...] = _SUFFIXES) -> Stamp:
    """The size and the time of change of every file of a folder with such a name; of the data in rules/ by default."""
    return tuple(sorted(_stamps(str(folder or rules_dir()), suffixes)))


def _stamps(folder: str, suffixes: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    """By `os.scandir`, which every start of a checkout can afford."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir():
                yield from _stamps(entry.path, suffixes)
            elif entry.name.endswith(suffixes):
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in _SUFFIXES)


def _parsed(path: Path) -> Any:  # noqa: ANN401 - TOML and JSON values
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        import json

        return json.loads(text)
    import tomllib

    found = tomllib.loads(text)
    for row in found.get("rule", ()):
        row.pop("bad", None)
        row.pop("good", None)
    return found
