"""How far the words of a phrase reach: names, adjectives, complements."""

from collections.abc import Sequence
from typing import NamedTuple

from srclint.sourcing.foreign.tokens import Token
from srclint.sourcing.foreign.words import Words

BODIES = ("government", "organisation", "outlet", "document")
UNNAMED = ("experts", "officials", "sources", "people")
_TO = ("a", "al", "à", "au", "aux")
_PUBLISHED = ("iée", "iées", "iés", "ié", "cado", "cada", "cados", "cadas", "dido", "dida")  # "étude de l’Ifra publiée"
_MOST_CAPITALS = 5
_MOST_WORDS = 9


class Runs(NamedTuple):
    """The tokens of one paragraph; `known` are the surnames that stand in the story with a first name."""

    words: Words
    tokens: Sequence[Token]
    known: frozenset[str]

    def _plain(self, at: int) -> bool:
        token, sets = self.tokens[at], self.words.sets
        if token.kind == "q":
            return True
        if token.kind != "w" or token.low in self.words.finite or token.low in sets["auxiliaries"]:
            return False
        return token.low in sets["of"] or token.low in sets["determiners"] or token.low not in sets.get("stops", ())

    def _adjectives(self, at: int) -> int:
        """Past the adjectives that follow a noun in French and Spanish."""
        if self.words.language == "de":
            return at
        j = at
        while j < len(self.tokens) and j - at < 3:
            token, sets = self.tokens[j], self.words.sets
            if token.kind != "w" or token.capital or not self._plain(j) or not token.text.isalpha():
                break
            if token.low in sets["of"] | sets["determiners"] | sets["adverbs"] | sets["clitics"] | sets["negations"]:
                break
            if (
                self._participle_clause(j)
                or token.low in self.words.speaking
                or token.low in self.words.participles
                or len(token.low) < 4
            ):
                break
            j += 1
        return j

    def _participle_clause(self, at: int) -> bool:
        """Whether a participle with its agent follows: "publié par", "recogido por"."""
        return at + 1 < len(self.tokens) and self.tokens[at + 1].low in ("par", "por")

    def _compound(self, at: int) -> bool:
        """A German compound says where the people belong: "Regierungskreise"."""
        return self.tokens[at].low not in self.words.nouns or self.tokens[at].low.endswith(("kreise", "kreisen"))

    def _close_to(self, at: int) -> int:
        """Past "cercanas a la negociación", "proches du dossier", as far as it is plain words."""
        near = ("cercanas", "cercana", "próximas", "conocedoras", "proches", "proche", "familiarizadas", "concordantes")
        j = at
        if j < len(self.tokens) and self.tokens[j].low in near:
            j += 1
        elif self.tokens[at - 1].low not in near:
            return at
        while j < len(self.tokens) and j - at < _MOST_WORDS and (self._plain(j) or self.tokens[j].low in _TO):
            j += 1
        return j

    def _head(self, at: int) -> int:
        """Past the adjectives before a noun."""
        tokens, j = self.tokens, at
        german = self.words.language == "de"
        while j < len(tokens) and j - at < 3 and tokens[j].kind == "w" and not (german and tokens[j].capital):
            low = tokens[j].low
            if german:
                if low in self.words.sets["titles"] | self.words.sets["determiners"] or not low.endswith(
                    ("e", "er", "en", "es", "em")
                ):
                    break
                if low in self.words.sets["lead"] or low in self.words.finite:
                    break
            elif low not in self.words.sets["before"]:
                break
            j += 1
        return j + 1 if german and self._is_place(j) else j

    def _is_place(self, at: int) -> bool:
        """The first word of "Kieler Bürgermeister"."""
        token, following = self.tokens[at : at + 1], self.tokens[at + 1 : at + 2]
        return (
            bool(token and following and token[0].capital and following[0].capital)
            and token[0].low.endswith("er")
            and not self.words.kinds(token[0].low)
            and bool(self.words.kinds(following[0].low))
        )

    def _starts_name(self, at: int) -> bool:
        """An article that belongs to a name: "El País", "Le Monde", inside a sentence."""
        token = self.tokens[at]
        return (
            self.words.language != "de"
            and token.capital
            and token.low in self.words.sets["determiners"]
            and at > 0
            and self.tokens[at - 1].kind == "w"
            and at + 1 < len(self.tokens)
            and self.tokens[at + 1].capital
        )

    def _place_before(self, head: int) -> bool:
        """The place in "Kieler Bürgermeister"."""
        before = self.tokens[head - 1] if head else None
        return (
            self.words.language == "de"
            and before is not None
            and before.capital
            and before.low.endswith("er")
            and not self.words.kinds(before.low)
            and before.low not in self.words.sets["determiners"]
        )

    def _names_follow(self, at: int) -> bool:
        return self.name_ends(at) - at > 1

    def _complement(self, at: int, among: frozenset[str] | None = None) -> int:
        """Past the phrases with "of" after a noun: "der Polizei Kiel", "de l’Institut d’études politiques"."""
        sets, tokens = self.words.sets, self.tokens
        end = at
        while end < len(tokens) and end - at < _MOST_WORDS and tokens[end].low in (among or sets["complement"]):
            j = end + 1
            while j < len(tokens) and tokens[j].low in sets["determiners"] and j - end < 3:
                j += 1
            stop = self._complement_noun(j)
            if stop == j or (tokens[end].low not in sets["own"] and not self._speaks(j, stop)):
                break
            end = stop
        return end

    def _complement_noun(self, at: int) -> int:
        tokens, j = self.tokens, at
        if self.words.language == "de":
            j = self._head(at)
            while j < len(tokens) and tokens[j].capital and tokens[j].low not in self.words.sets["names_not"]:
                j += 1
            if j < len(tokens) and tokens[j].kind == "q":
                j += 1
            return j if j > at and (tokens[j - 1].capital or tokens[j - 1].kind == "q") else at
        while j < len(tokens) and j - at < _MOST_WORDS:
            low = tokens[j].low
            if not self._plain(j) or low in self.words.sets["of"] or (j > at and low in self.words.participles):
                break
            if low in self.words.sets["determiners"] and not tokens[j].capital:
                break
            if j > at and tokens[j - 1].capital and low.endswith(_PUBLISHED) and not tokens[j].capital:
                break
            j += 1
        return j

    def _speaks(self, start: int, end: int) -> bool:
        """Whether a complement after a preposition of place is a body or a name, and not a time or a hearer."""
        return any(
            any(kind in BODIES for kind in self.words.kinds(t.low))
            or (self.words.language != "de" and t.capital and t.low not in self.words.sets["names_not"])
            for t in self.tokens[start:end]
        )

    def name_ends(self, at: int) -> int:
        """Past a run of capitalised words with the particles between them; at most five capitals."""
        tokens, j, seen = self.tokens, at, 0
        while j < len(tokens) and seen < _MOST_CAPITALS:
            if tokens[j].capital:
                sets = self.words.sets
                no_name = tokens[j].low in sets["names_not"] or (not seen and tokens[j].low in sets["lead"])
                if no_name and not (self._first_name_of_a_month(j) or (seen == 1 and self._article_in_name(j))):
                    break
                seen += 1
                j += 1
            elif seen and self._particle(j):
                if seen > 1 and self.words.language == "de":  # "Max Roth von der Nordbank", not "Eva von der Au"
                    break
                step = j + 1
                if step < len(tokens) and tokens[step].low in self.words.sets["particles_then"]:
                    step += 1
                if step < len(tokens) and self._in_name(step):
                    j = step
                else:
                    break
            else:
                break
        return j

    def _article_in_name(self, at: int) -> bool:
        """Whether a capital article stands before a surname: "Marianne Le Goff"."""
        tokens = self.tokens
        return tokens[at].text in ("Le", "La", "Du", "De") and at + 1 < len(tokens) and tokens[at + 1].capital

    def _first_name_of_a_month(self, at: int) -> bool:
        """Whether a month or a day is a first name: capitals that Spanish and French do not give to dates."""
        tokens = self.tokens
        return (
            tokens[at].low in self.words.sets["calendar_names"]
            and at + 1 < len(tokens)
            and tokens[at + 1].capital
            and tokens[at + 1].low not in self.words.sets["names_not"]
        )

    def _in_name(self, at: int) -> bool:
        token = self.tokens[at]
        return token.capital and not self.words.kinds(token.low) and token.low not in self.words.sets["names_not"]

    def _particle(self, at: int) -> bool:
        return self.tokens[at].low in self.words.sets["particles"] and not self.tokens[at].capital

    def _capitals_or_quote(self, at: int) -> int:
        named = at + 1 < len(self.tokens) and self.tokens[at].capital and self.tokens[at + 1].capital
        if named and self.words.language != "de" and self.tokens[at].low in self.words.sets["determiners"]:
            at += 1
        end = self.name_ends(at)
        if end < len(self.tokens) and self.tokens[end].kind == "q":
            end += 1
        return end

    def _mark(self, at: int, mark: str) -> bool:
        return at < len(self.tokens) and self.tokens[at].kind == "p" and self.tokens[at].text == mark

    def text(self, start: int, end: int) -> str:
        """The words of the tokens [start, end) with single blanks where any stand."""
        out = ""
        for n in range(start, end):
            token = self.tokens[n]
            out += " " if out and token.start > self.tokens[n - 1].end else ""
            out += token.text
        return out

    def is_body(self, start: int, end: int) -> bool:
        """Whether a capitalised run is a body: it holds an acronym or a noun of bodies, or starts with an article."""
        if start >= end:
            return False
        return any(
            (2 <= len(t.text) <= 6 and t.text.isupper() and t.text.isalpha() and end - start < 3)
            or any(kind in BODIES for kind in self.words.kinds(t.low))
            for t in self.tokens[start:end]
        ) or (end - start > 1 and self.tokens[start].low in self.words.sets["determiners"])

    def _body_kind(self, start: int, end: int) -> str:
        kinds = [kind for t in self.tokens[start:end] for kind in self.words.kinds(t.low) if kind in BODIES]
        if self.tokens[start].low in self.words.sets["determiners"] and not kinds:
            return "outlet"
        return kinds[0] if kinds else "organisation"

    def _is_institution(self, start: int, end: int) -> bool:
        """Whether a complement of a name is where somebody works: a body, an acronym, or a name of two words."""
        run = self.tokens[start:end]
        return (
            any(kind in BODIES for t in run for kind in self.words.kinds(t.low))
            or any(t.text.isupper() and len(t.text) > 1 for t in run)
            or (self.words.language == "de" and sum(t.capital for t in run) > 1)
        )

    def _past_role(self, start: int, end: int) -> int:
        """Past the role that a name starts with: "US-Luftwaffengeneral", "Usyks Promoter"; at the start without one."""
        head, _, tail = self.tokens[start].text.partition("-")
        if end - start > 1 and head.isupper() and len(head) > 1 and len(tail) > 4:
            return start + 1
        for at in range(start, min(start + 2, end)):
            low = self.tokens[at].low
            surname = at > start and low in self.words.sets["surnames"]
            if "roles" in self.words.kinds(low) and self.words.language == "de" and not surname:
                return at + 1
        return start

    def _is_common(self, at: int) -> bool:
        """A capital that an institution has in French and Spanish ("el Gobierno"), or that opens a sentence."""
        return at == 0 or bool(set(self.words.kinds(self.tokens[at].low)) & {*BODIES, "roles", *UNNAMED})

    def _aged(self, at: int) -> int:
        """Past the age in "le joueur de 34 ans", "el tenista de 23 años"."""
        words = [token.low for token in self.tokens[at : at + 3]]
        return at + 3 if len(words) == 3 and words[0] == "de" and words[2] in ("ans", "años") else at

    def _age(self, at: int) -> int:
        """Past the age in "Anne Roche, 45 ans," and "Ana Roca, de 45 años,"."""
        if not self._mark(at, ","):
            return at
        j = at + 2 if at + 1 < len(self.tokens) and self.tokens[at + 1].low == "de" else at + 1
        years = [token.low for token in self.tokens[j : j + 2]]
        return j + 2 if len(years) == 2 and years[0].isdigit() and years[1] in ("ans", "años") else at
