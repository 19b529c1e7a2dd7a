"""Front matter of Markdown: YAML between `---`, TOML between `+++`, or a JSON object, at the top of the file."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from srclint.article import Problem, Span
from srclint.errors import ReadError
from srclint.lazy import lazy
from srclint.readers.jsonl import object_at
from srclint.record import field, record

_OPENING = lazy(r"(---|\+\+\+)[ \t]*+(\r\n?|\n)")
_CLOSING = {
    "---": lazy(r"^(?:---|\.\.\.)[ \t]*+(?:\r\n?|\n|\Z)", re.MULTILINE),
    "+++": lazy(r"^\+\+\+[ \t]*+(?:\r\n?|\n|\Z)", re.MULTILINE),
}
_KEY_LINE = lazy(r"[A-Za-z_][\w.-]{0,60}\s{0,3}[:=]")
_JSON_START = lazy(r'\{\s*+"')
_BLANK_LINE = lazy(r"(?:\r\n?|\n)[ \t]*+(?:\r\n?|\n)")
_TOML_LINE = lazy(r"""^([A-Za-z0-9_-]{1,80})[ \t]*=[ \t]*("[^"\r\n]*"|'[^'\r\n]*'|[^\s"'#][^\r\n#]*)""", re.MULTILINE)


@record
class FrontMatter:
    """The fields, the spans of their values where known, and the offset at which the body starts."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict)
    body: int = 0
    problems: tuple[Problem, ...] = ()


def split(source: str) -> FrontMatter:
    """The front matter of a Markdown source; one that cannot be parsed is a META508 problem, and no body text."""
    if opening := _OPENING.match(source):
        return _fenced(source, opening)
    if _JSON_START.match(source):
        return _json(source)
    return FrontMatter()


def _fenced(source: str, opening: re.Match[str]) -> FrontMatter:
    fence, start = opening[1], opening.end()
    closing = _CLOSING[fence].search(source, start)
    if closing is None:
        # A lone --- above text is a rule, not front matter, unless fields follow.
        if not _KEY_LINE.match(source, start):
            return FrontMatter()
        blank = _BLANK_LINE.search(source, start)
        body = blank.end() if blank else len(source)
        return _unparsed(source, body, f"front matter opened by {fence} is never closed")
    inner = Span(start, closing.start())
    try:
        fields, spans = (_yaml if fence == "---" else _toml)(source, inner)
    except ReadError as error:
        return _unparsed(source, closing.end(), str(error))
    return FrontMatter(fields, spans, closing.end())


def _unparsed(source: str, body: int, message: str) -> FrontMatter:
    end = len(source[:body].rstrip())
    return FrontMatter(body=body, problems=(Problem("META508", message, Span(0, end)),))


def _json(source: str) -> FrontMatter:
    try:
        found, end = object_at(source, 0)
    except (ReadError, RecursionError) as error:
        blank = _BLANK_LINE.search(source)
        what = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        return _unparsed(source, blank.end() if blank else len(source), f"JSON front matter: {what}")
    spans = {
        key: Span(member.span.start + 1, member.span.end - 1) if isinstance(member.value, str) else member.span
        for key, member in found.items()
    }
    return FrontMatter({key: member.value for key, member in found.items()}, spans, end)


def _yaml(source: str, inner: Span) -> tuple[dict[str, Any], dict[str, Span]]:
    """Fields of YAML, all scalars as strings: a date stays as it was written, and a bad one breaks nothing."""
    import yaml

    text = source[inner.start : inner.end]
    loader = None
    try:
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(text)
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else {}
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ReadError(f"YAML front matter: {_yaml_reason(error)}") from None
    finally:
        if loader is not None:
            loader.dispose()
    if not isinstance(data, dict):
        raise ReadError("YAML front matter holds no fields")
    spans = {
        key.value: Span(inner.start + value.start_mark.index, inner.start + value.end_mark.index)
        for key, value in (node.value if node is not None else ())
        if isinstance(key.value, str)
    }
    return {str(key): value for key, value in data.items()}, {
        key: _unquoted(source, span) for key, span in spans.items()
    }


def _yaml_reason(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or (
        "nested too deeply" if isinstance(error, RecursionError) else "not valid YAML"
    )
    return f"{reason} (line {mark.line + 2})" if mark is not None else str(reason)


def _toml(source: str, inner: Span) -> tuple[dict[str, Any], dict[str, Span]]:
    """Fields of TOML; dates as written."""
    text = source[inner.start : inner.end]
    try:
        data = tomllib.loads(text.replace("\r\n", "\n").replace("\r", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        what = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise ReadError(f"TOML front matter: {what}") from None
    table = re.search(r"^[ \t]*\[", text, re.MULTILINE)
    spans: dict[str, Span] = {}
    for match in _TOML_LINE.finditer(text, 0, table.start() if table else len(text)):
        if match[1] in data and not isinstance(data[match[1]], list | dict):
            spans[match[1]] = _unquoted(source, Span(*match.span(2)).shift(inner.start))
    return {key: _as_written(value, source, spans.get(key)) for key, value in data.items()}, spans


def _as_written(value: Any, source: str, span: Span | None) -> Any:  # noqa: ANN401 - TOML
    if isinstance(value, date | datetime | time):
        return source[span.start : span.end] if span else value.isoformat()
    return value


def _unquoted(source: str, span: Span) -> Span:
    """The span without the quotation marks around a string and without blanks at its end."""
    text = source[span.start : span.end].rstrip()
    if len(text) > 1 and text[0] in "\"'" and text[-1] == text[0]:
        return Span(span.start + 1, span.start + len(text) - 1)
    return Span(span.start, span.start + len(text))
