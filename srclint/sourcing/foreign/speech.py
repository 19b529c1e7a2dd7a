"""Who says what in a sentence: the constructions that can be told without a parse.

A subject before its verb with a clause after it ("X sagte, dass", "X a déclaré que"); a verb and its subject after what
is said (", sagte X"); a colon before a quotation; prepositions ("laut X", "selon X", "según X"); clauses of comparison
("wie X mitteilte", "según explicó X").
"""

from collections.abc import Iterator

from srclint.sourcing.foreign.clauses import Said, Sentence, around, is_word, quote_at, rest
from srclint.sourcing.foreign.german import comparisons, german_verbs
from srclint.sourcing.foreign.phrases import Source
from srclint.sourcing.foreign.romance import learned, romance_verbs

_LEAD_UP = 40
_NEAR = 5
_MAIN_CLAUSE = 16
_LONGEST_PHRASE = 12


def spoken(sentence: Sentence) -> list[Said]:
    """The attributions of a sentence in the order of their cues."""
    of = _GERMAN if sentence.reader.words.language == "de" else _ROMANCE
    found: list[Said] = []
    taken: set[int] = set()
    for construction in of:
        for said in construction(sentence):
            places = {n for a, b in said.cue for n in range(a, b)}
            if said.content and not places & taken and _may_cue(sentence, said):
                taken |= places
                found.append(said)
    for said in _colons(sentence):
        [(quote, _)] = said.content
        if not any(a <= quote < b for other in found for a, b in other.content):
            found.append(said)
    return sorted(found, key=lambda said: said.cue[0][0])


def _opinions(s: Sentence) -> Iterator[Said]:
    """As in "Pour X, c’est « une folie »": a person at the sentence's start, and a quotation after it."""
    if not s.reader.words.opinion or s.reader.tokens[s.start].low != s.reader.words.opinion:
        return
    source = s.reader.source(s.start + 1)
    if source is None or source.kind != "person" or not is_word(s, source.end, ","):
        return
    if any(quote_at(s, n) for n in range(source.end, s.end)):
        yield Said(source, ((s.start, s.start + 1),), rest(s, source.end + 1), s.reader.words.opinion)


def goes_on(s: Sentence) -> bool:
    """Whether a sentence without a cue is reported by its German subjunctive: "Die Brücke sei seit Jahren marode."."""
    sets = s.reader.words.sets
    if not sets["reported"]:
        return False
    if s.reader.tokens[s.end - 1].text != ".":
        return False
    reported, plain = sets["reported"], sets["indicatives"]
    for token in s.reader.tokens[s.start : min(s.end, s.start + _MAIN_CLAUSE)]:
        if token.capital:
            continue
        if token.low in plain:
            return False
        if token.low in reported:
            return not spoken(s)
    return False


def _may_cue(s: Sentence, said: Said) -> bool:
    """Whether a verb may cue what is said: "lachte" cues a quotation alone, "zeigt" what a document says."""
    if said.lemma in s.reader.words.sets["showing"] and (said.source is None or said.source.kind != "document"):
        after = said.cue[0][1]  # "zeigte sich überzeugt", "se mostró convencido"
        minded = s.reader.words.sets["minded"]
        return any(token.low in minded for token in s.reader.tokens[after : after + _NEAR])
    return said.lemma not in s.reader.words.quoting or any(
        s.reader.tokens[n].kind == "Q" for a, b in said.content for n in range(a, b)
    )


def _prepositions(s: Sentence) -> Iterator[Said]:
    """As in "laut X", "selon X", "según X", "X zufolge": what is said is the rest of the sentence."""
    words = s.reader.words
    lows = [token.low for token in s.reader.tokens[s.start : s.end]]
    for n, low in enumerate(lows):
        at = s.start + n
        for phrase in words.before.get(low, ()):
            if tuple(lows[n : n + len(phrase)]) != phrase:
                continue
            after = at + len(phrase)
            source = s.reader.source(after, oblique=True)
            if source is not None and _speaks_here(s, source) and not _noun_after_role(s, n, source):
                yield Said(source, ((at, after),), around(s, at, source.end), " ".join(phrase))
                break
        if low in words.after:
            starts = range(max(s.start, at - _LONGEST_PHRASE), at)
            read = (s.reader.source(start) for start in starts)
            source = next((found for found in read if found is not None and found.end == at), None)
            if source is not None:
                yield Said(source, ((at, at + 1),), around(s, source.start, at + 1), low)


def _speaks_here(s: Sentence, source: Source) -> bool:
    """Whether a phrase after "laut" is whole: a mark, a verb or the sentence's end follows, no further noun."""
    if source.end >= s.end or source.kind == "pronoun":
        return True
    token = s.reader.tokens[source.end]
    return token.kind != "w" or not (token.capital or token.low in ("und", "oder", "et", "ou", "y", "e", "o"))


def _noun_after_role(s: Sentence, place: int, source: Source) -> bool:
    """Whether inside a German sentence a word of no name follows a role: "gibt es laut der Ministerin Lücken"."""
    name = source.name or ""
    if not (place and name and source.kind == "person" and source.role and s.reader.words.language == "de"):
        return False
    return " " not in name and name.lower() not in s.reader.known


def _colons(s: Sentence) -> Iterator[Said]:
    """A person who opens the sentence that leads up to a quotation: "Max Roth ist überzeugt: „…“"."""
    tokens, sets = s.reader.tokens, s.reader.words.sets
    for at in range(s.start + 1, min(s.end, s.start + _LEAD_UP)):
        if not (is_word(s, at, ":") and quote_at(s, at + 1)):
            continue
        start = s.start + 1 if tokens[s.start].low in sets["lead"] else s.start
        source = s.reader.source(start)
        if source is None or source.kind not in ("person", "pronoun") or source.end > at:
            return
        if not any(token.low in sets["inscriptions"] for token in tokens[max(source.end, at - _NEAR) : at]):
            yield Said(source, ((at, at + 1),), ((at + 1, at + 2),), ":")
        return


_GERMAN = (comparisons, german_verbs, _prepositions)
_ROMANCE = (romance_verbs, learned, _prepositions, _opinions)
