"""The field names that front matter and JSON records use, and their values as metadata."""

from collections.abc import Mapping, Sequence
from typing import Any

from srclint.article import Metadata, Span
from srclint.lazy import lazy

# The keys of a field in the order of their rank; compared in lower case without blanks, hyphens and underscores.
FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "heading"),
    "date": (
        "date", "datepublished", "publisheddate", "publishdate", "datepublish", "publicationdate", "pubdate",
        "published", "publishedat", "publishedon", "publishedtime", "firstpublished", "timestamp", "created",
        "createdat",
    ),
    "modified": (
        "lastmod", "modified", "updated", "datemodified", "datemodify", "modifieddate", "modifiedat", "updatedat",
        "lastmodified",
        "lastmodifiedat", "lastupdated",
    ),
    "authors": ("authors", "author", "byline", "creator", "creators", "by"),
    "outlet": (
        "outlet", "publisher", "publication", "newspaper", "sitename", "site", "source", "sourcename", "domain",
        "sourcedomain",
    ),
    "url": ("url", "link", "permalink", "sourceurl", "requestedurl", "originalurl", "externalurl"),
    "canonical": ("canonical", "canonicalurl"),
    "language": ("language", "lang", "locale"),
    "genre": ("genre", "kind", "type", "section", "category", "categories"),
    "identifier": ("id", "identifier", "guid", "uuid", "slug"),
    "description": ("description", "summary", "abstract", "excerpt", "standfirst", "dek", "subtitle"),
}  # fmt: skip
TEXT_KEYS = (
    "text", "maintext", "content", "body", "articlebody", "articletext", "plaintext", "fulltext", "bodytext", "article",
    "story",
)  # fmt: skip
# Tables of front matter in which site generators want fields of a site's own (Zola, Hugo).
_NESTED = ("extra", "params", "taxonomies")
_ABSENT = frozenset({"", "~", "null", "none"})
_SURROGATE = lazy("[\ud800-\udfff]")
_BLANKS = lazy(r"\s+")


def clean(value: str | None) -> str | None:
    """A value on one line, without outer blanks and lone surrogates; None where nothing is left."""
    if not value:
        return None
    return _BLANKS.sub(" ", _SURROGATE.sub("\ufffd", value)).strip() or None


def mend(text: str) -> str:
    """The text with each lone surrogate (an escape in JSON may give one) replaced, so that it can be written out."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def fold_key(key: str) -> str:
    """A key as it is compared: `Date-Published`, `date_published` and `datePublished` are one."""
    return key.lower().replace("-", "").replace("_", "").replace(" ", "")


def scalar(value: Any) -> str | None:  # noqa: ANN401 - JSON, YAML or TOML
    """A value as one string: of a list its first, of an object its name; None where it says nothing."""
    if isinstance(value, list | tuple) and value:
        value = value[0]
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("@value") or value.get("title")
    if isinstance(value, bool) or value is None or isinstance(value, Mapping | list | tuple):
        return None
    text = clean(str(value))
    return None if text is None or text.lower() in _ABSENT else text


def names(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - JSON, YAML or TOML
    """Names from a string, an object with a name, or a list of these."""
    items = value if isinstance(value, list | tuple) else (value,)
    return tuple(dict.fromkeys(name for item in items[:100] if (name := scalar(item))))


def keyed(data: Mapping[str, Any]) -> dict[str, str]:
    """Each key by its folded form; where two fold alike, the first."""
    out: dict[str, str] = {}
    for key in data:
        out.setdefault(fold_key(key), key)
    return out


def metadata(
    data: Mapping[str, Any],
    spans: Mapping[str, Span] | None = None,
    chosen: Mapping[str, Sequence[str]] | None = None,
    skip: str | None = None,
) -> Metadata:
    """Metadata from the fields of front matter or of a record.

    `spans` are those of the values by key, `chosen` keys of the user's own for a field (before the usual ones), and
    `skip` a key that is not metadata (that of the text).
    """
    spans = spans or {}
    nested = (data[key] for key in _NESTED if isinstance(data.get(key), Mapping))
    fields = {str(key): value for table in nested for key, value in table.items()} | dict(data)
    known = keyed({key: value for key, value in fields.items() if key != skip})
    found: dict[str, str] = {}
    places: dict[str, Span] = {}
    authors: tuple[str, ...] = ()
    for field in FIELDS:
        for key in _candidates(field, known, chosen or {}):
            value = names(fields.get(key)) if field == "authors" else scalar(fields.get(key))
            if not value or (field == "outlet" and isinstance(value, str) and value.startswith("http")):
                continue
            if isinstance(value, tuple):
                authors = value
            else:
                found[field] = value
            if key in spans:
                places[field] = spans[key]
            break
    if "url" not in found and (source := scalar(data.get(known.get("source", "")))) and source.startswith("http"):
        found["url"] = source
    return Metadata(
        **found,
        authors=authors,
        titles={"title": found["title"]} if "title" in found else {},
        spans=places,
        extra={key: value for key, value in data.items() if key != skip},
        has_fields=True,
    )


def _candidates(field: str, known: Mapping[str, str], chosen: Mapping[str, Sequence[str]]) -> list[str]:
    return [*chosen.get(field, ()), *(known[key] for key in FIELDS[field] if key in known)]
