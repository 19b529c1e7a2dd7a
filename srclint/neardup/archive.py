"""The archive index: stories by the thousand or million, kept in a file or on a server to compare new ones with.

Frequency is that of the archive: a story joins the cluster of a story that nearly all of its smallest sketch hashes
lead to, and a shingle counts once a cluster. A query looks for the stories that share rare shingles of the sketch and
hands over their prints, to be compared like the files of a run.
"""

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from srclint.neardup import packing
from srclint.neardup.prints import StoryPrint
from srclint.neardup.shingles import COMMON, RARE, sketch
from srclint.neardup.sqlite import SqliteStore
from srclint.neardup.store import KEPT, Row, Stats, Store, is_url
from srclint.neardup.stories import FEW, LETTERS
from srclint.neardup.verify import MOST
from srclint.record import record, replace

if TYPE_CHECKING:
    from srclint.neardup.postgres import PostgresStore

CANDIDATES = FEW - 1
OF_ONE_CLUSTER = 16
_BOTTOM = 8
_SAME = 6
_SHORT = 16
_BATCH = 1000
_TELLING = COMMON + 1
"""So many clusters show that a shingle is common, also where one of them is the story's older self."""

_Postings = Mapping[int, Sequence[int]]
_Votes = dict[int, tuple[float, int]]
Load = Callable[[str], StoryPrint | None]


@record
class Neighbours:
    """A story with what the archive knows of its shingles, and the archive's stories that may share text with it."""

    story: StoryPrint
    prints: tuple[StoryPrint, ...]


class Archive:
    """An open index. Use it in a `with` statement; `create` and `open` make one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def create(cls, place: Path | str, text: str = "stored") -> "Archive":
        """A new, empty index: a file, or on a server by its URL.

        Args:
            place: where it is to be.
            text: where the stories' texts are to be: "stored", "file" or "none".

        Raises:
            IndexFileError: when there is one already, or it cannot be made.
        """
        return cls(_stores(place).create(place, text))

    @classmethod
    def open(cls, place: Path | str, *, write: bool = False) -> "Archive":
        """Open an index.

        Raises:
            IndexFileError: when it is missing, no index, of another format, or made with other settings.
        """
        return cls(_stores(place).open(place, write=write))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close it."""
        self._store.close()

    @property
    def name(self) -> str:
        """Where it is, as people are told."""
        return self._store.name

    @property
    def text(self) -> str:
        """Where the stories' texts are: "stored", "file" or "none"."""
        return self._store.text

    def add(self, stories: Iterable[StoryPrint]) -> list[str]:
        """Add stories, replacing those of the same paths; the paths, when all are safely on disk."""
        return list(self.adding(stories))

    def adding(self, stories: Iterable[StoryPrint]) -> Iterator[str]:
        """Add stories by the thousand while this is iterated over; yields a path when its story is safely on disk."""
        waiting = iter(stories)
        while batch := list(islice(waiting, _BATCH)):
            sketches = _sketches([story.text for story in batch])
            with self._store.writing():
                self._add({story.path: (story, found) for story, found in zip(batch, sketches, strict=True)})
            yield from (story.path for story in batch)

    def remove(self, paths: Iterable[str]) -> list[str]:
        """Remove stories, by the path of a JSONL file all of its records; the paths that were there."""
        named = list(paths)
        with self._store.writing():
            gone = self._store.remove(named)
            files = set(named).difference(gone)
            return gone + self._store.remove([path for file in sorted(files) for path in self._store.records(file)])

    def neighbours(self, story: StoryPrint, load: Load | None = None) -> Neighbours:
        """The stories of the archive that are worth comparing with one.

        At most 64, the best by the rarity of the shingles that they share, and at most 16 of one cluster.

        Args:
            story: the story; an entry of the same path is left out, as its older self.
            load: reads the print of a path again, for an index that does not store texts.
        """
        hashes = sketch(story.text)
        with self._store.reading():
            postings = self._store.postings(hashes)
            rows = self._rows(postings)
            others = {number: row for number, row in rows.items() if row.path != story.path}
            known = _known(postings, others)
            votes = _votes(postings, known, others)
            chosen = _chosen(votes, rows, len(hashes))
            texts = self._store.texts(chosen) if self.text == "stored" else {}
            found = {number: self._print(rows[number], texts.get(number), load) for number in chosen}
            prints = self._with_known([one for one in found.values() if one is not None], postings, rows)
        sketched = (
            (rows[number].path, votes[number][1] / max(1, min(len(hashes), rows[number].size)))
            for number, one in found.items()
            if one is None
        )
        alike = sorted((one for one in sketched if one[1] >= MOST), key=lambda one: (-one[1], one[0]))
        return Neighbours(replace(story, known=known, sketched=tuple(alike)), prints)

    def size(self) -> int:
        """How many stories there are."""
        return self._store.count()

    def stats(self) -> Stats:
        """Counts and sizes."""
        with self._store.reading():
            return self._store.stats()

    def verify(self) -> Iterator[str]:
        """A sentence for each thing that is wrong: a damaged file, a story without its text or its postings."""
        with self._store.reading():
            yield from self._store.damage()
            for number, path, data in self._store.everything() if self.text == "stored" else ():
                try:
                    hashes = sketch(packing.unpack(path, data or b"").text)
                except (TypeError, ValueError, KeyError, zlib.error):
                    yield f"{path}: the stored text cannot be read"
                    continue
                found = self._store.postings(hashes).values()
                if not all(number in numbers or len(numbers) >= KEPT for numbers in found):
                    yield f"{path}: shingles are missing"

    def compact(self) -> None:
        """Drop what is left of removed stories, give back unused space, and make look-ups as quick as they can be."""
        self._store.compact()

    def _add(self, stories: Mapping[str, tuple[StoryPrint, Sequence[int]]]) -> None:
        self._store.remove(list(stories))
        sketches = [hashes for _, hashes in stories.values()]
        known = self._store.postings({value for hashes in sketches for value in hashes[:_BOTTOM]})
        rows = self._store.rows({number for numbers in known.values() for number in numbers})
        clusters = {number: row.cluster for number, row in rows.items()}
        numbers = self._store.numbers(len(stories))
        added = []
        for number, (story, hashes) in zip(numbers, stories.values(), strict=True):
            clusters[number] = _cluster(hashes, known, clusters) or number
            for value in hashes[:_BOTTOM]:
                known[value].append(number)
            row = Row(story.path, len(hashes), clusters[number])
            added.append((number, row, packing.pack(story) if self.text == "stored" else None))
        self._store.add(added, [(value, n) for n, hashes in zip(numbers, sketches, strict=True) for value in hashes])

    def _print(self, row: Row, data: bytes | None, load: Load | None) -> StoryPrint | None:
        """A story of the archive, from its stored text or its file; None where neither is at hand."""
        found = None
        if data is not None:
            found = packing.unpack(row.path, data)
        elif self.text == "file" and load is not None:
            found = load(row.path)
        return replace(found, cluster=row.cluster) if found is not None else None

    def _with_known(
        self, stories: Sequence[StoryPrint], postings: _Postings, rows: Mapping[int, Row]
    ) -> tuple[StoryPrint, ...]:
        """The stories with what the archive knows of their shingles; `postings` and `rows` are looked up already."""
        sketches = _sketches([story.text for story in stories])
        more = self._store.postings({value for hashes in sketches for value in hashes} - postings.keys())
        counts = _known({**postings, **more}, {**rows, **self._rows(more)})
        return tuple(
            replace(story, known={value: counts[value] for value in hashes})
            for story, hashes in zip(stories, sketches, strict=True)
        )

    def _rows(self, postings: _Postings) -> dict[int, Row]:
        """The stories that have shingles; of a shingle in many clusters, so many as show that it is common."""
        first = {value: numbers[:_TELLING] for value, numbers in postings.items()}
        rows = self._store.rows({number for numbers in first.values() for number in numbers})
        clusters = _known(first, rows)
        rest = {
            number for value, numbers in postings.items() if clusters[value] < _TELLING for number in numbers[_TELLING:]
        }
        return {**rows, **self._store.rows(rest)} if rest else rows


def _stores(place: Path | str) -> "type[SqliteStore | PostgresStore]":
    if is_url(place):
        from srclint.neardup.postgres import PostgresStore

        return PostgresStore
    return SqliteStore


def _cluster(hashes: Sequence[int], known: Mapping[int, Sequence[int]], clusters: Mapping[int, int]) -> int | None:
    """The cluster of the story that at least six of the eight smallest hashes lead to; None for a new one."""
    if len(hashes) < _BOTTOM:
        return None
    found = Counter(number for value in hashes[:_BOTTOM] for number in set(known[value]))
    same = (number for number, votes in sorted(found.items()) if votes >= _SAME and number in clusters)
    first = next(same, None)
    return clusters[first] if first is not None else None


def _known(postings: _Postings, rows: Mapping[int, Row]) -> dict[int, int]:
    """In how many clusters of the stories in `rows` each shingle is."""
    return {
        value: len({rows[number].cluster for number in numbers if number in rows})
        for value, numbers in postings.items()
    }


def _votes(postings: _Postings, known: Mapping[int, int], rows: Mapping[int, Row]) -> _Votes:
    """The votes of each story: weight and number of the rare shingles that it has."""
    votes: _Votes = {}
    for value, clusters in known.items():
        if 0 < clusters <= RARE:
            for number in postings[value]:
                if number in rows:
                    weight, count = votes.get(number, (0.0, 0))
                    votes[number] = weight + COMMON / (COMMON + clusters), count + 1
    return votes


def _chosen(votes: _Votes, rows: Mapping[int, Row], mine: int) -> list[int]:
    """The stories with the most votes.

    Between two sketches of 16 shingles and more, one in common is no sign of a copy.
    """
    chosen: list[int] = []
    clusters: Counter[int] = Counter()
    for number in sorted(votes, key=lambda number: (-votes[number][0], number)):
        if len(chosen) == CANDIDATES:
            break
        row = rows[number]
        if clusters[row.cluster] < OF_ONE_CLUSTER and (votes[number][1] > 1 or min(mine, row.size) < _SHORT):
            clusters[row.cluster] += 1
            chosen.append(number)
    return chosen


def beside(
    stories: Sequence[StoryPrint], archive: Archive, load: Load | None = None
) -> tuple[tuple[StoryPrint, ...], tuple[StoryPrint, ...]]:
    """The stories of a run with what the archive knows of them, and the archive's stories to compare them with.

    A story of the archive whose file is in the run is left out: the file stands for itself.
    """
    mine = {story.path for story in stories}
    found = [archive.neighbours(story, load) for story in stories]
    others = {other.path: other for near in found for other in near.prints if other.path not in mine}
    known = (
        replace(near.story, sketched=tuple(one for one in near.story.sketched if one[0] not in mine)) for near in found
    )
    return tuple(known), tuple(others[path] for path in sorted(others))


def _sketches(texts: Sequence[str]) -> list[list[int]]:
    """The sketches of a batch; without numpy where that takes no longer."""
    if sum(map(len, texts)) <= LETTERS:
        return [sketch(text) for text in texts]
    from srclint.neardup.kernel import sketches

    return [found.tolist() for found in sketches(texts)]
