"""Who says what: the attributions of a story, typed, with the people and bodies behind them."""

import re
from collections.abc import Iterator

from srclint.article import Article, Paragraph
from srclint.boilerplate import headline, story
from srclint.language.detect import language
from srclint.sourcing.assemble import Item, attributions
from srclint.sourcing.choose import choose_sources
from srclint.sourcing.claims import hedges, unnamed_claims
from srclint.sourcing.extract import extract
from srclint.sourcing.foreign import LANGUAGES
from srclint.sourcing.names import Phrase, classify
from srclint.sourcing.people import Registry, known_surnames
from srclint.sourcing.resolve import Resolver
from srclint.sourcing.result import Sourcing
from srclint.sourcing.streams import Part, runs, streams
from srclint.sourcing.tally import organisations, people

SUPPORTED = LANGUAGES | {"en"}


def sourcing(article: Article) -> Sourcing:
    """The sourcing of the story of an article: title and prose, without boilerplate and repeats."""
    spoken = article.derived(language)
    if (spoken is not None and spoken not in SUPPORTED) or (spoken is None and not _in_latin_script(article)):
        return Sourcing(spoken, supported=False)
    if spoken is not None and spoken in LANGUAGES:
        from srclint.sourcing.foreign.story import foreign_sourcing

        return foreign_sourcing(_paragraphs(article), article, spoken)
    parts = streams(article, _paragraphs(article))
    registry = Registry()
    found = attributions(parts, list(_items(parts)), runs(article), Resolver(registry))
    return Sourcing(
        spoken,
        supported=True,
        attributions=found,
        people=people(article, parts, registry, found),
        organisations=organisations(parts, registry, found),
        hedges=hedges(parts, found),
        unnamed=unnamed_claims(parts, found),
        words=sum(len(s.words) for _, s in parts),
    )


_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LETTER = re.compile(r"[^\W\d_]")
_SAMPLE = 1500


def _in_latin_script(article: Article) -> bool:
    """Whether half of the letters are Latin: a language that nothing tells is none of ours in another script."""
    text = article.source[:_SAMPLE]
    return 2 * len(_LATIN.findall(text)) >= len(_LETTER.findall(text))


def _paragraphs(article: Article) -> list[Paragraph]:
    title = article.derived(headline)
    kept = list(article.derived(story).paragraphs)
    if title is not None and title.index is not None:
        kept.append(article.paragraphs[title.index])
        kept.sort(key=lambda paragraph: paragraph.index)
    return kept


def _items(parts: list[Part]) -> Iterator[Item]:
    """The attributions of all streams, their sources typed once the full names are known."""
    raw = []
    for at, (_, s) in enumerate(parts):
        found = extract(s)
        raw += [(at, item, source) for item, source in zip(found, choose_sources(found), strict=True)]
    known = known_surnames(parts, [(parts[at][1], source) for at, _, source in raw if source is not None])
    for at, item, source in raw:
        phrase = classify(parts[at][1], *source, known) if source is not None else Phrase("none")
        yield Item(at, item, source, phrase)
