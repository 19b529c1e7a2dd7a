"""Speakers: a source phrase led back to the person or body it stands for."""

from srclint.sourcing.names import Phrase, classify, name_start
from srclint.sourcing.people import Entry, Registry, body_kind, pronoun_gender
from srclint.sourcing.phrases import Range, main_subject
from srclint.sourcing.profile import role_at
from srclint.sourcing.stream import Stream
from srclint.sourcing.wordlists import bare, lists

_RELATIVE = frozenset(("who", "which", "that", "whom"))
_BODILY = frozenset(("it", "its", "itself"))
MEMORY = 3
MAXIMUM_PEOPLE = 16
APPOSITION = 20
"""Tokens that an apposition has at most."""


def _to_comma(s: Stream, start: int, end: int) -> Range:
    """A source up to its first comma: "The study, led by Ann Roe," without what is said of it."""
    comma = s.shape.find(",", start + 1, end)
    return start, comma if comma >= 0 else end


def _in_brackets(s: Stream, token: int) -> str:
    """The initials in brackets at a token, as in "the Institute for Fiscal Studies (IFS)", or "" for anything else."""
    written = s.tokens[token].strip("(),") if s.shape[token] == "X" else ""
    return written if written.isupper() and written.isalpha() else ""


def _apposed_to(s: Stream, begin: int, last: int) -> int:
    """The token behind whose comma an apposition stands that ends with token `last`; -1 where none does."""
    comma = s.shape.rfind(",", max(begin, last - APPOSITION), last)
    within = s.shape[comma + 1 : last + 1]
    return comma - 1 if comma > begin and within[0] == "D" and "CD" not in within else -1


class Resolver:
    """Reads the attributions in order and remembers who spoke last, for at most a few paragraphs."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._person: Entry | None = None
        self._earlier: Entry | None = None
        self._body: Entry | None = None
        self._at = -MEMORY

    def current(self, at: int) -> Entry | None:
        """Who spoke last, if that was not too many paragraphs ago."""
        return self._person if at - self._at <= MEMORY else None

    def speaker(self, at: int, s: Stream, source: Range | None, phrase: Phrase) -> Entry | None:
        """The entry behind a source phrase of paragraph number `at`, or None."""
        if source is None:
            return None
        if phrase.type == "person" and phrase.name is not None:
            return self._named(at, s, source, phrase.name)
        if phrase.type == "organisation":
            start, end = phrase.name or _to_comma(s, *source)
            short = _in_brackets(s, end) if phrase.name is not None else ""
            self._body = self.registry.body(s.slice(start, end), body_kind(s, source, phrase), short)
            self._body.places.append((start, end))
            return self._body
        if phrase.type == "pronoun":
            return self._pronoun(at, s, source)
        return self._definite(at, s, source)

    def beside(self, s: Stream, source: Range | None, phrase: Phrase) -> Entry | None:
        """The entry of the first of two people who speak together, or None."""
        if source is None or phrase.other is None:
            return None
        return self._person_at(s, source, phrase.other)

    def _named(self, at: int, s: Stream, source: Range, name: Range) -> Entry:
        entry = self._person_at(s, source, name)
        self._spoke(entry, at)
        return entry

    def _person_at(self, s: Stream, source: Range, name: Range) -> Entry:
        written = " ".join(s.tokens[name[0] : name[1]])
        if s.low[name[1] - 1].endswith("'s"):
            written = written[:-2]
        entry = self.registry.person(written, s.low[max(source[0], name[0] - 2) : name[0]])
        entry.places.append(name)
        if entry.role is None:
            entry.role, entry.affiliation = role_at(s, source[0], name) or (None, None)
        return entry

    def _spoke(self, entry: Entry, at: int) -> None:
        if entry is not self._person:
            self._earlier, self._person = self._person, entry
        self._at = at

    def _pronoun(self, at: int, s: Stream, source: Range) -> Entry | None:
        low = s.low[source[0]]
        if low in _RELATIVE:
            return self._antecedent(at, s, source[0])
        if low in _BODILY:
            return self._body
        gender = pronoun_gender(low)
        if not gender:
            return None
        for entry in (self._subject_before(at, s, source[0]), self.current(at), self._earlier):
            if entry is not None and entry.gender in ("", gender):
                entry.gender = gender
                self._spoke(entry, at)
                return entry
        return None

    def _subject_before(self, at: int, s: Stream, token: int) -> Entry | None:
        """The named subject of the sentence before a pronoun's, in the same paragraph, or of its own before it."""
        number = s.sentence_number(token)
        first = s.tokens_of(at)[0]
        for begin, end in reversed(s.sentences[max(0, number - 1) : number + 1]):
            if begin < first:
                break
            found = main_subject(s, begin, min(end, token))
            phrase = classify(s, *found, self.registry.surnames) if found is not None else None
            if found is not None and phrase is not None and phrase.type == "person" and phrase.name is not None:
                first, stop = phrase.name
                if stop - first > 1 or s.low[stop - 1] in self.registry.surnames:
                    return self._named(at, s, found, phrase.name)
        return None

    def _antecedent(self, at: int, s: Stream, token: int) -> Entry | None:
        """Whom a relative pronoun takes up: "Ann Roe, who", "Ann Roe, a judge in Leeds, who", "the BBC, which"."""
        begin, _ = s.sentence(token)
        last = token - 2 if token - 1 > begin and s.shape[token - 1] == "," else token - 1
        if last < begin:
            return None
        wanted = "organisation" if s.low[token] == "which" else "person"
        for end in (_apposed_to(s, begin, last), last):
            if end < begin or s.shape[end] != "U":
                continue
            start, surnames = name_start(s, begin, end), self.registry.surnames
            phrase = classify(s, start, end + 1, surnames)
            if start == end and s.shape[end - 1] == "P" and s.low[end] not in surnames:
                continue  # "the mayor of Leeds, who"
            if phrase.type == wanted and phrase.name is not None:
                return self.speaker(at, s, (start, end + 1), phrase)
        return None

    def _definite(self, at: int, s: Stream, source: Range) -> Entry | None:
        """The person whose role "the professor" repeats."""
        start, end = source
        if s.low[start] != "the" or end - start > 4:
            return None
        head = bare(s.low[end - 1])
        if head not in lists().people and head not in lists().titles:
            return None
        for entry in reversed(self.registry.people[-MAXIMUM_PEOPLE:]):
            if entry.role and head in entry.role.lower().split():
                self._spoke(entry, at)
                return entry
        return None
