"""Who speaks: the phrase at a token read as a pronoun, a person, a body, a document, or people without names.

A phrase is read only where all of it is understood; anything else is no source.
"""

from typing import NamedTuple

from srclint.sourcing.foreign.runs import BODIES, UNNAMED, Runs

_GENITIVES = ("iums", "stituts", "verbands", "vereins", "amts", "gerichts", "rats", "konzerns", "bunds")
_TRADES = ("er", "in", "ist", "or", "ent", "ant", "oge")
_NOUNS = 5
_ONE = ("der", "ein", "dieser")  # "der Forscher" as a subject is one, "die Forscher" are many
_ADJECTIVES = ("ische", "ischer", "isches", "ischen", "ischem", "liche", "licher", "liches", "lichen")


class Source(NamedTuple):
    """A phrase that can speak: tokens [start, end), and what was read in it.

    `kind` is pronoun, person, unnamed or a kind of body. `name` is that of a person or body, `group` is experts,
    officials, sources or "", `gender` m, f or "", `definite` tells "the minister" from "a minister".
    """

    start: int
    end: int
    kind: str
    name: str | None = None
    role: str | None = None
    affiliation: str | None = None
    group: str = ""
    described: bool = False
    gender: str = ""
    definite: bool = False
    titled: bool = False
    plural: bool = False


class Reader(Runs):
    """Reads the phrases of one paragraph."""

    __slots__ = ()

    def source(self, at: int, *, oblique: bool = False) -> Source | None:
        """The source that starts at a token, as long as it can be read; `oblique` lets a preposition come first."""
        sets, tokens = self.words.sets, self.tokens
        if at >= len(tokens) or tokens[at].kind == "p" or tokens[at].kind == "Q":
            return None
        stands_in = self._pronoun(at, oblique=oblique) or self._latter(at)
        if stands_in is not None:
            return stands_in
        j = at
        if oblique and tokens[j].low in sets["of"]:
            j += 1
            if tokens[at].low in sets["loose"]:
                at = j
        definite = False
        if j < len(tokens) and tokens[j].low in sets["determiners"] and not self._starts_name(j):
            definite = tokens[j].low not in sets["indefinite"]
            j += 1
            if j < len(tokens) and tokens[j].low in sets["determiners"]:
                j += 1
        head = self._head(j)
        if head >= len(tokens):
            return None
        cited = head > at or oblique or (at > 0 and tokens[at - 1].low in ("wie", "como", "comme"))
        if tokens[head].kind == "q":
            return self._in_quotes(at, head) if cited else None
        if self._starts_name(head):
            end = self.name_ends(head + 1)
            return Source(at, end, "outlet", self.text(head, end))
        found = self._titled(at, head)
        if found is None and not (head == at and tokens[head].capital and tokens[head].low in self.known):
            found = self._noun(at, head, definite=definite, oblique=oblique)
        if found is None and (head == j or definite):
            found = self._name(at, head, article=head > at)
        return found

    def _in_quotes(self, at: int, head: int) -> Source | None:
        """An outlet whose name stands between quotation marks: "laut „Harzbote“"."""
        name = self.tokens[head].text.strip("\"'„“”«»‹›‚‘’ \u00a0\u202f")
        glued = self._mark(head + 1, "-") and self.tokens[head + 1].start == self.tokens[head].end
        return Source(at, head + 3 if glued else head + 1, "outlet", name) if name[:1].isupper() else None

    def _pronoun(self, at: int, *, oblique: bool) -> Source | None:
        low = self.tokens[at].low
        sets = self.words.sets
        subject = low in sets["pronouns"] and not self.tokens[at].text.isupper()
        if not subject and not (oblique and low in sets["oblique"]):
            return None
        gender = "f" if low in sets["female"] else "m" if low in sets["male"] else ""
        return Source(
            at, at + 1, "pronoun", gender=gender, plural=low in sets["plural"] and self.words.language != "de"
        )

    def _latter(self, at: int) -> Source | None:
        """Words that stand for whoever was named last, as a pronoun does: "der 48-Jährige", "ce dernier"."""
        sets, tokens = self.words.sets, self.tokens
        if at + 1 >= len(tokens) or tokens[at].low not in sets["latter_articles"]:
            return None
        word = tokens[at + 1]
        if not (word.low in sets["latter"] or word.text.endswith("-Jährige")):
            return None
        gender = "f" if tokens[at].low in sets["feminine"] else "m"
        kind = "unnamed" if tokens[at].capital and word.low in sets["latter"] else "pronoun"  # "Ce dernier" is another
        return Source(at, at + 2, kind, role=word.text, gender=gender, definite=True)

    def described(self, at: int) -> Source | None:
        """In French and Spanish a name behind an article and any noun: "el guardabosques Luis Roca"."""
        tokens = self.tokens
        if self.words.language == "de" or at >= len(tokens) or tokens[at].low not in self.words.sets["determiners"]:
            return None
        name = at + 1
        while name < min(len(tokens), at + _NOUNS) and tokens[name].kind == "w" and not tokens[name].capital:
            if tokens[name].low in self.words.sets["of"] | self.words.sets["auxiliaries"]:
                return None
            name += 1
        end = self.name_ends(name)
        if name == at + 1 or end - name < 2 or self.is_body(name, end):
            return None
        gender = self._gender(at, at + 1)
        role = self.text(at + 1, name)
        return self._with_post(Source(at, end, "person", self.text(name, end), role, gender=gender, titled=True))

    def _titled(self, at: int, head: int) -> Source | None:
        """A title and a name: "Dr. Roth", "Mme Roche"."""
        j = self._past_titles(head)
        end = self.name_ends(j)
        if j in (head, end) or self.is_body(j, end):
            return None
        low = self.tokens[head].low
        sets = self.words.sets
        gender = "f" if low in sets["female"] else "m" if low in sets["male"] else ""
        return self._with_post(Source(at, end, "person", self.text(j, end), gender=gender, titled=True))

    def _past_titles(self, at: int) -> int:
        while at < len(self.tokens) and self.tokens[at].low.rstrip(".") in self.words.sets["titles"]:
            at += 1
        return at

    def _noun(self, at: int, head: int, *, definite: bool, oblique: bool) -> Source | None:
        """A phrase whose head is a noun that speaks."""
        token = self.tokens[head]
        if token.kind != "w" or (self.words.language == "de" and not token.capital):
            return None
        kinds = self.words.kinds(token.low)
        if not kinds or (token.capital and self.words.language != "de" and not self._is_common(head)):
            return None
        unnamed = next((kind for kind in UNNAMED if kind in kinds), None)
        one = self._names_follow(head + 1) or (at < head and not oblique and self.tokens[at].low in _ONE)
        if unnamed is not None and not ("roles" in kinds and one):
            return self._people(at, head, unnamed)
        if "roles" in kinds:
            return self._role(at, head, definite=definite)
        return self._body(at, head, next(kind for kind in BODIES if kind in kinds))

    def _people(self, at: int, head: int, group: str) -> Source:
        end = self._adjectives(head + 1)
        past = self._complement(end)
        close = self._close_to(end)
        stop = max(past, close)
        described = stop > head + 1 or (self.words.language == "de" and self._compound(head))
        return Source(at, stop, "unnamed", group="" if group == "people" else group, described=described, plural=True)

    def _role(self, at: int, head: int, *, definite: bool) -> Source | None:
        """A role, with the body it is held at and the name that follows."""
        after = self._adjectives(self._role_part(head + 1))
        first = self._past_titles(after)
        named = self.name_ends(first)
        while self.words.language != "de" and head > at and self.tokens[head - 1].low in self.words.sets["before"]:
            head -= 1
        role = self.text(head, after)
        place = self.text(head - 1, head) if self._place_before(head) else None
        gender = self._gender(at, head)
        if named > first and not self.is_body(first, named):
            source = Source(at, named, "person", self.text(first, named), role, place, gender=gender, titled=True)
            return self._with_post(source) if place is None else source
        end = self._complement(after)
        apposed = self._apposed_name(end)
        body, name = self._split(after, end) if apposed is None else (end, end)
        affiliation, whole = self._affiliation(after, body)
        role = self.text(head, body) if whole else role
        if name < end:
            return Source(at, end, "person", self.text(name, end), role, affiliation, gender=gender, titled=True)
        if apposed is not None:
            start, stop = apposed
            apposition = Source(
                at, stop, "person", self.text(start, stop), role, affiliation, gender=gender, titled=True
            )
            return self._with_post(apposition)
        aged = self._aged(after)
        if aged > after and definite:
            return Source(at, aged, "pronoun", role=role, gender=gender, definite=True)
        described = end > after or place is not None or (self.words.language == "de" and self._compound(head))
        return Source(
            at, end, "unnamed", None, role, affiliation or place, described=described, gender=gender, definite=definite
        )

    def _role_part(self, at: int) -> int:
        """Past what belongs to a role though "of" stands before it: "chef de file", "secretario de Estado"."""
        of, part = [*[token.low for token in self.tokens[at : at + 2]], "", ""][:2]
        return at + 2 if of in ("de", "d'") and part in self.words.sets["role_part"] else at

    def _gender(self, at: int, head: int) -> str:
        low = self.tokens[head].low
        if self.words.language == "de":
            return "f" if low.endswith("in") else "m"
        first = self.tokens[at].low
        sets = self.words.sets
        return "f" if first in sets["female"] else "m" if first in sets["male"] else ""

    def _apposed_name(self, end: int) -> tuple[int, int] | None:
        """The name in "der Sprecher des Ministeriums, Max Roth," as a range of tokens."""
        if not self._mark(end, ","):
            return None
        start = self._past_titles(self._past_second_role(end + 1))
        stop = self.name_ends(start)
        if stop - start < (2 if start == end + 1 else 1) or self.is_body(start, stop):
            return None
        return start, stop

    def _past_second_role(self, at: int) -> int:
        """Past the second role in "le président du jury, l’acteur Luc Bec"."""
        tokens = self.tokens
        if self.words.language == "de" or at + 1 >= len(tokens) or tokens[at].low not in self.words.sets["determiners"]:
            return at
        return at + 2 if "roles" in self.words.kinds(tokens[at + 1].low) else at

    def _split(self, start: int, end: int) -> tuple[int, int]:
        """Where the body of "de Renault Jean Dupont" ends and the name starts; both at the end without one."""
        if self.words.language == "de":
            return end, end
        run = end
        while run > start and (self.tokens[run - 1].capital or self._particle(run - 1)):
            run -= 1
        while run < end and not self.tokens[run].capital:
            run += 1
        capitals = [n for n in range(run, end) if self.tokens[n].capital]
        after_plain = (
            run > start and self.tokens[run - 1].low not in self.words.sets["of"] | self.words.sets["determiners"]
        )
        if after_plain and len(capitals) >= 2:
            return run, run
        if len(capitals) in (3, 4) and not self.is_body(run, end):
            cut = capitals[len(capitals) - 2]
            return cut, cut
        return end, end

    def _affiliation(self, start: int, end: int) -> tuple[str | None, bool]:
        """The body in "of the ministry"; the second tells that the words belong to the role ("father of the child")."""
        if start >= end:
            return None, False
        sets = self.words.sets
        j = start + 1
        while j < end and self.tokens[j].low in sets["determiners"]:
            j += 1
        if j >= end:
            return None, True
        inside = range(j, end)
        if any(self.tokens[n].capital or self.tokens[n].kind == "q" for n in inside) or any(
            self.words.kinds(self.tokens[n].low) for n in inside
        ):
            return self._base(self.text(j, end)), False
        return None, True

    def _base(self, name: str) -> str:
        """A German genitive without its ending, where the noun is known: "Ministeriums"."""
        if self.words.language != "de":
            return name
        return " ".join(word.removesuffix("s") if word.lower().endswith(_GENITIVES) else word for word in name.split())

    def _body(self, at: int, head: int, kind: str) -> Source | None:
        end = self._adjectives(head + 1)
        end = self._capitals_or_quote(end)
        past = self._complement(end, among=self.words.sets["belonging"])
        first = head
        while first > at and (self.tokens[first - 1].capital and self.tokens[first - 1].low not in
                              self.words.sets["determiners"]):  # fmt: skip
            first -= 1
        if kind == "document" and past == head + 1:
            if at == head:
                return None
            if any(self.tokens[n].low in self.words.sets["indefinite"] for n in range(at, head)):
                return Source(at, past, "unnamed", described=True)
        return Source(at, past, kind, self.text(first, past))

    def _name(self, at: int, head: int, *, article: bool) -> Source | None:
        """A name: of a person with two words and more or known from elsewhere, of a body by its looks."""
        end = self.name_ends(head)
        if end == head:
            return None
        if self.is_body(head, end):
            return Source(at, end, self._body_kind(head, end), self.text(head, end))
        aged = head > at and "jährig" in self.tokens[head - 1].low
        return self._unknown_noun(at, head, end) if article and not aged else self._person(at, head, end)

    def _person(self, at: int, head: int, end: int) -> Source | None:
        """A name without an article, or one after a role without an article."""
        start = self._past_role(head, end)
        if start == end:
            return Source(at, end, "unnamed", role=self.text(head, end), described=True)
        if start > head:
            named = Source(at, end, "person", self.text(start, end), self.text(head, start), titled=True)
            return self._with_post(named)
        unknown = end - head == 1 and self.tokens[head].low not in self.known
        adjectives = (token.low.endswith(_ADJECTIVES) for token in self.tokens[head:end])
        if unknown or (self.words.language == "de" and any(adjectives)):
            return None
        return self._with_post(Source(at, end, "person", self.text(head, end)))

    def _unknown_noun(self, at: int, head: int, end: int) -> Source | None:
        """An article before capitals of no list: a body outside German, in German a trade before a full name."""
        if self.words.language != "de":
            return Source(at, end, "organisation", self.text(head, end))
        if self.tokens[head].low in self.words.sets["of_bodies"] and end - head > 1:
            return Source(at, end, "organisation", self.text(head, end))
        named = [token for token in self.tokens[head + 1 : end] if token.capital and len(token.text) > 1]
        trade = self.tokens[head].low.endswith(_TRADES) and self.tokens[head + 1].capital
        if len(named) < 2 or not trade or any(token.text.isupper() for token in named):
            return None
        return Source(at, end, "person", self.text(head + 1, end), self.text(head, head + 1), titled=True)

    def _with_post(self, source: Source) -> Source:
        """The source with the party, the role or the body that follows a name."""
        at = source.end
        role, affiliation = source.role, source.affiliation
        if self._mark(at, "(") and at + 2 < len(self.tokens) and self.tokens[at + 2].text == ")":
            inside = self.tokens[at + 1].text
            affiliation = affiliation or (inside if inside.isupper() and inside.isalpha() else None)
            at += 3
            source = source._replace(end=at, affiliation=affiliation)
        aged = self._age(at)
        if aged > at:
            at = aged
            source = source._replace(end=at)
        if (role is None or affiliation is None) and self._mark(at, ","):
            apposed = self._apposed_role(at + 1)
            if apposed is not None:
                return source._replace(
                    end=apposed.end, role=role or apposed.role, affiliation=apposed.affiliation or affiliation,
                    gender=source.gender or apposed.gender,
                )  # fmt: skip
        if affiliation is None and at < len(self.tokens) and self.tokens[at].low in self.words.sets["posted"]:
            end = self._complement(at)
            if self._is_institution(at, end):
                body, _ = self._affiliation(at, end)
                return source._replace(end=end, affiliation=body)
        return source

    def _apposed_role(self, at: int) -> Source | None:
        """The role in "Max Roth, Sprecher des Ministeriums,": it must end in a mark."""
        j = at
        if j < len(self.tokens) and self.tokens[j].low in self.words.sets["determiners"]:
            j += 1
        j = self._head(j)
        if j >= len(self.tokens) or "roles" not in self.words.kinds(self.tokens[j].low):
            return None
        if self.words.language == "de" and not self.tokens[j].capital:
            return None
        found = self._role(at, j, definite=False)
        if found is None or found.kind != "unnamed":
            return None
        return found if found.end >= len(self.tokens) or self.tokens[found.end].kind == "p" else None
