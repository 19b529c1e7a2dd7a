"""Which agency a story says it is from, and which outlets its text names as the ones that were told something."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from srclint.article import Article
from srclint.data import parsed
from srclint.language import fold
from srclint.match import having
from srclint.patterns import compiled

_AT_TOP = 6
_AT_END = 6
_LONGEST_CREDIT = 300


def credited(article: Article) -> str | None:
    """The agency that the story credits, by its usual name, or None.

    A credit stands in the metadata (author, outlet, "source"), after the dateline ("LONDON (Reuters) -"), in a byline
    or a source line near the top or the end. An agency named in the running text ("told Reuters") credits nothing.
    In metadata, bylines and datelines whatever is called a press agency, a news service and the like is one.
    """
    metadata = article.metadata
    stated = [*metadata.authors, metadata.outlet or ""]
    stated += [str(metadata.extra[key]) for key in ("source", "credit", "byline", "agency") if key in metadata.extra]
    for words in stated:
        if found := _named(words) or _generic(words):
            return found
    return next(_credits(article), None)


def _credits(article: Article) -> Iterator[str]:
    paragraphs = article.paragraphs
    near = paragraphs[:_AT_TOP] + paragraphs[_AT_TOP:][-_AT_END:]
    naming = {paragraph.index for paragraph in having(article, _longest_words(), near)}
    for paragraph in paragraphs[:_AT_TOP]:
        head = paragraph.text[:120]
        if (dateline := _dateline().search(head)) and (found := _named(dateline[1]) or _generic(dateline[1])):
            yield found
        if len(paragraph.text) > len(head):
            continue
        if paragraph.index in naming and (byline := _byline().match(head)) and (found := _named(byline[0])):
            yield found
        if (line := _by_agency().fullmatch(head.strip())) and (found := _generic(line[1])):
            yield found
    for paragraph in near:
        text = paragraph.text
        if len(text) > _LONGEST_CREDIT:
            continue
        if paragraph.index in naming and (line := _source_line().search(text)) and (found := _named(line[0])):
            yield found
        if text.startswith("(Reporting by"):
            yield "Reuters"


def mentions(text: str, agency: str) -> bool:
    """Whether a text names the agency anywhere, by any of its names or by its initials ("TPA")."""
    initials = "".join(word[0] for word in agency.split() if word[0].isupper())
    forms = (agency, *agencies().get(agency, ()), *((initials,) if len(initials) > 2 else ()))
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) for form in forms)


@cache
def agencies() -> Mapping[str, tuple[str, ...]]:
    """News agencies: the usual name and the other ways to write it."""
    data = parsed("lexicon/agencies.toml")
    return {name: tuple(forms) for name, forms in data["agencies"].items()}


def _named(text: str) -> str | None:
    match = _agency().search(text)
    return _forms()[match[0]] if match else None


def _generic(text: str) -> str | None:
    """The name of an agency that is known by its kind only, where it ends a credit or a part of it."""
    match = _kind().search(text)
    return " ".join(match[0].split()) if match else None


@cache
def _kind() -> re.Pattern[str]:
    kinds = parsed("lexicon/agencies.toml")["generic"]
    after, before = ("|".join(map(re.escape, kinds[place])) for place in ("after_a_name", "before_a_name"))
    word = r"[^\W\d_a-z][\w.&'’-]{0,30}"
    linked = rf"(?:(?:de|di|da|do|del|della|d['’]|la|le|los|für|der)[ ]?){{0,3}}{word}"
    end = r"(?=\s{0,3}(?:$|[,;/|()–—]))"
    return compiled(rf"(?<!\w)(?:(?:{word} ){{1,4}}(?:{after})|(?:{before})(?: {linked}){{1,4}}){end}")


@cache
def _by_agency() -> re.Pattern[str]:
    """A line that is a byline and nothing else: "By NAME", or "By NAME, AGENCY"."""
    name, link = r"[^\W\d_a-z][\w.&'’-]{0,30}(?:, ?| ?/ ?| |$)", "(?:de|di|da|and|und|et|y|e) "
    return compiled(rf"(?i:by|von|par|por|da|di)\s((?:{name}|{link}){{1,10}})")


@cache
def _forms() -> Mapping[str, str]:
    """All ways to write an agency, the longest first, with its usual name."""
    names = {form: name for name, forms in agencies().items() for form in (name, *forms)}
    return dict(sorted(names.items(), key=lambda named: -len(named[0])))


@cache
def _longest_words() -> frozenset[str]:
    """Of each way to write an agency the longest word, folded: where none of them stands, nor does an agency."""
    return frozenset(max(re.findall(r"\w+", fold(form)), key=len) for form in _forms())


@cache
def _agency() -> re.Pattern[str]:
    """An agency's name; short ones only as written, so that "Ap" or "ap" is none."""
    return compiled(rf"(?<![\w@])(?:{'|'.join(map(re.escape, _forms()))})(?!\w)")


@cache
def _dateline() -> re.Pattern[str]:
    return compiled(r"^[^()]{0,80}\(([^()]{2,40})\)\s{0,3}[-–—:]")


@cache
def _byline() -> re.Pattern[str]:
    """A line that starts with "By", or that an agency's name ends."""
    return compiled(rf"(?i:by|von|par|por)\s.{{2,118}}$|[^.!?]{{0,100}}(?:{_agency().pattern})$")


@cache
def _source_line() -> re.Pattern[str]:
    return compiled(
        r"(?i:source|credit|copyright|©|\(c\)|distributed by|via|provided by|contributed to this|reporting by).{0,80}"
        r"|.{0,60}(?i:contributed to this (?:report|story|article))"
    )
