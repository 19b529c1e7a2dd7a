"""The archive index: stories by the thousand or million, kept on disk to compare new ones with.

Frequency is that of the archive: a story joins the cluster of a story that nearly all of its smallest sketch hashes
lead to, and a shingle counts once a cluster. A query looks for the stories that share rare shingles of the sketch and
hands over their prints, to be compared like the files of a run.
"""

import hashlib
import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from srclint.neardup import packing, postings, store
from srclint.neardup.prints import StoryPrint
from srclint.neardup.shingles import COMMON, RARE, sketch

CANDIDATES = 64
OF_ONE_CLUSTER = 16
_BOTTOM = 8
_SAME = 6
_SHORT = 16
_BATCH = 1000
_VARIABLES = 900

Load = Callable[[str], StoryPrint | None]


@dataclass(frozen=True, slots=True)
class Sketched:
    """A story of the archive whose text is not at hand, judged on its sketch alone: the share of ours that it has."""

    path: str
    containment: float


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A story with what the archive knows of its shingles, and the archive's stories that may share text with it."""

    story: StoryPrint
    prints: tuple[StoryPrint, ...]
    sketched: tuple[Sketched, ...]


@dataclass(frozen=True, slots=True)
class Stats:
    """What is in an index; `size` and `texts` are bytes on disk, of all and of the stored texts."""

    stories: int
    clusters: int
    postings: int
    size: int
    texts: int
    text: str


class Archive:
    """An open index. Use it in a `with` statement; `create` and `open` make one."""

    def __init__(self, connection: sqlite3.Connection, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        self._db = connection

    @classmethod
    def create(cls, path: Path, text: str = "stored") -> "Archive":
        """A new, empty index file; `text` says where the stories' texts are to be ("stored", "file" or "none").

        Raises:
            IndexFileError: when the file exists or cannot be made.
        """
        return cls(store.create(path, text), path, text)

    @classmethod
    def open(cls, path: Path, *, write: bool = False) -> "Archive":
        """Open an index file.

        Raises:
            IndexFileError: when it is missing, no index, of another format, or made with other settings.
        """
        connection, text = store.connect(path, write=write)
        return cls(connection, path, text)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def add(self, stories: Iterable[StoryPrint]) -> list[str]:
        """Add stories, replacing those of the same paths; the paths, when all are safely on disk."""
        return list(self.adding(stories))

    def adding(self, stories: Iterable[StoryPrint]) -> Iterator[str]:
        """Add stories by the thousand while this is iterated over; yields a path when its story is safely on disk."""
        waiting = iter(stories)
        while batch := list(islice(waiting, _BATCH)):
            sketches = _sketches([story.text for story in batch])
            with store.transaction(self._db):
                self._add(batch, sketches)
            yield from (story.path for story in batch)

    def remove(self, paths: Iterable[str]) -> list[str]:
        """Remove stories; the paths that were there."""
        with store.transaction(self._db):
            return [path for path in paths if self._remove(path)]

    def neighbours(self, story: StoryPrint, load: Load | None = None) -> Neighbours:
        """The stories of the archive that are worth comparing with one.

        At most 64, the best by the rarity of the shingles that they share, and at most 16 of one cluster.

        Args:
            story: the story; an entry of the same path is left out, as its older self.
            load: reads the print of a path again, for an index that does not store texts.
        """
        hashes = sketch(story.text)
        with store.transaction(self._db, "DEFERRED"):
            known, votes = self._votes(hashes, story.path)
            chosen = self._chosen(votes, len(hashes))
            prints: list[StoryPrint] = []
            sketched = []
            for number, path, size, cluster in chosen:
                found = self._print(number, path, load)
                if found is None:
                    sketched.append(Sketched(path, votes[number][1] / max(1, min(len(hashes), size))))
                else:
                    prints.append(replace(found, cluster=cluster))
            theirs = _sketches([found.text for found in prints])
            prints = [replace(p, known=self._votes(found, "")[0]) for p, found in zip(prints, theirs, strict=True)]
        return Neighbours(replace(story, known=known), tuple(prints), tuple(sketched))

    def size(self) -> int:
        """How many stories there are."""
        (stories,) = self._db.execute("SELECT count(*) FROM story").fetchone()
        return int(stories)

    def stats(self) -> Stats:
        """Counts and sizes."""
        with store.transaction(self._db, "DEFERRED"):
            stories, clusters = self._db.execute("SELECT count(*), count(DISTINCT cluster) FROM story").fetchone()
            (texts,) = self._db.execute("SELECT coalesce(sum(length(data)), 0) FROM text").fetchone()
            (pages,) = self._db.execute("PRAGMA page_count").fetchone()
            (page,) = self._db.execute("PRAGMA page_size").fetchone()
            return Stats(stories, clusters, postings.count(self._db), pages * page, texts, self.text)

    def verify(self) -> Iterator[str]:
        """A sentence for each thing that is wrong: a damaged file, a story without its text or its postings."""
        with store.transaction(self._db, "DEFERRED"):
            for (message,) in self._db.execute("PRAGMA integrity_check"):
                if message != "ok":
                    yield str(message)
            rows = self._db.execute("SELECT s.id, path, data FROM story s LEFT JOIN text t ON s.id = t.id")
            for number, path, data in rows if self.text == "stored" else ():
                try:
                    hashes = sketch(packing.unpack(path, data).text)
                except (TypeError, ValueError, KeyError, zlib.error):
                    yield f"{path}: the stored text cannot be read"
                    continue
                if not all(postings.has_posting(self._db, value, number) for value in hashes):
                    yield f"{path}: shingles are missing"

    def compact(self) -> None:
        """Move all postings into their blocks, drop those of removed stories, and give back unused space."""
        import numpy as np

        with store.transaction(self._db):
            (last,) = self._db.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence").fetchone()
            alive = np.zeros(last + 1, bool)
            alive[[number for (number,) in self._db.execute("SELECT id FROM story")]] = True
            postings.merge(self._db, alive=alive)
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _add(self, stories: Sequence[StoryPrint], sketches: Sequence[Sequence[int]]) -> None:
        fresh: dict[int, list[int]] = {}
        clusters: dict[int, int] = {}
        keys: list[tuple[int, int]] = []
        for story, hashes in zip(stories, sketches, strict=True):
            self._remove(story.path)
            cluster = self._cluster(hashes, fresh, clusters)
            cursor = self._db.execute(
                "INSERT INTO story (name, path, cluster, size) VALUES (?, ?, ?, ?)",
                (_name(story.path), story.path, cluster or 0, len(hashes)),
            )
            number = int(cursor.lastrowid or 0)
            clusters[number] = cluster or number
            if cluster is None:
                self._db.execute("UPDATE story SET cluster = id WHERE id = ?", (number,))
            if self.text == "stored":
                self._db.execute("INSERT INTO text VALUES (?, ?)", (number, packing.pack(story)))
            keys.extend((value, number) for value in hashes)
            for value in hashes[:_BOTTOM]:
                fresh.setdefault(value, []).append(number)
        if postings.due(self._db):
            postings.merge(self._db, postings.keys_of(keys))
        else:
            postings.add_keys(self._db, postings.keys_of(keys))

    def _cluster(self, hashes: Sequence[int], fresh: dict[int, list[int]], clusters: dict[int, int]) -> int | None:
        """The cluster of the story that at least six of the eight smallest hashes lead to; None for a new one."""
        bottom = hashes[:_BOTTOM]
        if len(bottom) < _BOTTOM:
            return None
        found: Counter[int] = Counter()
        for value in bottom:
            found.update({*postings.stories_with(self._db, value), *fresh.get(value, ())})
        same = sorted(number for number, votes in found.items() if votes >= _SAME)
        for number in same:
            if number in clusters:
                return clusters[number]
            row = self._db.execute("SELECT cluster FROM story WHERE id = ?", (number,)).fetchone()
            if row:
                return int(row[0])
        return None

    def _remove(self, path: str) -> bool:
        rows = self._db.execute("SELECT id FROM story WHERE name = ? AND path = ?", (_name(path), path)).fetchall()
        for (number,) in rows:
            self._db.execute("DELETE FROM story WHERE id = ?", (number,))
            self._db.execute("DELETE FROM text WHERE id = ?", (number,))
        return bool(rows)

    def _votes(self, hashes: Sequence[int], path: str) -> tuple[dict[int, int], dict[int, tuple[float, int]]]:
        """In how many clusters each shingle is; and each story's votes: (weight, number) of the rare ones it has."""
        found = {value: postings.stories_with(self._db, value) for value in hashes}
        clusters = self._clusters({number for numbers in found.values() for number in numbers}, path)
        known: dict[int, int] = {}
        votes: dict[int, tuple[float, int]] = {}
        for value, numbers in found.items():
            alive = [number for number in numbers if number in clusters]
            known[value] = len({clusters[number] for number in alive})
            if 0 < known[value] <= RARE:
                for number in alive:
                    weight, count = votes.get(number, (0.0, 0))
                    votes[number] = weight + COMMON / (COMMON + known[value]), count + 1
        return known, votes

    def _clusters(self, numbers: Iterable[int], path: str) -> dict[int, int]:
        """The clusters of those stories that are still there, but for the one at the path."""
        wanted = iter(sorted(numbers))
        found: dict[int, int] = {}
        while some := list(islice(wanted, _VARIABLES)):
            marks = ",".join("?" * len(some))
            rows = self._db.execute(f"SELECT id, cluster FROM story WHERE id IN ({marks}) AND path != ?", (*some, path))  # noqa: S608 - question marks
            found.update(rows)
        return found

    def _chosen(self, votes: dict[int, tuple[float, int]], mine: int) -> list[tuple[int, str, int, int]]:
        """The stories (number, path, size of the sketch, cluster) with the most votes.

        Between two sketches of 16 shingles and more, one in common is no sign of a copy.
        """
        chosen: list[tuple[int, str, int, int]] = []
        clusters: Counter[int] = Counter()
        for number in sorted(votes, key=lambda number: (-votes[number][0], number)):
            if len(chosen) == CANDIDATES:
                break
            path, size, cluster = self._db.execute(
                "SELECT path, size, cluster FROM story WHERE id = ?", (number,)
            ).fetchone()
            if clusters[cluster] < OF_ONE_CLUSTER and (votes[number][1] > 1 or min(mine, size) < _SHORT):
                clusters[cluster] += 1
                chosen.append((number, path, size, cluster))
        return chosen

    def _print(self, number: int, path: str, load: Load | None) -> StoryPrint | None:
        if self.text == "file" and load is not None:
            return load(path)
        row = self._db.execute("SELECT data FROM text WHERE id = ?", (number,)).fetchone()
        return packing.unpack(path, row[0]) if row else None


def beside(
    stories: Sequence[StoryPrint], archive: Archive, load: Load | None = None
) -> tuple[tuple[StoryPrint, ...], tuple[StoryPrint, ...]]:
    """The stories of a run with what the archive knows of them, and the archive's stories to compare them with.

    A story of the archive whose file is in the run is left out: the file stands for itself.
    """
    mine = {story.path for story in stories}
    found = [archive.neighbours(story, load) for story in stories]
    others = {other.path: other for near in found for other in near.prints if other.path not in mine}
    return tuple(near.story for near in found), tuple(others[path] for path in sorted(others))


def _sketches(texts: Sequence[str]) -> list[list[int]]:
    """The sketches of a batch; that of one story, or of none, without numpy."""
    if len(texts) < 2:
        return [sketch(text) for text in texts]
    from srclint.neardup.kernel import sketches

    return [found.tolist() for found in sketches(texts)]


def _name(path: str) -> int:
    """A number to find a path by."""
    return int.from_bytes(hashlib.blake2b(path.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "little")
