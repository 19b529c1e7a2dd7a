"""What was found, kept from run to run: one SQLite file in .srclint_cache/, read again only where something changed.

A row is one article: its path, the setup (version, rules, settings) it was examined under, the hash of its contents,
and what was found, in a form that no reader has to trust. A file whose size and time of change are those of the row is
not even read, unless the run is in CI, where a checkout makes times of change meaningless. A cache that is broken is
thrown away; losing it costs time and nothing else.
"""

import os
import sqlite3
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

from srclint.article import Article
from srclint.data import stamp
from srclint.digest import blake2b
from srclint.discover import Found
from srclint.examine import Contents, Examined, Work
from srclint.files import file_from
from srclint.load import packs_of
from srclint.plan import Plan
from srclint.record import NamedTuple, replace
from srclint.stored import Columns, Text, from_columns, to_columns

FILE = "results.db"
_DAYS = 30
_WEEK = 7
"""Days after which a row that is used is written again, to say so."""
_MANY = 1_000
"""Rows that are held back before they are written."""
_SETTLED = 2_000_000_000
"""Nanoseconds: a file that changed later than that may change again and keep its time of change."""
_TABLE = """
CREATE TABLE IF NOT EXISTS result (
    setup BLOB, path TEXT, digest BLOB, size INTEGER, changed INTEGER, day INTEGER,
    found BLOB, score BLOB, rest BLOB, sum INTEGER, print BLOB,
    PRIMARY KEY (setup, path)
) WITHOUT ROWID
"""
_FIND = "SELECT path, digest, size, changed, day, found, score, rest, sum, print FROM result WHERE setup = ? AND path "
_KEEP = "INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_TOUCH = "UPDATE result SET day = ? WHERE setup = ? AND path = ?"
_BROKEN = (sqlite3.Error, OSError, ValueError, TypeError, KeyError, zlib.error)


class _Row(NamedTuple):
    path: str
    digest: bytes
    size: int
    changed: int
    day: int
    found: bytes
    score: bytes
    rest: bytes
    sum: int
    print: bytes | None

    @property
    def columns(self) -> Columns:
        return Columns(self.found, self.score, self.rest, self.sum)


class Cache:
    """The results of earlier runs under the same setup; `close` writes what is not written yet."""

    def __init__(self, folder: Path, plan: Plan, *, compare: bool) -> None:
        """Open the cache in `folder`; it is made where it is missing, and made anew where it is broken.

        Raises:
            OSError, sqlite3.Error: the folder cannot be written.
        """
        _make(folder)
        self._database = _opened(folder / FILE)
        self._setup = setup(plan, compare=compare)
        self._by_time = not os.environ.get("CI")
        self._day = int(time.time() // 86_400)
        self._fresh: list[tuple[object, ...]] = []
        self._used: list[tuple[int, bytes, str]] = []
        self._wrote = False
        self._rows: dict[str, _Row] = {}
        self._status: dict[str, tuple[int, int]] = {}

    def look_up(self, paths: Sequence[str]) -> None:
        """Fetch what is known of the files that come next, by the paths that they are shown by."""
        try:
            marks = ",".join("?" * len(paths))
            rows = self._database.execute(f"{_FIND} IN ({marks})", (self._setup, *paths))
            self._rows = {row[0]: _Row(*row) for row in rows}
        except _BROKEN:
            self._rows = {}

    def find_file(self, found: Found) -> Examined | None:
        """What is known of a file that holds one article, once it was looked up; None where it is new or changed."""
        try:
            status = os.stat(found.path)  # noqa: PTH116 - a Path takes longer to make than to ask
            row = self._rows.pop(found.display, None)
            if row is None or not self._holds(row, found.path, status):
                self._status[found.display] = status.st_size, status.st_mtime_ns
                return None
            return self._item(row, from_columns(found.display, row.columns, Text(found.path)))
        except _BROKEN:
            return None

    def find_record(self, article: Article) -> Examined | None:
        """What is known of a record of a JSONL file; None where it is new or changed."""
        try:
            found = self._database.execute(f"{_FIND} = ?", (self._setup, article.path)).fetchone()
            row = _Row(*found) if found is not None else None
            if row is None or row.digest != _digest_of(article):
                return None
            return self._item(row, from_columns(article.path, row.columns, article.source, article.lines))
        except _BROKEN:
            return None

    def keep(self, work: Work, item: Examined) -> None:
        """Remember what was found, for `close` to write.

        Left out is what has no stored form: see `to_columns`, and what plugins that compare files have to say of it.
        """
        kept, packed = _packed(item)
        columns = to_columns(item) if kept else None
        if columns is None:
            return
        digest, size, changed = b"", 0, 0
        if isinstance(work, Contents):
            digest = _digest(work.data)
            size, changed = self._status.pop(work.display, (0, 0))
            if time.time_ns() - changed < _SETTLED:
                changed = 0
        else:
            digest = _digest_of(work)
        self._fresh.append((self._setup, item.path, digest, size, changed, self._day, *columns, packed))
        if len(self._fresh) >= _MANY:
            self._write()

    def close(self) -> None:
        """Write what is new, drop what was not used for a month; a cache that cannot be written stays as it is."""
        self._write()
        with suppress(sqlite3.Error), closing(self._database), self._database:
            if self._used or self._wrote:
                self._database.executemany(_TOUCH, self._used)
                self._database.execute("DELETE FROM result WHERE day < ?", (self._day - _DAYS - _WEEK,))

    def _write(self) -> None:
        if self._fresh:
            with suppress(sqlite3.Error, UnicodeError), self._database:
                self._database.executemany(_KEEP, self._fresh)
            self._fresh.clear()
            self._wrote = True

    def _holds(self, row: _Row, path: str, status: os.stat_result) -> bool:
        """Whether a row is still true of its file."""
        if self._by_time and row.changed == status.st_mtime_ns and row.size == status.st_size:
            return True
        return _digest(Path(path).read_bytes()) == row.digest

    def _item(self, row: _Row, item: Examined) -> Examined:
        if self._day - row.day > _WEEK:
            self._used.append((self._day, self._setup, row.path))
        if row.print is None:
            return item
        from srclint.neardup import story_print
        from srclint.neardup.packing import unpack

        return replace(item, summaries={story_print: unpack(row.path, row.print)})


def _packed(item: Examined) -> tuple[bool, bytes | None]:
    """Whether all that others compare of an article can be kept, and the print of its story in a form that can."""
    if not item.summaries:
        return True, None
    from srclint.neardup import story_print
    from srclint.neardup.packing import pack

    story = item.summaries.get(story_print)
    return set(item.summaries) <= {story_print}, pack(story) if story is not None else None


def setup(plan: Plan, *, compare: bool) -> bytes:
    """The hash of all but an article's contents that its findings depend on: srclint, rules, settings, own packs."""
    settings = plan.settings
    parts = (
        sys.version_info[:2],
        tuple(plan.rules),
        sorted(plan.shown),
        sorted(plan.ignored),
        sorted(plan.severities.items()),
        sorted(settings.per_file_ignores.items()),
        file_from(settings.root, "."),
        compare,
        settings.language,
        sorted(settings.jsonl.items()),
        settings.learn,
        stamp(),
        tuple(_stamps(plan)),
    )
    return blake2b(repr(parts).encode(), digest_size=16).digest()


def _stamps(plan: Plan) -> Iterator[tuple[str, int, int]]:
    """The size and time of change of every file that rules come from: a checkout changes under one version number."""
    yield from stamp(Path(__file__).parent, (".py",))
    modules = {getattr(sys.modules.get(type(rule).__module__), "__file__", None) for rule in plan.known.values()}
    for path in (Path(name) for name in sorted({*packs_of(plan.settings), *filter(None, modules)})):
        status = path.stat()
        yield str(path), status.st_size, status.st_mtime_ns


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")


def _opened(path: Path) -> sqlite3.Connection:
    """The database with its table; a file that is none is replaced."""
    try:
        return _connected(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        path.unlink()
        return _connected(path)


def _connected(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=2)
    try:
        database.execute("PRAGMA synchronous = OFF")
        database.execute(_TABLE)
        database.execute(f"{_FIND} = ?", (b"", "")).fetchone()
    except sqlite3.Error:
        database.close()
        raise
    return database


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _digest_of(article: Article) -> bytes:
    return _digest(f"{article.base} {article.line} {article.source}".encode("utf-8", "surrogatepass"))
