"""JSONL: each line is a record and an article of its own, read one after the other in constant memory.

Where records go by their ids, these are remembered to the file's end.
"""

import re
from collections.abc import Iterator, Mapping
from io import BufferedIOBase
from json import JSONDecoder
from typing import Any

from srclint.article import Article, Paragraph, Span
from srclint.errors import ReadError
from srclint.lazy import lazy
from srclint.readers.decode import decode_unmarked, refuse_utf16
from srclint.readers.fields import TEXT_KEYS, keyed, mend, metadata, scalar
from srclint.readers.options import MIB, ReadOptions, Unreadable
from srclint.readers.text import Unit, units
from srclint.readers.weave import Segment, Weave, cut, extent, plain
from srclint.record import NamedTuple, replace

_BLANKS = lazy(r"[ \t\n\r]*+")
_ESCAPE = lazy(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_value = JSONDecoder(strict=False).raw_decode


class Member(NamedTuple):
    """A member of a JSON object: its value, and where the literal stands."""

    value: Any
    span: Span


class _Text(NamedTuple):
    """The text of a record: decoded, with the segments that lead back to the line; empty for a verbatim copy."""

    value: str
    start: int
    segments: tuple[Segment, ...]


def read_jsonl(path: str, stream: BufferedIOBase, options: ReadOptions) -> Iterator[Article | Unreadable]:
    """The records of a JSONL file, blank lines left out; a bad one costs only itself.

    A record goes by its id, or by its line. Where one before it in the file goes by the same, as the second version of
    a story does in a feed's log, "~2" is added to it, or "~3" and so on: no two articles have one path.

    Raises:
        ReadError: the file holds no record, or is not in an encoding that can be split into lines.
    """
    base, number, records = 0, 0, 0
    limit = options.max_bytes
    taken: dict[str, int] = {}
    while data := stream.readline(limit + 1):
        number += 1
        if number == 1:
            refuse_utf16(data)
            data = data.removeprefix(b"\xef\xbb\xbf")
        if len(data) > limit and not data.endswith(b"\n"):
            records += 1
            base += len(data.decode("utf-8", "replace")) + _skip_line(stream)
            yield Unreadable(f"{path}#{number}", f"the record is longer than {limit / MIB:.3g} MiB")
            continue
        line = data.rstrip(b"\r\n")
        if line.strip():
            records += 1
            item = _record(path, line, number, base, options)
            if options.id_field and isinstance(item, Article):
                item = replace(item, path=_untaken(item.path, taken))
            yield item
            base += len(item.source) + len(data) - len(line) if isinstance(item, Article) else _length(data)
        else:
            base += len(data)
    if not records:
        raise ReadError("empty: it holds no record")


def _untaken(path: str, taken: dict[str, int]) -> str:
    """The path, or where it is taken the path with the first number from "~2" on that is not."""
    found = path
    while found in taken:
        taken[path] += 1
        found = f"{path}~{taken[path]}"
    taken[found] = 1
    return found


def _skip_line(stream: BufferedIOBase) -> int:
    """Read on to the end of a line that is too long; the code points passed over."""
    passed = 0
    while data := stream.readline(MIB):
        passed += sum(byte & 0xC0 != 0x80 for byte in data)
        if data.endswith(b"\n"):
            break
    return passed


def _length(data: bytes) -> int:
    try:
        return len(decode_unmarked(data).text)
    except ReadError:
        return len(data.decode("utf-8", "replace"))


def _record(path: str, line: bytes, number: int, base: int, options: ReadOptions) -> Article | Unreadable:
    try:
        decoded = decode_unmarked(line)
        source = decoded.text
        found = members(source)
        key, text = _text(source, found, options)
    except (ReadError, RecursionError, ValueError) as error:
        what = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        return Unreadable(f"{path}#{number}", what)
    record = {name: member.value for name, member in found.items()}
    spans = {name: inner for name, member in found.items() if (inner := _inner(source, member.span))}
    chosen = {field: keys for field, keys in options.fields.items() if field != "text"}
    for keys in chosen.values():
        record.update({name: _reach(record, name) for name in keys if "." in name and name not in record})
    meta = metadata(record, spans, chosen, skip=key)
    name = scalar(_reach(record, options.id_field)) if options.id_field else None
    return Article(
        f"{path}#{name or number}",
        source,
        "jsonl",
        tuple(_paragraphs(source, text)),
        meta,
        decoded.problems,
        decoded.encoding,
        base,
        number,
        options.hints,
    )


def members(source: str, at: int = 0) -> dict[str, Member]:
    """The members of the JSON object that stands at `at`, each with its place; of a key given twice the last.

    Raises:
        ReadError: there is no JSON object, or more than one.
        RecursionError: a value is nested too deeply.
    """
    found, end = object_at(source, at)
    if _BLANKS.match(source, end).end() != len(source):  # type: ignore[union-attr]
        raise ReadError(f"not a JSON object: more text after its end, at column {end + 1}")
    return found


def object_at(source: str, at: int) -> tuple[dict[str, Member], int]:
    """The members of the JSON object at `at`, and where it ends."""
    found: dict[str, Member] = {}
    at = _after_blanks(source, at)
    if not source.startswith("{", at):
        raise ReadError("not a JSON object")
    at = _after_blanks(source, at + 1)
    closed = source.startswith("}", at)
    while not closed:
        key, member = _member(source, at)
        found[key] = member
        at = _after_blanks(source, member.span.end)
        closed = source.startswith("}", at)
        at = at if closed else _after_blanks(source, _expect(source, at, ","))
    return found, at + 1


def _member(source: str, at: int) -> tuple[str, Member]:
    try:
        _expect(source, at, '"')
        key, at = _value(source, at)
        start = _after_blanks(source, _expect(source, _after_blanks(source, at), ":"))
        value, end = _value(source, start)
    except ValueError as error:
        raise ReadError(f"not valid JSON at column {getattr(error, 'pos', at) + 1}") from None
    return mend(key), Member(value, Span(start, end))


def _expect(source: str, at: int, mark: str) -> int:
    """The offset behind `mark`, which must stand at `at`."""
    if not source.startswith(mark, at):
        raise ReadError(f"not valid JSON at column {at + 1}")
    return at + 1


def _after_blanks(source: str, at: int) -> int:
    return _BLANKS.match(source, at).end()  # type: ignore[union-attr]


def _inner(source: str, span: Span) -> Span | None:
    """The span of a string's characters, without its quotation marks; None for a value of another type."""
    return Span(span.start + 1, span.end - 1) if source[span.start] == '"' else None


def _reach(record: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401 - JSON
    """The value at a key, or at a dotted path into objects."""
    if path in record:
        return record[path]
    value: Any = record
    for step in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(step)
    return value


def _text(source: str, found: Mapping[str, Member], options: ReadOptions) -> tuple[str, _Text]:
    """The key that holds the text, and the text."""
    asked = options.fields.get("text", ())
    known = keyed(found)
    empty = None
    for key in (*asked, *(known[name] for name in TEXT_KEYS if name in known)):
        member = found.get(key) or _nested(source, found, key)
        if member is not None and isinstance(member.value, str):
            if member.value.strip():
                return key, _literal(source, member)
            empty = empty or key
    if empty is not None:
        raise ReadError(f'the field "{empty}" is empty')
    wanted = ", ".join(asked or TEXT_KEYS[:4])
    raise ReadError(f"the record has no text: none of the fields {wanted}… is a string")


def _nested(source: str, found: Mapping[str, Member], path: str) -> Member | None:
    """The member at a dotted path."""
    first, dot, rest = path.partition(".")
    member = found.get(first)
    if not dot or member is None or not isinstance(member.value, dict):
        return None
    inner, _ = object_at(source, member.span.start)
    return inner.get(rest) or _nested(source, inner, rest)


def _literal(source: str, member: Member) -> _Text:
    """The text of a string literal, with segments where it has escapes."""
    start, end = member.span.start + 1, member.span.end - 1
    if source.find("\\", start, end) < 0:
        return _Text(source[start:end], start, ())
    weave = Weave()
    at = start
    for match in _ESCAPE.finditer(source, start, end):
        weave.copy(source[at : match.start()], at)
        at = match.end()
        decoded, _ = _value(f'"{match[0]}"')
        weave.decode(mend(decoded), match.start(), at)
    weave.copy(source[at:end], at)
    value, segments = weave.finish()
    return _Text(value, start, segments)


def _paragraphs(source: str, text: _Text) -> Iterator[Paragraph]:
    for index, unit in enumerate(units(text.value)):
        if not (text.segments or unit.segments):
            span = unit.span.shift(text.start)
            yield Paragraph(index, unit.text, span, span, block=unit.block)
            continue
        segments = _led_back(unit, text.segments or ((0, text.start, len(text.value)),))
        span = extent(unit.text, segments)
        segments = plain(source, unit.text, span, segments)
        yield Paragraph(index, unit.text, span, span, block=unit.block, segments=segments)


def _led_back(unit: Unit, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The segments of a paragraph by those of the literal that it stands in."""
    if not unit.segments:
        return cut(segments, unit.span.start, unit.span.end)
    lines = [(at, cut(segments, start, start + length)) for at, start, length in unit.segments]
    return tuple((at + inside, place, length) for at, line in lines for inside, place, length in line)
