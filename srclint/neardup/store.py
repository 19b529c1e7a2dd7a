"""The file of an archive index: an SQLite database, its format, its settings, and safe transactions.

Write-ahead logging lets any number of processes read while one writes; a second writer waits for the first. A
transaction is on disk before it is acknowledged (`synchronous = FULL`), so that a process killed at any moment
loses nothing that was acknowledged and leaves nothing half done. The log needs a file system that all users of the
index share as one machine: not a network drive.
"""

import json
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from srclint.errors import SrclintError
from srclint.neardup.shingles import SHINGLE, SKETCH_BITS

FORMAT = 1
APPLICATION = 0x534C4958
WAIT = 60.0
NORMAL_FORM = 1
# Texts and blocks of postings take two kilobytes and more each: small pages would stay half empty.
PAGE = 32768
TEXTS = ("stored", "file", "none")
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


class IndexFileError(SrclintError):
    """The index file cannot be used: missing, of another format or settings, damaged, or locked."""


def settings(text: str) -> dict[str, Any]:
    """What two indexes must have in common to be read by the same code."""
    return {
        "shingle": SHINGLE,
        "sketch_bits": SKETCH_BITS,
        "normal_form": NORMAL_FORM,
        "byteorder": sys.byteorder,
        "text": text,
    }


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
        # A link, unlike a move, never takes the place of an index that another process has just made.
        path.hardlink_to(draft)
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
            rows = [(name, json.dumps(value)) for name, value in settings(text).items()]
            connection.executemany("INSERT INTO setting VALUES (?, ?)", rows)
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
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=WAIT, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -8192")
    return connection


def _checked(connection: sqlite3.Connection, path: Path) -> str:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        raise IndexFileError(f"{path}: not a srclint index")
    if version != FORMAT:
        raise IndexFileError(f"{path}: format {version}, and this srclint reads format {FORMAT}: build the index anew")
    found = {name: json.loads(value) for name, value in connection.execute("SELECT name, value FROM setting")}
    text = str(found.get("text"))
    for name, value in settings(text).items():
        if found.get(name) != value:
            raise IndexFileError(
                f"{path}: made with {name} = {found.get(name)}, and this srclint has {value}: build the index anew"
            )
    return text


@contextmanager
def transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """All or nothing; `IMMEDIATE` waits for another writer first, `DEFERRED` reads one state throughout."""
    connection.execute(f"BEGIN {kind}")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
