"""The people and bodies of a story: full names, surnames and spellings led back to one entry each."""

from collections.abc import Iterable, KeysView
from itertools import pairwise

from srclint.lazy import lazy
from srclint.sourcing.heads import PREPOSITIONS, head_end
from srclint.sourcing.lexicon import words as listed
from srclint.sourcing.names import Phrase
from srclint.sourcing.phrases import Range
from srclint.sourcing.stream import Stream
from srclint.sourcing.wordlists import bare, lists, phrase_words

# Of the people who share a first name or a surname, so many are looked at for each name: a list may have thousands.
MOST_NAMESAKES = 8
_HE = frozenset(("he", "him", "his", "himself"))
_SHE = frozenset(("she", "her", "herself"))


class Entry:
    """A person or body while the story is read; `places` are token ranges of the name."""

    def __init__(self, id: str, name: str, kind: str, key: tuple[str, ...]) -> None:  # noqa: A002 - the word of JSON
        self.id = id
        self.name = name
        self.kind = kind
        self.key = key
        self.places: list[Range] = []
        self.gender = ""
        self.role: str | None = None
        self.affiliation: str | None = None


def name_key(name: str) -> tuple[str, ...]:
    """The words of a name by which spellings are compared: lower case, no hyphens, middle initials, suffixes."""
    low = name.lower()
    words = low.split() if low.replace(" ", "").isalpha() else _without_marks(low)
    suffixes = listed("people", "suffixes")
    kept = [word for word in words if word not in suffixes]
    return tuple([word for n, word in enumerate(kept) if len(word) > 1 or n in (0, len(kept) - 1)])


def _without_marks(low: str) -> list[str]:
    """The words of a name in lower case without hyphens, possessive endings and stops."""
    words = [bare(word).strip(".,") for word in low.replace("’", "'").replace("-", " ").replace("‑", " ").split()]
    return [word for word in words if word]


class Registry:
    """Entries in order of appearance, found again by full name, surname, or the first of an East Asian name."""

    def __init__(self) -> None:
        self.people: list[Entry] = []
        self.bodies: list[Entry] = []
        self._by_word: dict[str, list[Entry]] = {}
        self._bodies: dict[str, Entry] = {}
        self._written: dict[str, Entry] = {}

    @property
    def surnames(self) -> KeysView[str]:
        """The first and last words of the names so far."""
        return self._by_word.keys()

    def person(self, name: str, titles: Iterable[str] = ()) -> Entry:
        """The entry of a person's name as written, after titles in lower case; made when new."""
        entry = self._written.get(name)
        if entry is None:
            entry = self._written[name] = self._entry(name)
        for title in titles:
            bare_title = title.rstrip(".")
            if bare_title in listed("people", "male"):
                entry.gender = "m"
            elif bare_title in listed("people", "female"):
                entry.gender = "f"
        return entry

    def _entry(self, name: str) -> Entry:
        key = name_key(name) or (name.lower(),)
        entry = self._find(key)
        if entry is None:
            entry = Entry(f"p{len(self.people) + 1}", name, "person", key)
            self.people.append(entry)
        elif len(key) > len(entry.key):
            entry.name, entry.key = name, key
        for word in {key[0], key[-1]}:
            namesakes = self._by_word.setdefault(word, [])
            if len(namesakes) < MOST_NAMESAKES and entry not in namesakes:
                namesakes.append(entry)
        self._written.clear()
        return entry

    def _find(self, key: tuple[str, ...]) -> Entry | None:
        entry: Entry
        for entry in (*self._by_word.get(key[-1], ()), *self._by_word.get(key[0], ())):
            short, long = sorted((key, entry.key), key=len)
            if set(short) <= set(long) and (len(short) > 1 or short[0] in (long[0], long[-1])):
                return entry
        return None

    def body(self, name: str, kind: str, short: str = "") -> Entry:
        """The entry of an organisation, outlet, document or government; `short` is what it is also called."""
        key = body_key(name)
        entry = self._bodies.get(key) or self._in_full(name, key)
        if entry is None:
            entry = Entry(f"o{len(self.bodies) + 1}", name, kind, (key,))
            self.bodies.append(entry)
        self._bodies[key] = entry
        if short:
            self._bodies.setdefault(short.lower(), entry)
        return entry

    def _in_full(self, name: str, key: str) -> Entry | None:
        """The body that "the Bank" stands for: the last one before whose name starts or ends with that word."""
        if " " in key or not name.removeprefix("The ").removeprefix("the ")[0].isupper():
            return None
        if key not in lists().organisations:
            return None
        return next((entry for entry in reversed(self.bodies) if key in _outer_words(entry.key[0])), None)


def body_key(name: str) -> str:
    """The name of a body as it is compared with others: lower case, no article, no "Inc" or "plc" at the end."""
    words = bare(name.lower().replace("’", "'").removeprefix("the ")).split()
    while len(words) > 1 and words[-1].rstrip(".") in listed("people", "legal"):
        words.pop()
    return " ".join(words)


def _outer_words(key: str) -> tuple[str, ...]:
    """The first and last word of a name of several."""
    words = key.split()
    return (words[0], words[-1]) if len(words) > 1 else ()


def known_surnames(s: Stream, phrases: Iterable[tuple[Range, Phrase]]) -> set[str]:
    """The surnames of the people named in full or with a title, and lone capitals that no sentence's start explains."""
    found: set[str] = set()
    doubtful: set[str] = set()
    for (start, end), phrase in phrases:
        if phrase.type == "person" and phrase.name is not None:
            first, stop = phrase.name
            titled = first > start and s.low[first - 1].rstrip(".") in lists().titles
            if stop - first > 1 or titled:
                found.add(bare(s.low[stop - 1]))
                if stop - first > 1 and "-" in s.low[stop - 1]:
                    found.add(s.low[first])
        elif phrase.type == "unnamed" and s.shape[start] == "U" and (end - start < 3 or s.shape[start + 1] == ","):
            doubtful.add(bare(s.low[start]))
    doubtful.difference_update(found, [word for word in doubtful if word in lists().people])
    if doubtful:
        found |= _inside_names(s, doubtful)
    return found


def firms_by_post(s: Stream, phrases: Iterable[tuple[Range, Phrase]], known: set[str]) -> set[str]:
    """The names of one word, of nobody known, that the story shows to be those of firms: "Wembley chairman".

    Firms and clubs have chairmen, bosses and shares; people in the news have spokesmen, staff and supporters.
    """
    lone = {
        s.tokens[name[0]]
        for _, (kind, name, _) in phrases
        if kind == "person" and name is not None and name[1] - name[0] == 1 and bare(s.low[name[0]]) not in known
    }
    behind = phrase_words().of_firms
    if not lone or behind.isdisjoint(s.low):
        return set()
    return lone.intersection([s.tokens[k - 1] for k, low in enumerate(s.low) if low in behind])


def _inside_names(s: Stream, words: set[str]) -> set[str]:
    """Those of the words that stand after another capitalised word inside a sentence: "Bernie Sanders"."""
    low = s.low
    inside = [k for k in (match.end() for match in _CAPITAL_BEFORE.finditer(s.shape)) if low[k] in words]
    return {low[k] for k in inside if not s.shouted(s.paragraph_number(k))}


_CAPITAL_BEFORE = lazy("U(?=U)")


def body_kind(s: Stream, phrase: Range, named: Phrase) -> str:
    """Which of organisation, outlet, document and government a body is."""
    names = lists()
    start, end = named.name or (phrase[0], head_end(s, *phrase))
    words = [bare(low) for low in s.low[start:end]]
    last = next((word for word, after in pairwise(words) if after in PREPOSITIONS), words[-1])
    document = last in names.documents or (last.endswith("s") and last[:-1] in names.documents)
    # "The Washington Post", "Rosenberg Research"
    if document and (named.name is None or s.shape[end - 1] != "U" or last not in names.outlets | names.firms):
        return "document"
    if not names.outlets.isdisjoint(words) and last not in ("house", "state", "street"):
        return "outlet"
    if "university" not in words and (
        not names.government.isdisjoint(words) or names.places.issuperset(w for w in words if w not in names.compass)
    ):
        return "government"
    return "organisation"


def pronoun_gender(low: str) -> str:
    """The gender of a pronoun, m or f, or "" for one that tells neither."""
    return "m" if low in _HE else "f" if low in _SHE else ""
