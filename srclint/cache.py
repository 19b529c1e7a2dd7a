"""What was found, kept from run to run: one SQLite file in .srclint_cache/, read again only where something changed.

A row is one article: its path, the setup (version, rules, settings) it was examined under, the hash of its contents,
and what was found as JSON, which no reader has to trust. A file whose size and time of change are those of the row is
not even read, unless the run is in CI, where a checkout makes times of change meaningless. A cache that is broken is
thrown away; losing it costs time and nothing else.
"""

import os
import sqlite3
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from srclint.article import Article, Lines
from srclint.data import stamp
from srclint.discover import Found
from srclint.errors import ReadError
from srclint.examine import Contents, Examined, Work
from srclint.load import packs_of
from srclint.neardup import story_print
from srclint.neardup.packing import pack, unpack
from srclint.plan import Plan
from srclint.readers import decode_as
from srclint.record import replace
from srclint.stored import from_bytes, to_bytes

FILE = "results.db"
_DAYS = 30
_MANY = 1_000
"""Rows that are held back before they are written."""
_SETTLED = 2_000_000_000
"""Nanoseconds: a file that changed later than that may change again and keep its time of change."""
_TABLE = """
CREATE TABLE IF NOT EXISTS article (
    setup BLOB, path TEXT, digest BLOB, size INTEGER, changed INTEGER, day INTEGER, found BLOB, print BLOB,
    PRIMARY KEY (setup, path)
) WITHOUT ROWID
"""
_FIND = "SELECT digest, size, changed, day, found, print FROM article WHERE setup = ? AND path = ?"
_KEEP = "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_TOUCH = "UPDATE article SET day = ? WHERE setup = ? AND path = ?"
_BROKEN = (sqlite3.Error, OSError, ValueError, TypeError, KeyError, zlib.error)


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
        self._compare = compare
        self._by_time = not os.environ.get("CI")
        self._day = int(time.time() // 86_400)
        self._fresh: list[tuple[Any, ...]] = []
        self._used: list[tuple[int, bytes, str]] = []
        self._wrote = False
        self._status: dict[str, tuple[int, int]] = {}

    def find_file(self, found: Found) -> Examined | None:
        """What is known of a file that holds one article; None where it is new or changed."""
        try:
            status = Path(found.path).stat()
            stamp = self._status[found.display] = status.st_size, status.st_mtime_ns
            row = self._row(found.display)
            if row is None:
                return None
            data = None
            if not self._by_time or row[1:3] != stamp:
                data = Path(found.path).read_bytes()
                if _digest(data) != row[0]:
                    return None
            item = self._item(found.display, row)
            if not item.findings and not self._compare:
                return item
            source = decode_as(found.display, Path(found.path).read_bytes() if data is None else data).text
            return replace(item, source=source, lines=Lines(source))
        except (*_BROKEN, ReadError):
            return None

    def find_record(self, article: Article) -> Examined | None:
        """What is known of a record of a JSONL file; None where it is new or changed."""
        try:
            row = self._row(article.path)
            if row is None or row[0] != _digest_of(article):
                return None
            return replace(self._item(article.path, row), source=article.source, lines=article.lines)
        except _BROKEN:
            return None

    def keep(self, work: Work, item: Examined) -> None:
        """Remember what was found, for `close` to write.

        Left out are files in error, files with directives (which speak to the whole run), and what plugins that compare
        files have to say of them, for which there is no stored form.
        """
        silent = item.silencers is not None and not item.silencers.entries
        if item.error is not None or not silent or not set(item.summaries) <= {story_print}:
            return
        digest, size, changed = b"", 0, 0
        if isinstance(work, Contents):
            digest = _digest(work.data)
            size, changed = self._status.get(work.display, (0, 0))
            if time.time_ns() - changed < _SETTLED:
                changed = 0
        else:
            digest = _digest_of(work)
        story = item.summaries.get(story_print)
        packed = pack(story) if story is not None else None
        self._fresh.append((self._setup, item.path, digest, size, changed, self._day, to_bytes(item), packed))
        if len(self._fresh) >= _MANY:
            self._write()

    def close(self) -> None:
        """Write what is new, drop what was not used for thirty days; a cache that cannot be written stays as it is."""
        self._write()
        with suppress(sqlite3.Error), closing(self._database), self._database:
            if self._used or self._wrote:
                self._database.executemany(_TOUCH, self._used)
                self._database.execute("DELETE FROM article WHERE day < ?", (self._day - _DAYS,))

    def _write(self) -> None:
        if self._fresh:
            with suppress(sqlite3.Error), self._database:
                self._database.executemany(_KEEP, self._fresh)
            self._fresh.clear()
            self._wrote = True

    def _row(self, path: str) -> tuple[bytes, int, int, int, bytes, bytes | None] | None:
        row: tuple[bytes, int, int, int, bytes, bytes | None] | None
        row = self._database.execute(_FIND, (self._setup, path)).fetchone()
        if row is not None and row[3] != self._day:
            self._used.append((self._day, self._setup, path))
        return row

    def _item(self, path: str, row: tuple[Any, ...]) -> Examined:
        item = from_bytes(path, row[4])
        return replace(item, summaries={story_print: unpack(path, row[5])}) if row[5] is not None else item


def setup(plan: Plan, *, compare: bool) -> bytes:
    """The hash of all but an article's contents that its findings depend on: srclint, rules, settings, own packs."""
    settings = plan.settings
    parts = (
        sys.version_info[:2],
        tuple(plan.rules),
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
    package = Path(__file__).parent
    modules = {getattr(sys.modules.get(type(rule).__module__), "__file__", None) for rule in plan.known.values()}
    own = (Path(name) for name in sorted({*packs_of(plan.settings), *filter(None, modules)}))
    for path in (*sorted(package.rglob("*.py")), *own):
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
        database.execute(_FIND, (b"", "")).fetchone()
    except sqlite3.Error:
        database.close()
        raise
    return database


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _digest_of(article: Article) -> bytes:
    return _digest(f"{article.base} {article.line} {article.source}".encode("utf-8", "surrogatepass"))
