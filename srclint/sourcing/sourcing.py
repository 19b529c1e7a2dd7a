"""Who says what: the attributions of a story, typed, with the people and bodies behind them."""

from srclint.article import Article, Paragraph
from srclint.boilerplate import headline, story
from srclint.language.detect import language
from srclint.language.fold import plain_blanks
from srclint.language.whole import whole
from srclint.sourcing.assemble import Item, attributions
from srclint.sourcing.choose import choose_sources
from srclint.sourcing.extract import extract
from srclint.sourcing.foreign import LANGUAGES
from srclint.sourcing.hedges import hedges
from srclint.sourcing.names import NOBODY, Phrase, classify
from srclint.sourcing.people import Registry, firms_by_post, known_surnames
from srclint.sourcing.resolve import Resolver
from srclint.sourcing.result import Sourcing
from srclint.sourcing.stream import Stream
from srclint.sourcing.streams import quoted_ranges, runs
from srclint.sourcing.tally import organisations, people, statements
from srclint.sourcing.unnamed import unnamed_claims
from srclint.sourcing.wordlists import bare

SUPPORTED = LANGUAGES | {"en"}


def sourcing(article: Article) -> Sourcing:
    """The sourcing of the story of an article: title and prose, without boilerplate and repeats.

    Where nothing tells the language (a headline, one quotation, names and figures) it is read as English; running text
    in a language without a lexicon, known or not, is not read.
    """
    spoken = article.derived(language)
    if spoken is not None and spoken not in SUPPORTED:
        return Sourcing(spoken, supported=False)
    if spoken is not None and spoken in LANGUAGES:
        from srclint.sourcing.foreign.story import foreign_sourcing

        return foreign_sourcing(_paragraphs(article), article, spoken)
    s = Stream(_paragraphs(article), article.derived(quoted_ranges))
    registry = Registry()
    found = attributions(s, _items(s), runs(article), Resolver(registry))
    said = statements(found)
    return Sourcing(
        spoken,
        supported=True,
        attributions=found,
        people=people(article, s, registry, found, said),
        organisations=organisations(s, registry, said),
        hedges=hedges(article, s, found),
        unnamed=unnamed_claims(article, s, found),
        words=len(s.words) - len(s.paragraphs),
    )


def _paragraphs(article: Article) -> list[Paragraph]:
    """The title and the prose of a story, with plain blanks alone: at those words and sentences are cut."""
    title = article.derived(headline)
    kept = list(article.derived(story).paragraphs)
    if title is not None and title.index is not None:
        kept.append(article.paragraphs[title.index])
        kept.sort(key=lambda paragraph: paragraph.index)
    every = article.derived(whole).text
    if plain_blanks(every) is every:
        return kept
    return [paragraph._replace(text=plain_blanks(paragraph.text)) for paragraph in kept]


def _items(s: Stream) -> list[Item]:
    """The attributions of a story, their sources typed once the full names are known."""
    found = extract(s)
    sources = choose_sources(found)
    first = [(source, classify(s, *source)) for source in sources if source is not None]
    known = known_surnames(s, first)
    firms = firms_by_post(s, first, known)
    typed = iter(first)
    items = []
    for attribution, source in zip(found, sources, strict=True):
        phrase = NOBODY
        if source is not None:
            _, phrase = next(typed)
            if phrase.type != "person" and not known.isdisjoint(map(bare, s.low[slice(*source)])):
                phrase = classify(s, *source, known)
            if firms and phrase.type == "person" and phrase.name is not None and s.slice(*phrase.name) in firms:
                phrase = Phrase("organisation", phrase.name)
        items.append(Item(attribution, source, phrase))
    return items
