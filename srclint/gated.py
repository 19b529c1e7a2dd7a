"""The rule packs of a project's own, past their gates: kept by content, so that gates run once and not at every start.

What passed lies beside srclint's bytecode. It holds as long as the pack has the same bytes, the same code judged it,
and RE2 is there or not there as it was.
"""

import marshal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from srclint import kept
from srclint.engines import re2
from srclint.pack import Entry
from srclint.record import fields

_FILE = "packs"
_MOST = 64
_JUDGES = ("gated", "linear", "match", "pack", "proximity", "redos")
_NO_CASES: dict[str, Any] = {"bad": (), "good": ()}

_Rows = list[dict[str, Any]]


def gated(path: Path, check: Callable[[Path], tuple[Entry, ...]]) -> tuple[Entry, ...]:
    """The entries of a pack without their cases, which `with_cases` reads again.

    Args:
        path: the pack.
        check: reads it and holds it to the gates; called where that was not done before.

    Raises:
        ConfigError: as `check` does; nothing is kept then.
    """
    from srclint.digest import blake2b

    try:
        data = path.read_bytes()
    except OSError:
        return check(path)
    digest = blake2b(data, digest_size=16, key=b"re2" if re2() is not None else b"").digest()
    stamp = _stamp()
    known = _known(stamp)
    rows = known.get(digest)
    if rows is None:
        rows = [_row(entry, str(path)) for entry in check(path)]
        known = dict([*known.items()][1 - _MOST :]) | {digest: rows}
        kept.keep(kept.place(_FILE), marshal.dumps((stamp, known)))
    return tuple(Entry(**(row | _NO_CASES | {"place": f"{path}{row['place']}"})) for row in rows)


def _row(entry: Entry, path: str) -> dict[str, Any]:
    row = {name: getattr(entry, name) for name in fields(entry) if name not in _NO_CASES}
    return row | {"place": entry.place.removeprefix(path)}


def _known(stamp: tuple[Any, ...]) -> dict[bytes, _Rows]:
    try:
        writer, known = marshal.loads(kept.place(_FILE).read_bytes())  # noqa: S302 - trusted as bytecode is
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return known if writer == stamp else {}


def _stamp() -> tuple[Any, ...]:
    """The Python and the sources that judge packs, by size and time of change."""
    found = [(Path(__file__).parent / f"{name}.py").stat() for name in _JUDGES]
    return sys.version, *((status.st_size, status.st_mtime_ns) for status in found)
