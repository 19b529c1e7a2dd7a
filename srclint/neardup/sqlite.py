"""The file of an archive index: an SQLite database, its format, its settings, and safe transactions.

Write-ahead logging lets any number of processes read while one writes; a second writer waits for the first. A
transaction is on disk before it is acknowledged (`synchronous = FULL`), so that a process killed at any moment
loses nothing that was acknowledged and leaves nothing half done. The log needs a file system that all users of the
index share as one machine: not a network drive.
"""

import os
import sqlite3
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from srclint.discover import shown
from srclint.neardup import postings
from srclint.neardup.store import FORMAT, STORIES, IndexFileError, Row, Stats, checked, settings

APPLICATION = 0x534C4958
WAIT = 60.0
# Texts and blocks of postings take two kilobytes and more each: small pages would stay half empty.
PAGE = 32768
_VARIABLES = 900
_SCHEMA = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE story (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name INTEGER NOT NULL, path TEXT NOT NULL,
    cluster INTEGER NOT NULL, size INTEGER NOT NULL
);
CREATE INDEX story_name ON story (name);
CREATE TABLE text (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE recent (key INTEGER PRIMARY KEY);
CREATE TABLE block (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
"""


class SqliteStore:
    """An index in one SQLite file."""

    def __init__(self, connection: sqlite3.Connection, path: Path, text: str) -> None:
        self.name = shown(path)
        self.text = text
        self.connection = connection

    @classmethod
    def create(cls, place: Path | str, text: str) -> "SqliteStore":
        """A new, empty index file."""
        return cls(create(Path(place), text), Path(place), text)

    @classmethod
    def open(cls, place: Path | str, *, write: bool = False) -> "SqliteStore":
        """Open an index file."""
        connection, text = connect(Path(place), write=write)
        return cls(connection, Path(place), text)

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One state throughout."""
        with self._told(), transaction(self.connection, "DEFERRED"):
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All or nothing; waits for another writer."""
        with self._told(), transaction(self.connection):
            yield

    def postings(self, hashes: Collection[int]) -> dict[int, list[int]]:
        """For each hash the stories that have it."""
        return postings.stories_with(self.connection, hashes)

    def rows(self, numbers: Collection[int]) -> dict[int, Row]:
        """The stories of those numbers."""
        found = self._where("SELECT id, path, size, cluster FROM story WHERE id IN", sorted(numbers))
        return {number: Row(*rest) for number, *rest in found}

    def texts(self, numbers: Sequence[int]) -> dict[int, bytes]:
        """The stored texts of stories."""
        return dict(self._where("SELECT id, data FROM text WHERE id IN", numbers))

    def numbers(self, count: int) -> Sequence[int]:
        """The numbers after the last one that was ever given."""
        (last,) = self.connection.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence").fetchone()
        return range(last + 1, last + 1 + count)

    def add(self, stories: Sequence[tuple[int, Row, bytes | None]], keys: Iterable[tuple[int, int]]) -> None:
        """Add stories; their postings go to the new ones, or with these into the blocks."""
        rows = ((number, _name(row.path), row.path, row.cluster, row.size) for number, row, _ in stories)
        self.connection.executemany("INSERT INTO story (id, name, path, cluster, size) VALUES (?, ?, ?, ?, ?)", rows)
        texts = ((number, data) for number, _, data in stories if data is not None)
        self.connection.executemany("INSERT INTO text VALUES (?, ?)", texts)
        self._count(len(stories))
        new = postings.keys_of(keys)
        if postings.due(self.connection):
            postings.merge(self.connection, new)
        else:
            postings.add_keys(self.connection, new)

    def remove(self, paths: Sequence[str]) -> list[str]:
        """Remove stories; their postings stay until the index is compacted."""
        gone = [path for path in paths if self._remove(path)]
        self._count(-len(gone))
        return gone

    def records(self, file: str) -> list[str]:
        """The paths of a file's records; "$" comes after "#"."""
        query = "SELECT path FROM story WHERE path >= ? AND path < ? ORDER BY id"
        return [path for (path,) in self.connection.execute(query, (f"{file}#", f"{file}$"))]

    def count(self) -> int:
        """How many stories there are."""
        with self._told():
            row = self.connection.execute("SELECT value FROM setting WHERE name = ?", (STORIES,)).fetchone()
            return int(row[0]) if row else self._counted()

    def stats(self) -> Stats:
        """Counts and sizes."""
        (clusters,) = self.connection.execute("SELECT count(DISTINCT cluster) FROM story").fetchone()
        (texts,) = self.connection.execute("SELECT coalesce(sum(length(data)), 0) FROM text").fetchone()
        (pages,) = self.connection.execute("PRAGMA page_count").fetchone()
        (page,) = self.connection.execute("PRAGMA page_size").fetchone()
        return Stats(self._counted(), clusters, postings.count(self.connection), pages * page, texts, self.text)

    def damage(self) -> Iterator[str]:
        """What SQLite's own check says."""
        for (message,) in self.connection.execute("PRAGMA integrity_check"):
            if message != "ok":
                yield str(message)

    def everything(self) -> Iterator[tuple[int, str, bytes | None]]:
        """Number, path and text of every story."""
        yield from self.connection.execute("SELECT s.id, path, data FROM story s LEFT JOIN text t ON s.id = t.id")

    def compact(self) -> None:
        """Move all postings into their blocks, drop those of removed stories, and give back unused space."""
        import numpy as np

        with self.writing():
            alive = np.zeros(self.numbers(1)[0], bool)
            alive[[number for (number,) in self.connection.execute("SELECT id FROM story")]] = True
            postings.merge(self.connection, alive=alive)
            row = STORIES, str(self._counted())
            self.connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", row)
        with self._told():
            self.connection.execute("VACUUM")
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _count(self, change: int) -> None:
        """Keep count; an index that was made before one was kept has one from when it is compacted."""
        count = "UPDATE setting SET value = value + ? WHERE name = ?"
        self.connection.execute(count, (change, STORIES))

    def _counted(self) -> int:
        (stories,) = self.connection.execute("SELECT count(*) FROM story").fetchone()
        return int(stories)

    def _where(self, query: str, numbers: Iterable[int]) -> Iterator[tuple[Any, ...]]:
        waiting = iter(numbers)
        while some := list(islice(waiting, _VARIABLES)):
            yield from self.connection.execute(f"{query} ({','.join('?' * len(some))})", some)

    def _remove(self, path: str) -> bool:
        found = self.connection.execute("SELECT id FROM story WHERE name = ? AND path = ?", (_name(path), path))
        numbers = found.fetchall()
        self.connection.executemany("DELETE FROM story WHERE id = ?", numbers)
        self.connection.executemany("DELETE FROM text WHERE id = ?", numbers)
        return bool(numbers)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A full disk, a damaged page or a lock that stays is one line with the index's name."""
        try:
            yield
        except sqlite3.Error as error:
            raise IndexFileError(f"{self.name}: {error}") from error


def _name(path: str) -> int:
    """A number to find a path by."""
    from srclint.digest import blake2b

    return int.from_bytes(blake2b(path.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "little")


def _put(draft: Path, path: Path) -> None:
    """Give a file its name; a link, unlike a move, never takes the place of what another process has just put there."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # a file system that knows no links
        draft.rename(path)


def create(path: Path, text: str) -> sqlite3.Connection:
    """A new index file.

    Args:
        path: where; nothing may be there yet.
        text: "stored" keeps each story's text, compressed; "file" reads it from its path when needed; "none" judges
            on sketches alone.

    Raises:
        IndexFileError: when the file exists or cannot be made.
    """
    if path.exists():
        raise IndexFileError(f"{path}: exists already")
    # Made beside and moved when whole: who is killed here leaves nothing under the index's name.
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        _fill(draft, text)
        _put(draft, path)
    except FileExistsError as error:
        raise IndexFileError(f"{path}: exists already") from error
    except (OSError, sqlite3.Error) as error:
        raise IndexFileError(f"{path}: cannot make an index: {error}") from error
    finally:
        draft.unlink(missing_ok=True)
    return connect(path, write=True)[0]


def _fill(path: Path, text: str) -> None:
    with closing(_connect(path, "rwc")) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE}")
        connection.execute("PRAGMA journal_mode = WAL")
        with transaction(connection):
            for statement in _SCHEMA.split(";"):
                connection.execute(statement)
            rows = {**settings(text, byteorder=sys.byteorder), STORIES: "0"}
            connection.executemany("INSERT INTO setting VALUES (?, ?)", rows.items())
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")


def connect(path: Path, *, write: bool = False) -> tuple[sqlite3.Connection, str]:
    """Open an index file; the connection, and where the texts are ("stored", "file" or "none").

    Raises:
        IndexFileError: when it is missing, no index, of another format, or made with other settings.
    """
    if not path.is_file():
        raise IndexFileError(f"{path}: there is no such index; `srclint index build` makes one")
    try:
        connection = _connect(path, "rw" if write else "ro")
        return connection, _checked(connection, path)
    except sqlite3.OperationalError as error:
        if write or "unable to open" not in str(error):
            raise IndexFileError(f"{path}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise IndexFileError(f"{path}: not a srclint index ({error})") from error
    # A folder that cannot be written to has no room for the files that readers and writers agree through.
    connection = _connect(path, "ro&immutable=1")
    return connection, _checked(connection, path)


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{_uri(path)}?mode={mode}", uri=True, timeout=WAIT, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -8192")
    return connection


def _uri(path: Path) -> str:
    """The path as SQLite wants it; `Path.as_uri` would import modules that take longer than a query."""
    place = path.resolve().as_posix()
    for sign, code in (("%", "%25"), ("?", "%3f"), ("#", "%23")):
        place = place.replace(sign, code)
    return f"file://{'' if place.startswith('/') else '/'}{place}"


def _checked(connection: sqlite3.Connection, path: Path) -> str:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        raise IndexFileError(f"{path}: not a srclint index")
    stored = dict(connection.execute("SELECT name, value FROM setting"))
    return checked(str(path), version, stored, byteorder=sys.byteorder)


@contextmanager
def transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """All or nothing; `IMMEDIATE` waits for another writer first, `DEFERRED` reads one state throughout."""
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # Where the disk is full SQLite has ended the transaction by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
