"""The role and affiliation that a story gives a person: "Name, ROLE at BODY," and "BODY ROLE Name"."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from srclint.sourcing.names import bare, lists
from srclint.sourcing.phrases import Range
from srclint.sourcing.stream import Stream
from srclint.sourcing.streams import Part

_NAMEISH = r"[A-ZÀ-ÖØ-Þ0-9][\w.’'&-]*"
_DETERMINER = re.compile(r"^(?:(?:a|an|the|who is|who was|who serves as|now|currently|then)\s+)+", re.IGNORECASE)
_SPLIT = re.compile(rf"\s(?P<how>at|with|for|to|of|in|on|from)\s(?:the\s)?(?P<body>{_NAMEISH}[^,;]*)")
_STRONG = ("at", "with", "for", "from", "to")
_OWNER = re.compile(rf"^(?P<body>(?:{_NAMEISH}\s){{0,5}}?{_NAMEISH}?)[’']s?\s")
_END = re.compile(
    r"[,;:—–“\"]|\s(?:who|which|and who|that|has|have|had|is|was|says?|said|told|added)\s|\s\(|\.(?:\s|$)|$"
)
_LEADING = frozenset("the a an but and his her their its as while meanwhile former".split()) - {"former"}
MAXIMUM = 200
LOOKED_AT = 4


@cache
def role_words() -> frozenset[str]:
    """Words of which a role has at least one: titles and common nouns for people."""
    return lists().people | lists().titles | lists().roles


def role_at(s: Stream, start: int, name: Range) -> tuple[str, str | None] | None:
    """The role and body around a name, `start` being the first token of its phrase; None where there is none."""
    after = s.ends[name[1] - 1]
    if name[1] < len(s.tags) and s.tags[name[1]] == "X":
        after = s.ends[name[1]]
    if s.text.startswith((", ", " , "), after):
        found = after_name(s.text[after + 2 : after + 2 + MAXIMUM])
        if found is not None:
            return found
    if start < name[0]:
        return before_name(s.text[s.starts[start] : s.starts[name[0]]].split())
    return None


def after_name(text: str) -> tuple[str, str | None] | None:
    """The role and body in the words after a name and a comma: "a research director with the X Centre, told"."""
    end = _END.search(text)
    words = _DETERMINER.sub("", text[: end.start()].strip() if end else text.strip())
    if not words or not any(w.strip(".'’").lower() in role_words() for w in words.split()[:14]):
        return None
    return split_role(words)


def split_role(words: str) -> tuple[str, str | None]:
    """A role with its body: "professor of law at Yale" is "professor of law" and "Yale"."""
    matches = list(_SPLIT.finditer(words))
    chosen = next((m for m in matches if m["how"] in _STRONG), matches[0] if matches else None)
    if chosen is None or chosen.start() == 0:
        return words, None
    role, body = words[: chosen.start()].strip(), chosen["body"].strip()
    if chosen["how"] == "on":
        owner = _OWNER.match(body)
        if owner is None:
            return words, None
        body = owner["body"]
    if chosen["how"] == "in" and len(body.split()) == 1:
        return words, None
    return role, body.rstrip(".”\"'’ ")


def before_name(words: list[str]) -> tuple[str, str | None] | None:
    """The role and body in the words before a name: "South Korean Defense Ministry spokesperson"."""
    at = next((k for k in range(len(words) - 1, -1, -1) if words[k].lower().strip(".,") in role_words()), None)
    if at is None or (len(words[at]) < 5 and words[at].endswith(".") and at == 0):
        return None
    begin = 0
    while begin < at and words[begin].lower() in _LEADING:
        begin += 1
    role = " ".join(words[begin : at + 1]).strip(",")
    stop = at
    while stop > begin and not words[stop - 1][:1].isupper():
        stop -= 1
    first = stop
    while first > begin and words[first - 1][:1].isupper():
        first -= 1
    body = words[first:stop]
    if not body:
        return role, None
    last = re.sub(r"[’']s$", "", body[-1])
    if last != body[-1] or last.lower() in lists().organisations:
        return role, " ".join((*body[:-1], last))
    return role, None


Places = dict[str, list[tuple[int, int]]]


def capitals(parts: list[Part]) -> Places:
    """The (stream number, token) of every capitalised word, by the word without the possessive ending."""
    found: Places = {}
    for at, (_, s) in enumerate(parts):
        for match in _CAPITAL.finditer(s.shape):
            k = match.start()
            found.setdefault(bare(s.low[k]), []).append((at, k))
    return found


_CAPITAL = re.compile("U")


def named_at(name: str, parts: list[Part], places: Places, *, short: bool) -> Iterator[tuple[int, int, int]]:
    """Where a name stands: stream number, start and end in its text; with `short`, the last word alone counts."""
    head, _, last = name.rpartition(" ")
    for at, k in places.get(bare(last.lower().replace("’", "'")), ()):
        s = parts[at][1]
        start, end = s.starts[k], s.starts[k] + len(last)
        if not s.text.startswith(last, start):
            continue
        if head and s.text.endswith(head + " ", 0, start):
            yield at, start - len(head) - 1, end
        elif short or not head:
            yield at, start, end


def full_name(name: str, parts: list[Part], places: Places) -> str:
    """The fullest form in which a surname stands in the story ("Ann Roe" for "Roe"), or the surname itself."""
    best = name
    for at, k in islice(places.get(bare(name.lower()), ()), LOOKED_AT):
        s = parts[at][1]
        first = k
        while first and s.shape[first - 1] == "U" and s.low[first - 1].rstrip(".") not in lists().titles:
            first -= 1
            if s.ends[first] + 1 != s.starts[first + 1] or s.low[first] in role_words():
                first += 1
                break
        if 1 < k - first + 1 <= 4 and k - first + 1 > len(best.split()):
            best = f"{s.slice(first, k)} {name}"
    return best


def role_near(name: str, parts: list[Part], places: Places) -> tuple[str, str | None] | None:
    """The role that stands beside one of the first full mentions of a name."""
    if " " not in name:
        return None
    for at, start, end in islice(named_at(name, parts, places, short=False), LOOKED_AT):
        text = parts[at][1].text
        if text.startswith(", ", end):
            found = after_name(text[end + 2 : end + 2 + MAXIMUM])
            if found is not None:
                return found
        before = _WORDS_BEFORE.search(text[max(0, start - 90) : start])
        found = before_name(before[0].split()) if before is not None else None
        if found is not None:
            return found
    return None


_WORDS_BEFORE = re.compile(r"(?:[^\W\d_][\w.'’-]*\s){1,6}$")
