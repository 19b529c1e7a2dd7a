"""What many stories say together: who is quoted most, how well outlets name their sources, who leans on one source.

Memory does not grow with the stories: what was seen is kept in a private SQLite database, which goes to a temporary
file when it gets large and vanishes when it is closed.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import PurePosixPath
from types import TracebackType
from typing import Any

from srclint.article import Article
from srclint.boilerplate.learned import outlet_of
from srclint.files import file_of
from srclint.record import NamedTuple
from srclint.sourcing.people import name_key
from srclint.sourcing.result import Organisation, Person, Sourcing
from srclint.sourcing.shares import COUNTS, STANDINGS, sources_summary

_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;
CREATE TABLE spoken (
  key TEXT, name TEXT, role TEXT, affiliation TEXT, stories INTEGER, statements INTEGER, words INTEGER,
  PRIMARY KEY (key, name, role, affiliation)) WITHOUT ROWID;
CREATE TABLE outlet (
  name TEXT PRIMARY KEY, stories INTEGER, analysed INTEGER, named INTEGER, institution INTEGER, described INTEGER,
  nobody INTEGER, one INTEGER, none INTEGER) WITHOUT ROWID;
CREATE TABLE lean (path TEXT, outlet TEXT, source TEXT, statements INTEGER);
"""
_SPOKE = """
INSERT INTO spoken VALUES (?, ?, ?, ?, 1, ?, ?)
  ON CONFLICT DO UPDATE SET
  stories = stories + 1, statements = statements + excluded.statements, words = words + excluded.words
"""
_PRINTED = """
INSERT INTO outlet VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET
  stories = stories + 1, analysed = analysed + excluded.analysed, named = named + excluded.named,
  institution = institution + excluded.institution, described = described + excluded.described,
  nobody = nobody + excluded.nobody, one = one + excluded.one, none = none + excluded.none
"""
_MOST = """
SELECT key, sum(stories), sum(statements) AS said, sum(words) FROM spoken
GROUP BY key ORDER BY said DESC, sum(words) DESC, key LIMIT ?
"""
_SPELLING = """
SELECT name FROM spoken WHERE key = ? GROUP BY name
ORDER BY name = upper(name), sum(stories) DESC, sum(statements) DESC, name LIMIT 1
"""
_POST = """
SELECT role, affiliation FROM spoken WHERE key = ? AND role || affiliation <> ''
GROUP BY role, affiliation ORDER BY sum(stories) DESC, role, affiliation LIMIT 1
"""


class Spoken(NamedTuple):
    """Somebody in all stories: the usual spelling and post, stories, statements, words quoted."""

    name: str
    role: str | None
    affiliation: str | None
    stories: int
    statements: int
    words_quoted: int


class Outlet(NamedTuple):
    """An outlet: stories, those analysed, statements by standing, and stories that lean on one named source or none."""

    name: str
    stories: int
    analysed: int
    by_standing: dict[str, int]
    one_source: int
    no_source: int

    @property
    def statements(self) -> int:
        """Statements in all."""
        return sum(self.by_standing.values())

    @property
    def named_share(self) -> float | None:
        """The share of the statements that a named person or a document stands behind, 0-1; None without any."""
        return self.by_standing["named"] / self.statements if self.statements else None


class Lean(NamedTuple):
    """A story that leans on one named source, or on none (`source` is None)."""

    path: str
    outlet: str
    source: str | None
    statements: int


class Overview(AbstractContextManager["Overview"]):
    """Counts over stories, added one by one; a context manager that keeps them on disk meanwhile."""

    def __init__(self) -> None:
        import sqlite3

        # An empty name is a private temporary database, written to disk only when its cache is full.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(_SCHEMA)
        self._database.execute("BEGIN")
        self._counts: Counter[str] = Counter()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the database, and of its file."""
        self._database.close()

    def add(self, path: str, outlet: str, found: Sourcing) -> None:
        """Count one story."""
        speakers = named(found)
        counts = sources_summary([found])
        said = counts.pop("by_standing")
        self._counts.update({**counts, **said})
        one, none = found.supported and len(speakers) == 1, found.supported and not speakers
        self._database.execute(_PRINTED, (outlet, found.supported, *said.values(), one, none))
        self._database.executemany(
            _SPOKE,
            (
                (
                    " ".join(name_key(p.name)) or p.name,
                    p.name,
                    p.role or "",
                    p.affiliation or "",
                    p.statements,
                    p.words_quoted,
                )
                for p in found.people
                if p.statements
            ),
        )
        if one or none:
            source = speakers[0].name if one else None
            self._database.execute("INSERT INTO lean VALUES (?, ?, ?, ?)", (path, outlet, source, counts["statements"]))

    def most_quoted(self, count: int) -> Iterator[Spoken]:
        """The people with the most statements; the same full name in several stories is one person."""
        for key, stories, statements, words in self._database.execute(_MOST, (count,)).fetchall():
            [name] = self._database.execute(_SPELLING, (key,)).fetchone()
            role, affiliation = self._database.execute(_POST, (key,)).fetchone() or (None, None)
            yield Spoken(name, role or None, affiliation or None, stories, statements, words)

    def outlets(self) -> Iterator[Outlet]:
        """The outlets by name."""
        for name, stories, analysed, *counts, one, none in self._database.execute(
            "SELECT * FROM outlet ORDER BY name COLLATE NOCASE, name"
        ):
            yield Outlet(name, stories, analysed, dict(zip(STANDINGS, counts, strict=True)), one, none)

    def one_source(self) -> Iterator[Lean]:
        """The stories in which one named source says all that a named source says, in the order of adding."""
        yield from self._lean("NOT NULL")

    def no_source(self) -> Iterator[Lean]:
        """The stories in which no named source says anything, in the order of adding."""
        yield from self._lean("NULL")

    def _lean(self, what: str) -> Iterator[Lean]:
        for row in self._database.execute(f"SELECT * FROM lean WHERE source IS {what} ORDER BY rowid"):  # noqa: S608
            yield Lean(*row)

    def counts(self) -> dict[str, Any]:
        """The counts over all stories, as `sources_summary` has them for each."""
        return {
            **{name: self._counts[name] for name in COUNTS},
            "by_standing": {standing: self._counts[standing] for standing in STANDINGS},
        }


def named(found: Sourcing) -> list[Person | Organisation]:
    """Who and what says something under a name: people first, then organisations and documents."""
    people: list[Person | Organisation] = [person for person in found.people if person.statements]
    return people + [body for body in found.organisations if body.statements]


def outlet_name(article: Article, by: str, folders: tuple[str, ...] = ()) -> str:
    """The outlet of an article, "" where nothing tells.

    Args:
        article: the story.
        by: "outlet" for the name that its metadata give, else the folder below the one that was named, else the
            domain of its address, else for a file named singly its own folder; or what `srclint learn --by` knows.
        folders: the folders that were named, as shown.
    """
    if by != "outlet":
        return outlet_of(article, by)
    folder = PurePosixPath(file_of(article.path)).parent
    above = [name for name in folders if folder.is_relative_to(name)]
    below = folder.relative_to(max(above, key=len)).parts if above else ()
    return article.metadata.outlet or (below[0] if below else "") or _domain(article) or ("" if above else folder.name)


def _domain(article: Article) -> str:
    folder, domain = (outlet_of(article, by) for by in ("folder", "domain"))
    return "" if domain == folder else domain


def summary_of(overview: Overview, top: int) -> dict[str, Any]:
    """What the "summary" of the JSON of `sources` says beyond its counts."""
    return {
        "most_quoted": [person._asdict() for person in overview.most_quoted(top)],
        "outlets": [
            {
                "name": outlet.name or None,
                "stories": outlet.stories,
                "analysed": outlet.analysed,
                "statements": outlet.statements,
                "by_standing": outlet.by_standing,
                "named_share": None if outlet.named_share is None else round(outlet.named_share, 4),
                "one_source": outlet.one_source,
                "no_source": outlet.no_source,
            }
            for outlet in overview.outlets()
        ],
        "one_source": [
            {"path": lean.path, "source": lean.source, "statements": lean.statements} for lean in overview.one_source()
        ],
        "no_source": [{"path": lean.path, "statements": lean.statements} for lean in overview.no_source()],
    }
