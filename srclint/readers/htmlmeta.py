"""What an HTML page says about its article: JSON-LD, OpenGraph, Dublin Core and other meta tags, time, link, title."""

import json
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from srclint.article import Metadata, Paragraph, Span
from srclint.lazy import lazy
from srclint.readers.fields import clean, names, scalar
from srclint.readers.htmltree import Chunk, Page

_META = {
    "date": (
        "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate",
        "publish-date", "publish_date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created",
        "dcterms.issued", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    ),
    "modified": (
        "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "dcterms.modified",
        "dc.date.modified",
    ),
    "authors": (
        "author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "parsely-author", "byl",
    ),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher"),
    "url": ("og:url",),
    "language": ("og:locale", "content-language", "dc.language", "dcterms.language", "inlanguage"),
    "genre": ("genre", "article:section", "og:article:section", "parsely-section"),
    "description": ("og:description", "description", "dc.description", "twitter:description"),
    "identifier": ("dc.identifier", "parsely-post-id", "article:id"),
}  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title")
_GENRES = {
    "AdvertiserContentArticle": "advertising",
    "AnalysisNewsArticle": "analysis",
    "BackgroundNewsArticle": "background",
    "OpinionNewsArticle": "opinion",
    "ReviewNewsArticle": "review",
    "SatiricalArticle": "satire",
}
_ARTICLES = frozenset({"BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting"})
_TRAILING_COMMA = lazy(r",(\s*+[}\]])")
_LONE_FIELD = lazy(
    r'"(headline|datePublished|dateModified|description|inLanguage|url)"\s{0,9}:\s{0,9}("(?:[^"\\]++|\\.)*+")'
)


def page_metadata(page: Page, heading: Paragraph | None) -> Metadata:
    """The metadata of a page; JSON-LD goes before meta tags, and both before what is only shown."""
    tags = _meta_tags(page)
    data = _linked_article(page.linked_data)
    found: dict[str, str] = {}
    spans: dict[str, Span] = {}
    for field, keys in _META.items():
        for key in keys:
            if key in tags and not (field == "authors" and tags[key][0].startswith("http")):
                found[field], span = tags[key]
                if span is not None:
                    spans[field] = span
                break
    _shown(page, found, spans)
    stated = {field: value for field, value in _stated(data).items() if value}
    for field in stated:
        spans.pop(field, None)
    found |= stated
    titles = _titles(page, tags, data, heading, spans)
    title = next(
        (titles[key] for key in ("headline", "og:title", "h1", "twitter:title", "title") if key in titles), None
    )
    authors = names(data.get("author")) or names(data.get("creator")) or names(found.get("authors"))
    return Metadata(
        title=title,
        date=found.get("date"),
        modified=found.get("modified"),
        authors=authors,
        outlet=found.get("outlet"),
        url=found.get("url"),
        canonical=found.get("canonical"),
        language=found.get("language"),
        genre=found.get("genre"),
        identifier=found.get("identifier"),
        description=found.get("description"),
        titles=titles,
        spans=spans,
        extra={"types": _types(data)} if data else {},
        has_fields=True,
    )


def _meta_tags(page: Page) -> dict[str, tuple[str, Span | None]]:
    """The first non-empty content of each meta name or property, lower-case."""
    out: dict[str, tuple[str, Span | None]] = {}
    for tag in page.notable:
        if tag.name != "meta":
            continue
        attributes = tag.attributes()
        content = clean(attributes.get("content"))
        for kind in ("property", "name", "itemprop", "http-equiv"):
            key = attributes.get(kind, "").strip().lower()
            if key and content and key not in out:
                out[key] = (content, tag.attribute_span("content"))
    return out


def _shown(page: Page, found: dict[str, str], spans: dict[str, Span]) -> None:
    """Add what other tags say: the page's language, its canonical address, the times it shows."""
    for tag in page.notable:
        attributes = tag.attributes() if tag.name != "title" else {}
        if tag.name == "html" and (language := clean(attributes.get("lang") or attributes.get("xml:lang"))):
            _put(found, spans, "language", language, tag.attribute_span("lang"))
        elif tag.name == "link" and "canonical" in attributes.get("rel", "").lower().split():
            if address := clean(attributes.get("href")):
                _put(found, spans, "canonical", address, tag.attribute_span("href"))
        elif tag.name == "time" and (moment := clean(attributes.get("datetime"))):
            field = "modified" if attributes.get("itemprop", "").lower() == "datemodified" else "date"
            if field not in found:
                _put(found, spans, field, moment, tag.attribute_span("datetime"))


def _put(found: dict[str, str], spans: dict[str, Span], field: str, value: str, span: Span | None) -> None:
    found[field] = value
    spans.pop(field, None)
    if span is not None:
        spans[field] = span


def _titles(
    page: Page,
    tags: Mapping[str, tuple[str, Span | None]],
    data: Mapping[str, Any],
    heading: Paragraph | None,
    spans: dict[str, Span],
) -> dict[str, str]:
    """Every competing title by where it was found."""
    titles: dict[str, str] = {}
    for tag in page.notable:
        if tag.name == "title" and tag.contents and "title" not in titles:
            chunk = tag.contents[0]
            if isinstance(chunk, Chunk) and (text := clean(unescape(chunk))):
                titles["title"] = text
                spans["title"] = Span(chunk.start, chunk.start + len(chunk))
    for key in _TITLES:
        if key in tags:
            titles[key] = tags[key][0]
            if (span := tags[key][1]) is not None:
                spans[key] = span
    if headline := scalar(data.get("headline")):
        titles["headline"] = clean(unescape(headline)) or headline
    if heading is not None:
        titles["h1"] = heading.text
        spans["h1"] = heading.span
    return titles


def _stated(data: Mapping[str, Any]) -> dict[str, str | None]:
    """The fields that JSON-LD gives."""
    page = data.get("mainEntityOfPage")
    publisher = names(data.get("publisher"))
    genre = next((_GENRES[kind] for kind in _types(data) if kind in _GENRES), None)
    return {
        "date": scalar(data.get("datePublished")) or scalar(data.get("dateCreated")),
        "modified": scalar(data.get("dateModified")),
        "outlet": publisher[0] if publisher else None,
        "url": scalar(data.get("url")) or scalar(page.get("@id") if isinstance(page, dict) else page),
        "genre": genre or scalar(data.get("genre")) or scalar(data.get("articleSection")),
        "identifier": scalar(data.get("identifier")),
        "description": scalar(data.get("description")),
    }


def _types(data: Mapping[str, Any]) -> tuple[str, ...]:
    kinds = data.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return tuple(kind.rpartition("/")[2] for kind in kinds if isinstance(kind, str))


def _linked_article(scripts: tuple[str, ...]) -> dict[str, Any]:
    """The JSON-LD node of the article, with its references to people resolved; empty where there is none."""
    nodes = [node for script in scripts for node in _nodes(_loads(script))]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    best: dict[str, Any] = {}
    for node in nodes:
        if any(kind.endswith("Article") or kind in _ARTICLES for kind in _types(node)):
            best = node
            break
        if not best and "datePublished" in node:
            best = node
    return best | {key: _resolve(best[key], by_id) for key in ("author", "creator", "publisher") if key in best}


def _resolve(value: Any, by_id: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, list):
        return [_resolve(item, by_id) for item in value[:50]]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value


def _nodes(data: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
    """The nodes of a JSON-LD document: of a list, of a graph, and the main entity of a page."""
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            waiting.extend(item[key] for key in ("mainEntity", "@graph") if isinstance(item.get(key), dict | list))


def _loads(script: str) -> Any:  # noqa: ANN401 - JSON
    """The value of a JSON-LD script; of a broken one the plain fields that can still be read."""
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    fields: dict[str, Any] = {}
    for match in _LONE_FIELD.finditer(text):
        try:
            fields.setdefault(match[1], json.loads(match[2], strict=False))
        except ValueError:
            continue
    return {"@type": "Article", **fields} if "headline" in fields else fields
