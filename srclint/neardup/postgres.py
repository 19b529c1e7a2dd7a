"""An archive index on a PostgreSQL server, for a team.

The tables stand in a schema of their own: `srclint`, or the one that the URL names (`?schema=NAME`). Writers take turns
by an advisory lock of the transaction; readers see one state and wait for nobody.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from srclint.errors import ConfigError
from srclint.neardup.store import FORMAT, KEPT, STORIES, IndexFileError, Row, Stats, checked, settings, short

if TYPE_CHECKING:
    import psycopg
    from psycopg.sql import Composed

_OFFSET = 1 << 31
_TABLES = """
CREATE TABLE setting (name text PRIMARY KEY, value text NOT NULL);
CREATE TABLE story (id serial PRIMARY KEY, path text UNIQUE NOT NULL, cluster integer NOT NULL, size integer NOT NULL);
CREATE TABLE text (id integer PRIMARY KEY, data bytea NOT NULL);
CREATE TABLE posting (hash integer, story integer, PRIMARY KEY (hash, story));
"""


class PostgresStore:
    """An index on a server."""

    def __init__(self, connection: "psycopg.Connection[Any]", name: str, text: str = "") -> None:
        self.name = name
        self.text = text
        self.connection = connection

    @classmethod
    def create(cls, place: Path | str, text: str) -> "PostgresStore":
        """A new, empty index in a schema that is not there yet.

        Raises:
            IndexFileError: there is one already, or the server does not let us make one.
        """
        import psycopg
        from psycopg import sql

        connection, name, schema = _connect(str(place))
        try:
            with connection.transaction():
                connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
                connection.execute(_TABLES)
                rows = list({**settings(text), "format": str(FORMAT), STORIES: "0"}.items())
                connection.cursor().executemany("INSERT INTO setting VALUES (%s, %s)", rows)
        except psycopg.errors.DuplicateSchema as error:
            connection.close()
            raise IndexFileError(f"{name}: exists already") from error
        except psycopg.Error as error:
            connection.close()
            raise IndexFileError(f"{name}: cannot make an index: {_words(error)}") from error
        return cls(connection, name, text)

    @classmethod
    def open(cls, place: Path | str, *, write: bool = False) -> "PostgresStore":
        """Open an index.

        Raises:
            IndexFileError: the server cannot be reached, has no such index, or one made with other settings.
        """
        import psycopg

        connection, name, _ = _connect(str(place))
        try:
            connection.read_only = not write
            with connection.transaction():
                stored = dict(connection.execute("SELECT name, value FROM setting").fetchall())
            version = int(stored.pop("format", "0"))
            return cls(connection, name, checked(name, version, stored))
        except psycopg.errors.UndefinedTable as error:
            connection.close()
            raise IndexFileError(f"{name}: there is no such index; `srclint index build` makes one") from error
        except (psycopg.Error, IndexFileError) as error:
            connection.close()
            raise error if isinstance(error, IndexFileError) else IndexFileError(f"{name}: {_words(error)}") from error

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One state throughout."""
        with self._told(), self.connection.transaction():
            self.connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All or nothing; waits for another writer of this index."""
        with self._told(), self.connection.transaction():
            self.connection.execute("SELECT pg_advisory_xact_lock('setting'::regclass::oid::bigint)")
            yield

    def postings(self, hashes: Collection[int]) -> dict[int, list[int]]:
        """For each hash the stories that have it, at most 256."""
        found: dict[int, list[int]] = {_key(value): [] for value in hashes}
        query = (
            "SELECT wanted.hash, has.story FROM unnest(%s::integer[]) AS wanted(hash), LATERAL (SELECT story FROM"
            " posting WHERE posting.hash = wanted.hash ORDER BY story LIMIT %s) AS has"
        )
        for key, story in self._rows(query, (list(found), KEPT)):
            found[key].append(story)
        return {value: found[_key(value)] for value in hashes}

    def rows(self, numbers: Collection[int]) -> dict[int, Row]:
        """The stories of those numbers."""
        found = self._rows("SELECT id, path, size, cluster FROM story WHERE id = ANY(%s)", (list(numbers),))
        return {number: Row(*rest) for number, *rest in found}

    def texts(self, numbers: Sequence[int]) -> dict[int, bytes]:
        """The stored texts of stories."""
        return dict(self._rows("SELECT id, data FROM text WHERE id = ANY(%s)", (list(numbers),)))

    def numbers(self, count: int) -> Sequence[int]:
        """Numbers of the sequence."""
        query = "SELECT nextval(pg_get_serial_sequence('story', 'id')) FROM generate_series(1, %s)"
        return [number for (number,) in self._rows(query, (count,))]

    def add(self, stories: Sequence[tuple[int, Row, bytes | None]], postings: Iterable[tuple[int, int]]) -> None:
        """Add stories with their texts and postings."""
        rows = ((number, row.path, row.cluster, row.size) for number, row, _ in stories)
        self._copy("COPY story (id, path, cluster, size) FROM STDIN", rows)
        self._copy("COPY text FROM STDIN (FORMAT binary)", ((n, data) for n, _, data in stories if data is not None))
        self._count(len(stories))
        self._copy("COPY posting FROM STDIN", {(_key(value), number) for value, number in postings})

    def remove(self, paths: Sequence[str]) -> list[str]:
        """Remove stories and all that belongs to them, but for postings: these stay until the index is compacted."""
        query = (
            "WITH gone AS (DELETE FROM story WHERE path = ANY(%s) RETURNING id, path),"
            " texts AS (DELETE FROM text USING gone WHERE text.id = gone.id) SELECT path FROM gone"
        )
        gone = {path for (path,) in self._rows(query, (list(paths),))}
        self._count(-len(gone))
        return [path for path in paths if path in gone]

    def records(self, file: str) -> list[str]:
        """The paths of a file's records."""
        return [path for (path,) in self._rows("SELECT path FROM story WHERE starts_with(path, %s)", (f"{file}#",))]

    def count(self) -> int:
        """How many stories there are."""
        rows = self._rows("SELECT value FROM setting WHERE name = %s", (STORIES,))
        return int(rows[0][0]) if rows else self._counted()

    def stats(self) -> Stats:
        """Counts, and what the tables take on the server's disk."""
        (clusters,) = self._rows("SELECT count(DISTINCT cluster) FROM story")[0]
        (texts,) = self._rows("SELECT coalesce(sum(length(data)), 0) FROM text")[0]
        (postings,) = self._rows("SELECT count(*) FROM posting")[0]
        query = (
            "SELECT sum(pg_total_relation_size(name))"
            " FROM unnest(ARRAY['setting', 'story', 'text', 'posting']::regclass[]) AS name"
        )
        (size,) = self._rows(query)[0]
        return Stats(self._counted(), clusters, postings, int(size), int(texts), self.text)

    def damage(self) -> Iterator[str]:
        """Nothing: a server looks after its pages itself."""
        return iter(())

    def everything(self) -> Iterator[tuple[int, str, bytes | None]]:
        """Number, path and text of every story."""
        with self.connection.cursor(name="everything") as cursor:
            yield from cursor.execute("SELECT s.id, path, data FROM story s LEFT JOIN text t ON s.id = t.id")

    def compact(self) -> None:
        """Drop the postings of removed stories and give the room to new ones."""
        with self.writing():
            self._rows("DELETE FROM posting p WHERE NOT EXISTS (SELECT FROM story s WHERE s.id = p.story) RETURNING 1")
            query = "INSERT INTO setting VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
            self.connection.execute(query, (STORIES, str(self._counted())))
        with self._told():
            self.connection.execute("VACUUM ANALYZE posting, story, text")

    def _count(self, change: int) -> None:
        """Keep count; an index that was made before one was kept has one from when it is compacted."""
        query = "UPDATE setting SET value = (value::bigint + %s)::text WHERE name = %s"
        self.connection.execute(query, (change, STORIES))

    def _counted(self) -> int:
        return int(self._rows("SELECT count(*) FROM story")[0][0])

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        return self.connection.execute(query.encode(), values).fetchall()

    def _copy(self, query: str, rows: Iterable[tuple[Any, ...]]) -> None:
        with self.connection.cursor() as cursor, cursor.copy(query.encode()) as copy:
            if "binary" in query:
                copy.set_types(["int4", "bytea"])
            for row in rows:
                copy.write_row(row)

    @contextmanager
    def _told(self) -> Iterator[None]:
        import psycopg

        try:
            yield
        except psycopg.Error as error:
            raise IndexFileError(f"{self.name}: {_words(error)}") from error


def _key(hashed: int) -> int:
    """The 32 bits of a shingle as PostgreSQL's signed integer."""
    return short(hashed) - _OFFSET


def _words(error: Exception) -> str:
    """The server's message on one line."""
    return " ".join(str(error).split())


def _connect(url: str) -> tuple["psycopg.Connection[Any]", str, str]:
    """A connection that sees the index's schema first, the URL without its password, and the schema."""
    try:
        import psycopg
    except ImportError as error:
        raise ConfigError("an index on a server needs the driver: pip install 'srclint[postgresql]'") from error
    from psycopg import sql

    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise ConfigError(f"index: {error}") from error
    options = dict(parse_qsl(parts.query))
    schema = options.pop("schema", "srclint")
    host = parts.netloc.rpartition("@")[2]
    name = f"postgresql://{host}{parts.path}" + (f"?schema={schema}" if schema != "srclint" else "")
    try:
        connection = psycopg.connect(
            parts._replace(query=urlencode(options)).geturl(), autocommit=True, connect_timeout=10
        )
        path: Composed = sql.SQL("SET search_path TO {}").format(sql.Identifier(schema))
        connection.execute(path)
    except psycopg.Error as error:
        raise IndexFileError(f"{name}: {_words(error)}") from error
    return connection, name, schema
