"""The sourcing of a story in German, French or Spanish: attributions led back to people and bodies, claims, hedges."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from srclint.article import Article, Paragraph, Span
from srclint.sourcing.foreign.antecedents import Heard, Talk, article_gender, hearers, mentions, names_another
from srclint.sourcing.foreign.claims import claims, hedges
from srclint.sourcing.foreign.clauses import Range, Said, Sentence, rest
from srclint.sourcing.foreign.phrases import Reader, Source
from srclint.sourcing.foreign.speech import goes_on, spoken
from srclint.sourcing.foreign.tokens import Token, sentence_ranges, tokenised
from srclint.sourcing.foreign.words import Words, words
from srclint.sourcing.people import Entry, Registry
from srclint.sourcing.result import Attribution, Hedge, Organisation, Person, Sourcing, Unnamed
from srclint.sourcing.streams import quoted_ranges, runs

_BODIES = frozenset(("government", "organisation", "outlet", "document"))


_MOST_PIECES = 20
_Piece = tuple[Span, int]
"""A piece of a quotation in another paragraph, with its words."""


class _Part(NamedTuple):
    """A paragraph with its tokens and sentences."""

    paragraph: Paragraph
    tokens: list[Token]
    sentences: list[Range]


def foreign_sourcing(paragraphs: Sequence[Paragraph], article: Article, language: str) -> Sourcing:
    """The sourcing of a story in a language of `LANGUAGES`."""
    lexis = words(language)
    quoted = article.derived(quoted_ranges)
    parts = []
    for paragraph in paragraphs:
        tokens = tokenised(paragraph.text, quoted.get(paragraph.index, ()), language)
        parts.append(_Part(paragraph, tokens, list(sentence_ranges(tokens))))
    known = _full_names(parts, lexis)
    story = _Story(lexis, _others(article, paragraphs))
    for part in parts:
        story.read(part, known)
    return Sourcing(
        language,
        supported=True,
        attributions=tuple(story.found),
        people=story.people(parts),
        organisations=story.organisations(parts),
        hedges=tuple(story.hedges),
        unnamed=tuple(story.unnamed),
        words=sum(len(p.text.split()) for p in paragraphs),
    )


class _Story:
    """What was read so far, and who spoke last."""

    def __init__(self, words: Words, others: dict[tuple[int, int], list[_Piece]]) -> None:
        self._words = words
        self._others = others
        self._registry = Registry()
        self._spoke: list[Entry] = []
        self._talk = Talk(words)
        self._described: set[str] = set()
        self._quoted: Counter[str | None] = Counter()
        self.found: list[Attribution] = []
        self.hedges: list[Hedge] = []
        self.unnamed: list[Unnamed] = []

    def read(self, part: _Part, full: dict[str, str]) -> None:
        """Read one paragraph; who has spoken before may be called by the first name."""
        reader = Reader(self._words, part.tokens, frozenset(full) | self._registry.surnames)
        done = 0
        for at, (start, end) in enumerate(part.sentences):
            if at < done:
                continue
            sentence = Sentence(reader, start, end)
            said = spoken(sentence)
            if said and said[-1].said:
                more, done = _following(part, at + 1, reader, said[-1])
                said[-1] = said[-1]._replace(content=(*said[-1].content, *more))
            if at:
                said = [_with_antecedent(one, reader, part.sentences[at - 1]) for one in said]
            new = [self._attribution(part, sentence, one, full) for one in said]
            self.found += new
            whole = _span(part, start, end)
            self.unnamed += self._new_claims(claims(part.paragraph, sentence, said, whole))
            self.hedges += hedges(part.paragraph, sentence, new, whole)
            for heard in (heard for one in said for heard in hearers(sentence, one, full)):
                self._talk.add(heard)
            if not any(one.source is None or self._is_heard(one) for one in said):
                self._mentioned(sentence, full)
            for carried in part.sentences[at + 1 : done]:
                self._mentioned(Sentence(reader, *carried), full)

    def _new_claims(self, found: Iterable[Unnamed]) -> Iterator[Unnamed]:
        """The claims but those of people who came up before, by their article: "la fuente", "den Experten"."""
        sets = self._words.sets
        for claim in found:
            article = claim.phrase.split()[0].lower()
            known = claim.group == "experts" and not claim.described and article in sets["known_by_article"]
            if known or (claim.group in self._described and article in sets["anaphoric"]):
                continue
            if claim.described:
                self._described.add(claim.group)
            yield claim

    def _is_heard(self, said: Said) -> bool:
        """Whether an attribution leaves its speaker in mind: a body does as the subject of a verb alone."""
        if said.source is None or said.source.plural:
            return False
        return said.source.kind in ("person", "pronoun") or said.lemma not in self._words.prepositions

    def _mentioned(self, sentence: Sentence, full: dict[str, str]) -> None:
        for name, heard in mentions(sentence, full):
            last = name.rpartition(" ")[2]
            same = next((e for e in self._spoke if e.kind == "person" and e.name.rpartition(" ")[2] == last), None)
            self._talk.add(heard if same is None else Heard(same))

    def _attribution(self, part: _Part, s: Sentence, said: Said, full: dict[str, str]) -> Attribution:
        entry = self._speaker(s, said, full)
        if self._is_heard(said) or said.source is None:
            gender = "" if said.source is None else said.source.gender or article_gender(s, said.source)
            self._talk.add(Heard(entry, gender=gender))
        source = () if said.source is None else (_span(part, said.source.start, said.source.end),)
        kind = "pronoun" if said.source is None else said.source.kind
        content = [_span(part, a, b) for a, b in said.content]
        elsewhere = self._elsewhere(part, said.content)
        if entry is not None:
            self._quoted[entry.id] += _words_quoted(part.tokens, said.content) + sum(n for _, n in elsewhere)
            if said.said:
                self._spoke = [entry, *(e for e in self._spoke if e is not entry)][:8]
        return Attribution(
            source,
            tuple(_span(part, a, b) for a, b in said.cue),
            tuple(sorted([*content, *(span for span, _ in elsewhere)])),
            "organisation" if kind in _BODIES else kind,
            _form(part.tokens, said.content),
            name=said.source.name if said.source is not None else None,
            speaker=entry.id if entry is not None else None,
            described=said.source is not None and said.source.described,
            statement=said.said,
            paragraph=part.paragraph.index,
            lemma=said.lemma,
            phrase=_phrase(part, said.source),
        )

    def _elsewhere(self, part: _Part, content: Sequence[Range]) -> list[_Piece]:
        """The pieces in other paragraphs of a quotation that runs over several."""
        starts = [part.tokens[n].start for a, b in content for n in range(a, b) if part.tokens[n].kind == "Q"]
        return [piece for start in starts for piece in self._others.pop((part.paragraph.index, start), ())]

    def _speaker(self, s: Sentence, said: Said, full: dict[str, str]) -> Entry | None:
        source = said.source
        if source is None or source.kind == "pronoun":
            return self._meant(s, said, full)
        return self._entry(source, full)

    def _entry(self, source: Source, full: dict[str, str]) -> Entry | None:
        if source.kind == "person" and source.name is not None:
            name = source.name if " " in source.name else full.get(source.name.lower(), source.name)
            entry = self._registry.person(name)
            entry.role = entry.role or source.role
            entry.affiliation = entry.affiliation or source.affiliation
            entry.gender = entry.gender or source.gender
            return entry
        if source.kind in _BODIES and source.name is not None:
            return self._registry.body(source.name, source.kind)
        return self._by_role(source)

    def _meant(self, s: Sentence, said: Said, full: dict[str, str]) -> Entry | None:
        """Whom a pronoun leads back to, or the verb of a Spanish sentence without one.

        No body where words are quoted: "sie" is then a woman who came up in a way that was not read.
        """
        source = said.source
        if source is not None and source.plural:
            return None
        gender = source.gender if source is not None else ""
        first_cue, first_content = said.cue[0][0], said.content[0][0]
        if first_content < first_cue and names_another(s, first_cue, full, gender):
            return None
        heard = self._talk.meant(gender)
        entry = self._entry(heard.source, full) if heard.source is not None else heard.entry
        quoted = any(s.reader.tokens[n].kind == "Q" for a, b in said.content for n in range(a, b))
        return None if entry is not None and entry.kind != "person" and quoted and source is not None else entry

    def _by_role(self, source: Source) -> Entry | None:
        """Whom "the minister" leads back to: the last person who was given that role."""
        if not source.definite or source.role is None or source.affiliation:
            return None
        role = source.role.lower()
        for entry in self._spoke:
            own = (entry.role or "").lower()
            if own == role or (self._words.language == "de" and own.endswith(role)):
                return entry
        return None

    def people(self, parts: Sequence[_Part]) -> tuple[Person, ...]:
        """The people in order of appearance."""
        said = Counter(a.speaker for a in self.found if a.statement)
        seen = self._seen(parts, self._registry.people, short=True)
        return tuple(
            Person(e.id, e.name, e.role, e.affiliation, tuple(spans), said[e.id], self._quoted[e.id])
            for e, spans in zip(self._registry.people, seen, strict=True)
        )

    def organisations(self, parts: Sequence[_Part]) -> tuple[Organisation, ...]:
        """The bodies in order of appearance."""
        said = Counter(a.speaker for a in self.found if a.statement)
        seen = self._seen(parts, self._registry.bodies, short=False)
        return tuple(
            Organisation(e.id, e.name, e.kind, tuple(spans), said[e.id])
            for e, spans in zip(self._registry.bodies, seen, strict=True)
        )

    def _seen(self, parts: Sequence[_Part], entries: Sequence[Entry], *, short: bool) -> Iterator[Sequence[Span]]:
        """Where each entry is mentioned; one whose name is not found as such, where it is a source."""
        names = [[token.text for token in tokenised(e.name, (), self._words.language)] for e in entries]
        for entry, spans in zip(entries, _mentions(parts, names, short=short), strict=True):
            sources = (span for a in self.found if a.speaker == entry.id and a.type != "pronoun" for span in a.source)
            yield spans or list(sources)


def _others(article: Article, paragraphs: Sequence[Paragraph]) -> dict[tuple[int, int], list[_Piece]]:
    """For each piece of a quotation over several paragraphs, by paragraph and start, the other pieces."""
    kept = {paragraph.index: paragraph for paragraph in paragraphs}
    found: dict[tuple[int, int], list[_Piece]] = {}
    for pieces in article.derived(runs):
        if len(pieces) > _MOST_PIECES or any(index not in kept for index, _, _ in pieces):
            continue
        read = [
            (kept[index].to_source(start, end), len(kept[index].text[start:end].split()))
            for index, start, end in pieces
        ]
        for n, (index, start, _) in enumerate(pieces):
            found[index, start] = read[:n] + read[n + 1 :]
    return found


def _mentions(parts: Sequence[_Part], names: Sequence[Sequence[str]], *, short: bool) -> list[list[Span]]:
    """For each name where it stands outside quotations: in full, or `short` as a surname alone."""
    found: list[list[Span]] = [[] for _ in names]
    by_last: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        by_last.setdefault(name[-1], []).append(number)
    for part in parts:
        for n, token in enumerate(part.tokens):
            for number in by_last.get(token.text, ()):
                name = names[number]
                whole = [t.text for t in part.tokens[max(0, n + 1 - len(name)) : n + 1]] == list(name)
                if whole or short:
                    found[number].append(_span(part, n + 1 - len(name) if whole else n, n + 1))
    return found


def _full_names(parts: Sequence[_Part], lexis: Words) -> dict[str, str]:
    """The surnames that stand in the story behind a first name, with the full name.

    A first name is a capitalised word that is no noun that speaks, no day and no word that opens a phrase.
    """
    found: dict[str, str] = {}
    not_names = frozenset().union(
        *(lexis.sets[name] for name in ("names_not", "determiners", "titles", "lead", "of", "auxiliaries"))
    )
    for part in parts:
        for first, last in zip(part.tokens, part.tokens[1:], strict=False):
            if not (first.capital and last.capital and _given(first.text)) or {first.low, last.low} & not_names:
                continue
            common = lexis.kinds(last.low) and last.low not in lexis.sets["surnames"]
            if not (lexis.kinds(first.low) or common or first.low in lexis.finite):
                found.setdefault(last.low, f"{first.text} {last.text}")
    return found


def _given(word: str) -> bool:
    """Whether a capitalised word may be a first name: no acronym, initial or adjective of a country."""
    return not word.endswith((".", "ische", "ischer", "ischen", "deutsche", "Deutsche")) and not word[:2].isupper()


def _speaks_on(said: Said) -> bool:
    """Whether a quotation after a statement is the same person's: of one that has a name or is a pronoun."""
    return said.source is None or said.source.kind in ("person", "pronoun") or bool(said.source.role)


def _following(part: _Part, at: int, reader: Reader, said: Said) -> tuple[list[Range], int]:
    """What follows without a cue of its own and is the same speaker's, and the sentence after it.

    Quotations of a person's, and in German sentences in the subjunctive of reported speech, whoever is reported.
    """
    more: list[Range] = []
    while at < len(part.sentences):
        start, end = part.sentences[at]
        kinds = {token.kind for token in part.tokens[start:end]}
        if "Q" in kinds and kinds <= {"Q", "p"} and _speaks_on(said):
            more += [(n, n + 1) for n in range(start, end) if part.tokens[n].kind == "Q"]
        elif goes_on(Sentence(reader, start, end)):
            more += rest(Sentence(reader, start, end), start)
        else:
            break
        at += 1
    return more, at


def _with_antecedent(said: Said, reader: Reader, before: Range) -> Said:
    """An attribution whose content is a word that takes up the sentence before, with that sentence as its content."""
    [(start, end), *more] = said.content
    if more or end - start > 1 or reader.tokens[start].low not in reader.words.sets["anaphors"]:
        return said
    return said._replace(content=rest(Sentence(reader, *before), before[0]) or said.content)


def _form(tokens: Sequence[Token], content: Sequence[Range]) -> str:
    found = {t.kind.upper() for a, b in content for t in tokens[a:b] if t.kind != "p"}
    return "direct" if found == {"Q"} else "mixed" if "Q" in found else "indirect"


def _span(part: _Part, start: int, end: int) -> Span:
    return part.paragraph.to_source(part.tokens[start].start, part.tokens[end - 1].end)


def _phrase(part: _Part, source: Source | None) -> str:
    if source is None:
        return ""
    return part.paragraph.text[part.tokens[source.start].start : part.tokens[source.end - 1].end]


def _words_quoted(tokens: Sequence[Token], content: Sequence[Range]) -> int:
    return sum(
        any(map(str.isalnum, word))
        for a, b in content
        for token in tokens[a:b]
        if token.kind in "Qq"
        for word in token.text.split()
    )
