"""Boilerplate that an outlet's own files have taught: the `[[learned]]` tables of a project's packs."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from srclint.article import Article
from srclint.boilerplate.mark import Mark
from srclint.errors import ConfigError, reason
from srclint.files import file_of
from srclint.record import record

CODE = "BP113"


@record
class Learned:
    """One recurring paragraph: its template, the outlet it is of (None for all), and where it was seen.

    `files` of the outlet's `of` files hold it, `examples` are some of them; `first` and `last` are the earliest and
    latest dates of these as written, or None.
    """

    text: str
    outlet: str | None
    files: int
    of: int
    examples: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None


def learned(article: Article) -> Mapping[int, Mark]:
    """By index, the paragraphs whose template a pack of the project knows."""
    packs = [_pack(path) for path in article.hints.packs]
    packs = [pack for pack in packs if pack[1]]
    if not packs:
        return {}
    from srclint.boilerplate.templates import template

    found: dict[int, Mark] = {}
    for paragraph in article.paragraphs:
        text = template(paragraph.text)
        for by, known in packs:
            entry = known.get((outlet_of(article, by), text)) or known.get((None, text))
            if entry is not None:
                reason = f"the same paragraph stands in {entry.files} of {entry.of} files of the outlet"
                found.setdefault(paragraph.index, Mark(paragraph.index, CODE, reason, safe=False))
    return found


def outlet_of(article: Article, by: str) -> str:
    """The outlet of an article: its "folder", its "domain" (else its folder), or a field of its metadata by name."""
    folder = file_of(article.path).rpartition("/")[0]
    if by == "folder":
        return folder
    if by == "domain":
        from urllib.parse import urlsplit

        address = article.metadata.canonical or article.metadata.url or ""
        return (urlsplit(address).hostname or "").removeprefix("www.") or folder
    value = article.metadata.outlet if by == "outlet" else article.metadata.extra.get(by)
    return str(value) if value else folder


@cache
def _pack(path: str) -> tuple[str, Mapping[tuple[str | None, str], Learned]]:
    import tomllib

    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: {reason(error)}") from error
    return str(data.get("by", "folder")), {
        (entry.outlet, entry.text): entry for entry in _entries(data.get("learned", ()), path)
    }


def _entries(rows: object, path: str) -> Iterator[Learned]:
    if not isinstance(rows, list | tuple) or not all(isinstance(row, dict) for row in rows):
        raise ConfigError(f"{path}: [[learned]] is a list of tables")
    for number, row in enumerate(rows, 1):
        if not isinstance(row.get("text"), str):
            raise ConfigError(f"{path}: learned {number}: 'text' is missing")
        yield Learned(
            text=row["text"],
            outlet=row.get("outlet"),
            files=int(row.get("files", 0)),
            of=int(row.get("of", 0)),
            examples=tuple(row.get("examples", ())),
            first=row.get("first"),
            last=row.get("last"),
        )
