"""The role and affiliation that a story gives a person: "Name, ROLE at BODY," and "BODY ROLE Name"."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import islice

from srclint.lazy import lazy
from srclint.sourcing.heads import LINKS
from srclint.sourcing.lexicon import word_types
from srclint.sourcing.phrases import Range
from srclint.sourcing.stream import Stream
from srclint.sourcing.wordlists import bare, lists, phrase_words

_NAMEISH = r"[A-ZÀ-ÖØ-Þ0-9][\w.’'&-]*"
_DETERMINER = lazy(r"^(?:(?:a|an|the|who is|who was|who serves as|now|currently|then)\s+)+", re.IGNORECASE)
_SPLIT = lazy(rf"\s(?P<how>at|with|for|to|of|in|on|from)\s(?:the\s)?(?P<body>{_NAMEISH}[^,;]*)")
_STRONG = ("at", "with", "for", "from", "to")
_OWNER = lazy(rf"^(?P<body>(?:{_NAMEISH}\s){{0,5}}?{_NAMEISH}?)[’']s?\s")
_END = lazy(r"[,;:—–“\"]|\s(?:who|which|and who|that|has|have|had|is|was|says?|said|told|added)\s|\s\(|\.(?:\s|$)|$")
_LEADING = frozenset("the a an but and his her their its as while meanwhile".split())
MAXIMUM = 200
LOOKED_AT = 4


@cache
def role_words() -> frozenset[str]:
    """Words of which a role has at least one: titles and common nouns for people."""
    return lists().people | lists().titles | lists().roles


def role_at(s: Stream, start: int, name: Range) -> tuple[str, str | None] | None:
    """The role and body around a name, `start` being the first token of its phrase; None where there is none."""
    after = name[1] + (s.shape[name[1]] == "X")
    if s.shape[after] == ",":
        found = after_name(s.following(s.bounds[after + 1], MAXIMUM))
        if found is not None:
            return found
    found = before_name(s.tokens[start : name[0]]) if start < name[0] else None
    return (found[0], _body_after(s, after)) if found is not None and found[1] is None else found


def _body_after(s: Stream, token: int) -> str | None:
    """The body after a name: "analyst Ann Roe of Leeds Research", "from the University of Leeds"."""
    if s.low[token] not in ("of", "from", "at", "with"):
        return None
    begin = token + 2 if s.low[token + 1] == "the" else token + 1
    end = begin
    while s.shape[end] == "U" or (end > begin and s.low[end] in LINKS and s.shape[end + 1] == "U"):
        end += 1
    return s.slice(begin, end) if end > begin else None


def after_name(text: str) -> tuple[str, str | None] | None:
    """The role and body in the words after a name and a comma: "a research director with the X Centre, told"."""
    end = _END.search(text)
    words = _DETERMINER.sub("", text[: end.start()].strip() if end else text.strip())
    if role_words().isdisjoint([word.strip(".'’") for word in words.lower().split()[:14]]):
        return None
    return split_role(words)


def split_role(words: str) -> tuple[str, str | None]:
    """A role with its body: "professor of law at Yale" is "professor of law" and "Yale"."""
    matches = list(_SPLIT.finditer(words))
    chosen = next((m for m in matches if m["how"] in _STRONG), matches[0] if matches else None)
    if chosen is None or chosen.start() == 0:
        return words, None
    role, body = words[: chosen.start()].strip(), chosen["body"].strip()
    if role.rsplit(" ", 1)[-1].lower() in lists().organisations and role[-1:].isalpha() and chosen["how"] == "of":
        return _behind_body(words)
    if chosen["how"] == "on":
        owner = _OWNER.match(body)
        if owner is None:
            return words, None
        body = owner["body"]
    if chosen["how"] == "in" and len(body.split()) == 1:
        return words, None
    return role, body.rstrip(".”\"'’ ")


def _behind_body(words: str) -> tuple[str, str | None]:
    """A role behind a body that has "of" in its name: "University of Leeds law professor"."""
    named = _BODY_OF.match(words)
    return words, named[0] if named is not None else None


_BODY_OF = lazy(rf"(?:{_NAMEISH}\s){{1,3}}of(?:\s{_NAMEISH}){{1,4}}(?=\s[a-z])")


def before_name(words: list[str]) -> tuple[str, str | None] | None:
    """The role and body in the words before a name: "South Korean Defense Ministry spokesperson"."""
    at = next((k for k in range(len(words) - 1, -1, -1) if _is_role(words[k])), None)
    if at is None or (len(words[at]) < 5 and words[at].endswith(".") and at == 0):
        return None
    begin = at
    while begin and _in_role(words, begin - 1):
        begin -= 1
    while begin < at and words[begin].lower() in _LEADING:
        begin += 1
    end = len(words) if words[at + 1 : at + 2] in (["of"], ["for"]) else at + 1  # "Secretary of State"
    role = " ".join(words[begin:end]).strip(",")
    stop = at
    while stop > begin and not words[stop - 1][:1].isupper():
        stop -= 1
    first = stop
    while first > begin and words[first - 1][:1].isupper():
        first -= 1
    body = words[first:stop]
    if not body:
        return role, None
    last = body[-1].removesuffix("’s").removesuffix("'s")
    if last == body[-1] and len(body) == 1 and last.lower() in lists().common:
        return role, None  # "Industry Secretary", "House Speaker"
    if last != body[-1] or last.lower() in lists().organisations:
        return role, " ".join((*body[:-1], last))
    return role, None


def _is_role(word: str) -> bool:
    """Whether a word ends a role: "director", but not the "both" of "both Ann Roe and Lee Ward"."""
    return word.lower().strip(".,") in role_words() and word_types()[word].tag != "D"


def _in_role(words: list[str], k: int) -> bool:
    """Whether a word before a role belongs to it: "actor and director Ann Roe", but not "met podcaster Ann Roe"."""
    _, tag, trigger, _ = word_types()[words[k]]
    if tag in "gd" or (tag == "V" and trigger is not None and trigger.form[-1] not in "NS"):
        return "-" in words[k] or words[k].lower() in phrase_words().participles  # not "urged officials"
    return tag in _ROLE_TAGS or (tag == "C" and k > 0 and words[k - 1].lower() in role_words())


_ROLE_TAGS = frozenset("wsnU#X.VgdDGA-–")


def ends(word: str, s: Stream) -> list[int]:
    """Where a word ends in the text of a stream, each time that it stands there whole."""
    if len(s.text) > _LONG:
        return _ends_in_long(word, s.text)
    text, size = s.text, len(word)
    found: list[int] = []
    at = text.find(word)
    while at >= 0:
        end = at + size
        if not text[end].isalnum() and not text[at - 1].isalnum():
            found.append(end)
        at = text.find(word, end)
    return found


_LONG = 200_000
_RUN = lazy(r"[^\W_]+")


def _ends_in_long(word: str, text: str) -> list[int]:
    """The same by a table: looking through a long text for each of its people takes time that grows as the square."""
    *_, last = [None, *_RUN.finditer(word)]
    if last is None:
        return []
    size, behind = len(word), len(word) - last.end()
    places = [end + behind for end in _runs(text).get(last[0], ())]
    whole = [end for end in places if end >= size and text.startswith(word, end - size)]
    return [end for end in whole if not text[end].isalnum() and not text[end - size - 1].isalnum()]


@lru_cache(maxsize=1)
def _runs(text: str) -> Mapping[str, list[int]]:
    """Where each run of letters and digits of a text ends."""
    found: dict[str, list[int]] = {}
    for run in _RUN.finditer(text):
        found.setdefault(run[0], []).append(run.end())
    return found


def named_in_full(name: str, places: Iterable[int], s: Stream) -> list[int]:
    """Those of the places where the last word of a name ends at which the whole name does."""
    if " " not in name:
        return list(places)
    text, size = s.text, len(name)
    return [end for end in places if end >= size and text.startswith(name, end - size)]


def full_name(surname: str, places: Iterable[int], s: Stream) -> str:
    """The fullest form in which a surname that ends at these places stands in the story, as "Ann Roe", or as it is."""
    best, certain = surname, False
    for end in islice(places, LOOKED_AT):
        start = end - len(surname)
        before = _first_names(s.text[max(0, start - REACH) : start])
        if not before or _is_headline(s, s.number(end)):
            continue  # "Ford Recalls Trucks"
        first = start - len(" ".join(before)) - 1
        inside = s.text[first - 2 : first - 1].isalnum()  # else the capital may be that of a sentence's start
        longer = len(before) >= len(best.split())
        if longer if inside == certain else inside:
            best, certain = " ".join([*before, surname]), inside
    return best


def _no_forename(low: str) -> bool:
    """Whether a word before the first name of a person is that of a place, a body or an origin."""
    names = lists()
    return low in names.places or low in names.nationalities or low in names.organisations or low in names.government


def _is_headline(s: Stream, number: int) -> bool:
    """Whether most words of a paragraph are capitalised and no stop ends it: names there run into other words."""
    return s.shape[s.tokens_of(number)[1] - 1] not in ".?!…Q" and s.shouted(number)


def _first_names(text: str) -> list[str]:
    """The capitalised words, at most three, that directly stand before a name and are no title or role."""
    found: list[str] = []
    if text.endswith(" "):
        for word in reversed(text[:-1].rsplit(" ", MOST)):
            low = bare(word.lower().replace("’", "'")).rstrip(".")
            whole = (word[-1:].isalpha() or (len(word) == 2 and word[-1] == ".")) and low == word.lower().rstrip(".")
            if len(found) == MOST or not whole or not word[0].isupper() or word_types()[word].tag != "U":
                break
            if low in lists().titles or low in role_words() or (found and _no_forename(low)):
                break  # "Secretary of State Ann Roe", "the envoy to Chile Ann Roe"
            found.insert(0, word)
    return found


def role_near(name: str, places: Iterable[int], s: Stream) -> tuple[str, str | None] | None:
    """The role that stands beside a name at one of the first places where it ends."""
    text = s.text
    for end in islice(places, LOOKED_AT):
        start = end - len(name)
        if text.startswith(", ", end):
            found = after_name(s.following(end + 2, MAXIMUM))
            if found is not None:
                return found
        before = text[max(0, start - REACH) : start]
        if _ends_in_role(before):
            words = _WORDS_BEFORE.search(before)
            found = before_name(words[0].split()) if words is not None else None
            if found is not None:
                return found
    return None


def _ends_in_role(text: str) -> bool:
    """Whether a text ends in a word of roles and a blank: few do, and that is soon seen."""
    last = _LAST_WORD.search(text[text.rfind(" ", 0, -1) + 1 :])
    return last is not None and last[1].lower() in role_words()


REACH = 90
MOST = 3
_LAST_WORD = lazy(r"([^\W\d_][\w.'’-]*)\s$")
_WORDS_BEFORE = lazy(r"(?:[^\W\d_][\w.'’-]*\s){1,6}$")
