"""Learn an outlet's own boilerplate: paragraphs and line templates that recur in its files.

Memory does not grow with the files: what was seen is kept in an SQLite database on disk that goes when the work is
done. A file that is mostly a copy of earlier ones teaches nothing: its paragraphs recur because the story does.
"""

import json
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from srclint.article import Article
from srclint.boilerplate.cues import cues
from srclint.boilerplate.learned import Learned, outlet_of
from srclint.boilerplate.shape import is_prose, last_character, word_count
from srclint.boilerplate.templates import NAME, template
from srclint.digest import blake2b
from srclint.lazy import lazy
from srclint.record import record

LEAST_FILES = 3
LEAST_SHARE = 0.02
_MOST_WORDS = 150
_STORY_WORDS = 18
_SENTENCE_WORDS = 12
_HEADING_WORDS = 8
_HALF = 0.5
_EXAMPLES = 3
_SLOTS_OF_A_REPORT = 2  # daily reports of markets and weather share their sentences but for the figures
_BYLINE = lazy(r"^(?:by|von|par|por|di|door|av|af|od|text|autor|author)[ :]")
_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32000;
CREATE TABLE outlet (id INTEGER PRIMARY KEY, name TEXT UNIQUE, files INTEGER);
CREATE TABLE file (id INTEGER PRIMARY KEY, path TEXT, date TEXT);
CREATE TABLE seen (
  outlet INTEGER, hash INTEGER, files INTEGER, headings INTEGER, text TEXT, first INTEGER, second INTEGER, last INTEGER,
  oldest TEXT, newest TEXT, wording INTEGER, varies INTEGER, PRIMARY KEY (outlet, hash)) WITHOUT ROWID;
"""
_COUNT = """
INSERT INTO seen VALUES (:outlet, :hash, 1, :heading, NULL, :file, NULL, :file, :date, :date, :wording, 0)
  ON CONFLICT DO UPDATE SET
  files = files + 1, headings = headings + :heading, text = :text, second = coalesce(second, :file), last = :file,
  oldest = min(coalesce(oldest, :date), coalesce(:date, oldest)),
  newest = max(coalesce(newest, :date), coalesce(:date, newest)),
  varies = varies OR wording <> :wording
"""
_RECURRING = """
SELECT seen.text, outlet.name, seen.files, outlet.files, seen.headings, seen.first, seen.second, seen.last,
  seen.oldest, seen.newest, seen.varies
FROM seen JOIN outlet ON outlet.id = seen.outlet
WHERE seen.files >= ? AND seen.files >= ? * outlet.files ORDER BY outlet.name, seen.files DESC, seen.text
"""


@record
class _Line:
    """A paragraph to count: its template, hashes of this and of its wording, and whether it stands like a heading."""

    text: str
    number: int
    wording: int
    words: int
    heading: bool


def learn(
    articles: Iterable[Article], *, by: str = "folder", least: int = LEAST_FILES, share: float = LEAST_SHARE
) -> Iterator[Learned]:
    """The paragraphs that recur in at least `least` files and in `share` of the files of one outlet.

    Bylines and section headings are left out. So is a sentence that recurs in two files only or has several slots,
    unless they are filled the same in every file or it speaks to the reader and of the page: two stories may share a
    sentence, and daily reports a form.

    Args:
        articles: the files, in any order; each is looked at once.
        by: what makes an outlet: "folder", "domain", "outlet", or a metadata field.
        least: files that must hold a paragraph.
        share: the part of the outlet's files that must hold it, 0–1.
    """
    with tempfile.TemporaryDirectory(prefix="srclint-learn-") as folder, closing(_open(Path(folder))) as database:
        for number, article in enumerate(articles):
            _count(database, number, article, outlet_of(article, by))
        for row in database.execute(_RECURRING, (least, share)):
            if _is_boilerplate(row[0], row[2], row[4], varies=bool(row[10])):
                yield _found(database, row)


def write_pack(entries: Iterable[Learned], by: str) -> Iterator[str]:
    """The lines of a TOML pack of what was learned, to be reviewed and named under `packs` in the configuration."""
    yield "# Learned from files that share these paragraphs. Review it: delete what belongs to stories."
    yield "# An entry holds for its outlet; without the line `outlet` it holds for all."
    yield f"by = {_quoted(by)}"
    for entry in entries:
        yield ""
        yield "[[learned]]"
        yield f"text = {_quoted(entry.text)}"
        if entry.outlet is not None:
            yield f"outlet = {_quoted(entry.outlet)}"
        yield f"files = {entry.files}"
        yield f"of = {entry.of}"
        yield f"examples = [{', '.join(map(_quoted, entry.examples))}]"
        if entry.first and entry.last:
            yield f"first = {_quoted(entry.first)}"
            yield f"last = {_quoted(entry.last)}"


def _open(folder: Path) -> sqlite3.Connection:
    database = sqlite3.connect(folder / "seen.db", isolation_level=None)
    database.executescript(_SCHEMA)
    database.execute("BEGIN")
    return database


def _count(database: sqlite3.Connection, number: int, article: Article, outlet: str) -> None:
    lines = _lines(article)
    database.execute("INSERT OR IGNORE INTO outlet (name, files) VALUES (?, 0)", (outlet,))
    [group] = database.execute("SELECT id FROM outlet WHERE name = ?", (outlet,)).fetchone()
    if _is_copy(database, group, lines):
        return
    database.execute("UPDATE outlet SET files = files + 1 WHERE id = ?", (group,))
    date = article.metadata.date
    database.execute("INSERT INTO file VALUES (?, ?, ?)", (number, article.path, date))
    shared = {"outlet": group, "file": number, "date": date}
    rows = (
        shared | {"hash": line.number, "heading": line.heading, "text": line.text, "wording": line.wording}
        for line in lines
    )
    database.executemany(_COUNT, rows)


def _lines(article: Article) -> list[_Line]:
    """The different lines of an article, each once."""
    prose = [is_prose(paragraph.text) for paragraph in article.paragraphs]
    found: dict[int, _Line] = {}
    for paragraph, running in zip(article.paragraphs, prose, strict=True):
        words = word_count(paragraph.text)
        if words > _MOST_WORDS or not any(map(str.isalpha, paragraph.text)):
            continue
        text = template(paragraph.text)
        at = paragraph.index
        heading = (
            not running and words <= _HEADING_WORDS and 0 < at < len(prose) - 1 and prose[at - 1] and prose[at + 1]
        )
        number = _hash(text)
        found.setdefault(number, _Line(text, number, _hash(paragraph.text), words, heading))
    return list(found.values())


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def _is_copy(database: sqlite3.Connection, outlet: int, lines: Sequence[_Line]) -> bool:
    """Whether half of the long paragraphs stand in an earlier file of the outlet."""
    long = [line.number for line in lines if line.words >= _STORY_WORDS]
    if not long:
        return False
    query = "SELECT 1 FROM seen WHERE outlet = ? AND hash = ?"
    before = sum(database.execute(query, (outlet, number)).fetchone() is not None for number in long)
    return before > _HALF * len(long)


def _is_boilerplate(text: str, files: int, headings: int, *, varies: bool) -> bool:
    """Whether a recurring template is not the story; `varies` tells that its slots are filled in more than one way."""
    words = word_count(text)
    if headings > _HALF * files or (_BYLINE.match(text) and words <= _SENTENCE_WORDS):
        return False
    if text.replace(NAME, "").strip(" .,:;-–") == "":
        return False
    own = frozenset(re.findall(r"\w+", text))
    speaks = not (cues()["address"].isdisjoint(own) and cues()["service"].isdisjoint(own))
    sentence = words >= _SENTENCE_WORDS and last_character(text) in ".!?…"
    reports = varies and text.count("{") >= _SLOTS_OF_A_REPORT
    return speaks or not sentence or (files >= LEAST_FILES and not reports)


def _found(
    database: sqlite3.Connection, row: tuple[str, str, int, int, int, int, int, int, str | None, str | None, int]
) -> Learned:
    text, outlet, files, of, _, first, second, last, oldest, newest, _ = row
    numbers = list(dict.fromkeys((first, second, last)))[:_EXAMPLES]
    paths = (database.execute("SELECT path FROM file WHERE id = ?", (n,)).fetchone()[0] for n in numbers)
    return Learned(text, outlet, files, of, tuple(paths), oldest, newest)


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are all TOML's, but for the one it does not need."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
