"""Bytes to text: UTF-8 with or without a byte-order mark, UTF-16 with one, and cp1252 as the last resort."""

import codecs
import re

from srclint.article import Problem
from srclint.errors import ReadError
from srclint.lazy import lazy
from srclint.record import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),  # before UTF-16: its mark starts with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
DAMAGED = "utf-8-damaged"
MIXED = "mixed"
_LOSSY = {DAMAGED: lazy("\ufffd"), MIXED: lazy(r"[^\x00-\x7f]")}
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_MULTIBYTE = lazy(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_DECLARED = lazy(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_CHARSET = lazy(r"(?:iso|windows|cp|koi8|gb|big5|euc|shift|tis|mac|ks_c)")
_LATIN = frozenset({"iso8859-1", "ascii", "utf-8", "cp1252"})


class Decoded(NamedTuple):
    """The text of a file, the codec that `encode` takes it back with, and what was odd about it."""

    text: str
    encoding: str = "utf-8"
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, *, markup: bool = False) -> Decoded:
    """The text in `data`, without a byte-order mark.

    Tried in turn: the encoding that a byte-order mark names, UTF-8, with `markup` the charset that an HTML page
    declares, cp1252. Detectors of charsets never chose cp1252 on real news files, and guess wrongly on short ones.

    UTF-8 that is damaged or cut off is not read as cp1252, which would garble the rest of it: its bad bytes become
    U+FFFD, and the encoding "utf-8-damaged" stands for text that cannot be written back as it was.

    Raises:
        ReadError: the data is binary, or in none of these encodings.
    """
    for mark, encoding, codec in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, codec)
    return decode_unmarked(data, markup=markup)


def decode_unmarked(data: bytes, *, markup: bool = False) -> Decoded:
    """As `decode`, for data that is not the start of a file: a byte-order mark means nothing there.

    Raises:
        ReadError: as for `decode`.
    """
    _refuse_binary(data)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        bad = error
    declared = _declared(data) if markup else None
    if declared is not None:
        return declared
    if _damaged(data, bad):
        return Decoded(data.decode("utf-8", "replace"), DAMAGED)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise ReadError(f"{_where(data, bad)}, and the file is not cp1252 either") from None
    problem = Problem("HYG411", "the file is not UTF-8; it was read as cp1252 (Windows Latin)")
    return Decoded(text, "cp1252", (problem,))


def decode_lines(data: bytes) -> Decoded:
    """The text of a file whose lines are decoded one by one, as those of JSONL are.

    Raises:
        ReadError: a line cannot be decoded, or the file is UTF-16.
    """
    refuse_utf16(data)
    bom = data.startswith(codecs.BOM_UTF8)
    lines = [decode_unmarked(line) for line in data[3 if bom else 0 :].split(b"\n")]
    text = "\n".join(line.text for line in lines)
    encodings = {line.encoding for line in lines if not line.text.isascii()} or {"utf-8"}
    encoding = encodings.pop() if len(encodings) == 1 else MIXED
    problems = next((line.problems for line in lines if line.problems), ())
    return Decoded(text, "utf-8-sig" if bom and encoding == "utf-8" else encoding, problems)


def refuse_utf16(data: bytes) -> None:
    """Refuse the start of a file of lines that has the byte-order mark of UTF-16.

    Raises:
        ReadError: it has.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ReadError("UTF-16; a JSONL file must be UTF-8")


def encode(text: str, encoding: str) -> bytes:
    """The bytes of a file that was read as `encoding`, with the byte-order mark that it had.

    Raises:
        UnicodeEncodeError: the text has a character that the encoding lacks, or a damaged file cannot be restored.
    """
    if encoding in _LOSSY:
        if (lost := _LOSSY[encoding].search(text)) is not None:
            raise UnicodeEncodeError(encoding, text, *lost.span(), "the bytes that stood here are not known any more")
        encoding = "utf-8"
    for mark, name, codec in _MARKS:
        if encoding == name:
            return mark + text.encode(codec)
    return text.encode(encoding)


def _marked(data: bytes, encoding: str, codec: str) -> Decoded:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        if codec == "utf-8":
            raise ReadError(_where(data, error)) from None
        raise ReadError(f"not valid {codec.upper()}, though its byte-order mark says so") from None
    if "\0" in text:
        raise ReadError("binary, not text (NUL characters)")
    if codec == "utf-8":
        return Decoded(text, encoding)
    problem = Problem("HYG411", f"the file is {codec[:6].upper()}, not UTF-8")
    return Decoded(text, encoding, (problem,))


def _refuse_binary(data: bytes) -> None:
    if b"\0" in data:
        raise ReadError("binary, not text (NUL bytes; UTF-16 needs a byte-order mark)")
    control = len(data) - len(data.translate(None, _CONTROL))
    if control > 8 and control > len(data) // 100:
        raise ReadError(f"binary, not text ({control} control characters)")


def _damaged(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether this was UTF-8 once: cut off inside a character, or with more sound characters than stray bytes."""
    cut_off = error.reason == "unexpected end of data" and len(data) - error.start > 1
    sound = len(_MULTIBYTE.findall(data))
    return cut_off or 0 < sound >= _stray(data)


def _stray(data: bytes) -> int:
    """Bytes that belong to no valid UTF-8 sequence."""
    return len(data) - len(data.decode("utf-8", "ignore").encode())


def _declared(data: bytes) -> Decoded | None:
    """The page in the charset that it declares; Latin-1 means cp1252 on the web and is no declaration of it."""
    found = _DECLARED.search(data[:4096])
    name = found[1].decode("ascii").lower() if found else ""
    if not _CHARSET.match(name):
        return None
    try:
        codec = codecs.lookup(name)
        text = data.decode(codec.name)
        if codec.name in _LATIN or text.encode(codec.name) != data:
            return None
    except (LookupError, UnicodeError, ValueError):
        return None
    return Decoded(text, codec.name)


def _where(data: bytes, error: UnicodeDecodeError) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    return f"not valid UTF-8: byte 0x{data[error.start]:02x} at byte {error.start} (line {line})"
