"""What an archive index asks of the place where it is kept: a file, or a database server."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from srclint.errors import SrclintError
from srclint.neardup.shingles import SHINGLE, SKETCH_BITS
from srclint.record import NamedTuple, record

FORMAT = 1
NORMAL_FORM = 1
KEPT = 256
"""The postings of one shingle that matter: enough to see that it is common, or that all of them are one cluster."""
STORIES = "stories"
"""The setting that counts the stories: to go over a million of them takes as long as to check a file."""
TEXTS = ("stored", "file", "none")


class IndexFileError(SrclintError):
    """The index cannot be used: missing, of another format or settings, damaged, or locked."""


class Row(NamedTuple):
    """What an index keeps of a story beside its text: its path, the size of its sketch, its cluster."""

    path: str
    size: int
    cluster: int


@record
class Stats:
    """What is in an index; `size` and `texts` are bytes on disk, of all and of the stored texts."""

    stories: int
    clusters: int
    postings: int
    size: int
    texts: int
    text: str


class Store(Protocol):
    """An open index at its place. Stories go by numbers that are never used again."""

    name: str
    text: str

    def close(self) -> None:
        """Close it."""

    def reading(self) -> AbstractContextManager[None]:
        """One state throughout, whoever writes meanwhile."""

    def writing(self) -> AbstractContextManager[None]:
        """All or nothing, and safely on disk at the end; a second writer waits for the first."""

    def postings(self, hashes: Collection[int]) -> dict[int, list[int]]:
        """For each hash the numbers of the stories that have the shingle; some may have been removed since."""

    def rows(self, numbers: Collection[int]) -> dict[int, Row]:
        """The stories of those numbers that are still there."""

    def texts(self, numbers: Sequence[int]) -> dict[int, bytes]:
        """The stored texts of stories."""

    def numbers(self, count: int) -> Sequence[int]:
        """Numbers for new stories."""

    def add(self, stories: Sequence[tuple[int, Row, bytes | None]], postings: Iterable[tuple[int, int]]) -> None:
        """Add stories with their texts, and their postings as (hash, number)."""

    def remove(self, paths: Sequence[str]) -> list[str]:
        """Remove stories; the paths that were there."""

    def records(self, file: str) -> list[str]:
        """The paths of the stories that are records of a file: `FILE#N`, `FILE#ID`."""

    def count(self) -> int:
        """How many stories there are."""

    def stats(self) -> Stats:
        """Counts and sizes."""

    def damage(self) -> Iterator[str]:
        """What the database itself finds wrong."""

    def everything(self) -> Iterator[tuple[int, str, bytes | None]]:
        """Number, path and text of every story."""

    def compact(self) -> None:
        """Drop the postings of removed stories, and give back unused space."""


def short(hashed: int) -> int:
    """The 32 bits by which a shingle of a sketch goes."""
    return hashed >> 64 - SKETCH_BITS - 32


def is_url(place: Path | str) -> bool:
    """Whether an index is on a server.

    Raises:
        IndexFileError: for a URL that no index can have.
    """
    if isinstance(place, Path) or "://" not in place:
        return False
    if not place.startswith(("postgresql://", "postgres://")):
        raise IndexFileError(
            f"index: wants a file or a URL that starts with postgresql://, not {place.partition('://')[0]}://"
        )
    return True


def settings(text: str, **more: str) -> dict[str, str]:
    """What two indexes must have in common to be read by the same code, as JSON."""
    numbers = {"shingle": SHINGLE, "sketch_bits": SKETCH_BITS, "normal_form": NORMAL_FORM}
    words = {**more, "text": text}
    return {
        **{name: f"{value}" for name, value in numbers.items()},
        **{name: f'"{word}"' for name, word in words.items()},
    }


def checked(name: str, version: int, stored: Mapping[str, str], **more: str) -> str:
    """Where the texts of an index are, as its settings (names to JSON) say.

    Raises:
        IndexFileError: for another format or other settings.
    """
    if version != FORMAT:
        raise IndexFileError(f"{name}: format {version}, and this srclint reads format {FORMAT}: build the index anew")
    text = stored.get("text", "").strip('"')
    for key, value in settings(text, **more).items():
        if stored.get(key) != value:
            raise IndexFileError(
                f"{name}: made with {key} = {stored.get(key)}, and this srclint has {value}: build the index anew"
            )
    return text
