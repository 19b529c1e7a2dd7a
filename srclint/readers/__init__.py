"""Bytes to articles, one module a format."""

import os
import stat
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path, PurePath

from srclint.article import Article
from srclint.errors import ReadError
from srclint.readers.decode import Decoded, decode, decode_lines, encode
from srclint.readers.escape import escape
from srclint.readers.options import MIB, ReadOptions, Unreadable
from srclint.record import replace

__all__ = [
    "SUFFIXES",
    "Decoded",
    "ReadOptions",
    "Unreadable",
    "decode",
    "decode_as",
    "encode",
    "escape",
    "read_articles",
    "read_bytes",
]

_Reader = Callable[[str, str], Article]


def _text() -> _Reader:
    from srclint.readers.text import read_text

    return read_text


def _markdown() -> _Reader:
    from srclint.readers.markdown import read_markdown

    return read_markdown


def _html() -> _Reader:
    from srclint.readers.html import read_html

    return read_html


_READERS: dict[str, Callable[[], _Reader]] = {
    ".txt": _text,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
}
_MARKUP = frozenset({".html", ".htm"})
SUFFIXES = (*_READERS, ".jsonl")


def read_articles(path: Path, display: str, options: ReadOptions | None = None) -> Iterator[Article | Unreadable]:
    """The articles of one file: one, or for JSONL one a record, read as the iteration goes.

    `display` is the path as it is shown, and the start of a record's path. What cannot be read or decoded as an
    article comes out as an `Unreadable`; nothing is raised.
    """
    return _guarded(_file(path, display, options or ReadOptions()), display)


def read_bytes(data: bytes, display: str, options: ReadOptions | None = None) -> Iterator[Article | Unreadable]:
    """As `read_articles`, for `data` in the format that the name `display` says; standard input, for instance."""
    options = options or ReadOptions()
    if not holds_records(display):
        return iter((read_one(data, display, options),))
    from srclint.readers.jsonl import read_jsonl

    return _guarded((_checked(item, options) for item in read_jsonl(display, BytesIO(data), options)), display)


def read_one(data: bytes, display: str, options: ReadOptions) -> Article | Unreadable:
    """The article in the bytes of a file that holds one, or why it cannot be read."""
    try:
        return _article(data, display, options)
    except (ReadError, OSError) as error:
        return _unreadable(display, error)
    except RecursionError:
        return _too_deep(display)


def whole_file(path: str | Path, display: str, options: ReadOptions) -> bytes | Unreadable:
    """The bytes of a file that holds one article, for `read_bytes`; or why it cannot be read as one."""
    try:
        _suffix(display)
        return _contents(path, options)
    except (ReadError, OSError) as error:
        return _unreadable(display, error)


def holds_records(display: str) -> bool:
    """Whether a file of that name holds any number of articles, one a line."""
    return display.lower().endswith(".jsonl")


def decode_as(name: str, data: bytes) -> Decoded:
    """The text of a whole file as its reader saw it: offsets into it are `base` plus those of an article.

    Raises:
        ReadError: as for `decode`.
    """
    suffix = PurePath(name).suffix.lower()
    return decode_lines(data) if suffix == ".jsonl" else decode(data, markup=suffix in _MARKUP)


def _guarded(items: Iterator[Article | Unreadable], display: str) -> Iterator[Article | Unreadable]:
    try:
        yield from items
    except (ReadError, OSError) as error:
        yield _unreadable(display, error)
    except RecursionError:
        yield _too_deep(display)


def _too_deep(display: str) -> Unreadable:
    return Unreadable(display, "nested too deeply")


def _unreadable(display: str, error: ReadError | OSError) -> Unreadable:
    code = error.errno if isinstance(error, OSError) else None
    return Unreadable(display, os.strerror(code) if code else str(error))


def _file(path: Path, display: str, options: ReadOptions) -> Iterator[Article | Unreadable]:
    if _suffix(display) == ".jsonl":
        _size(path)
        yield from _records(path, display, options)
    else:
        yield _article(_contents(path, options), display, options)


def _contents(path: str | Path, options: ReadOptions) -> bytes:
    size = _size(path)
    if size > options.max_bytes:
        raise ReadError(f"too large: {size / MIB:.1f} MiB, the limit for an article is {options.max_bytes / MIB:.3g}")
    # Asked for more than is there, Python makes room for all of it. A file of /proc says that it holds nothing.
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - `Path.open` takes as long as all the rest
        return file.read(size or options.max_bytes + 1)


def _records(path: Path, display: str, options: ReadOptions) -> Iterator[Article | Unreadable]:
    from srclint.readers.jsonl import read_jsonl

    with path.open("rb") as file:
        yield from (_checked(item, options) for item in read_jsonl(display, file, options))


def _article(data: bytes, display: str, options: ReadOptions) -> Article | Unreadable:
    if len(data) > options.max_bytes:
        raise ReadError(f"too large: over {options.max_bytes / MIB:.3g} MiB, the limit for an article")
    suffix = _suffix(display)
    decoded = decode(data, markup=suffix in _MARKUP)
    if not decoded.text or decoded.text.isspace():
        raise ReadError("empty")
    article = _READERS[suffix]()(display, decoded.text)
    if decoded.problems or decoded.encoding != article.encoding or options.hints != article.hints:
        problems = (*decoded.problems, *article.problems)
        article = replace(article, problems=problems, encoding=decoded.encoding, hints=options.hints)
    return _checked(article, options)


def _checked(item: Article | Unreadable, options: ReadOptions) -> Article | Unreadable:
    """The article, or why it is none.

    Markup without a word is a story that was not stored, and a paragraph of absurd length is data.
    """
    if isinstance(item, Unreadable):
        return item
    if not item.paragraphs:
        return Unreadable(item.path, "no text, only markup or fields")
    if len(item.source) <= options.max_paragraph:
        return item
    longest = max(item.paragraphs, key=lambda paragraph: len(paragraph.text), default=None)
    if longest is None or len(longest.text) <= options.max_paragraph:
        return item
    line = item.lines.position(longest.span.start).line
    message = f"line {line} is a paragraph of {len(longest.text):,} characters, the limit is {options.max_paragraph:,}"
    return Unreadable(item.path, message)


def _suffix(display: str) -> str:
    stem, dot, end = display.lower().rpartition(".")
    suffix = dot + end
    if suffix not in SUFFIXES or not stem or stem.endswith(("/", os.sep)):
        raise ReadError(f"not an article format; these are {' '.join(SUFFIXES)}")
    return suffix


def _size(path: str | Path) -> int:
    """The size of a regular file in bytes; anything else is refused before it is opened, for a FIFO would block."""
    status = os.stat(path)  # noqa: PTH116 - `path` may be a string
    if not stat.S_ISREG(status.st_mode):
        kind = stat.filemode(status.st_mode)[0]
        what = {"d": "a folder", "p": "a FIFO", "s": "a socket"}.get(kind, "a device")
        raise ReadError(f"{what}, not a file")
    return status.st_size
