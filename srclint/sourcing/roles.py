"""The role and affiliation that a story gives a person: "Name, ROLE at BODY," and "BODY ROLE Name"."""

import re

_NAMEISH = r"[^\W\d_a-zß-öø-ÿ][\w.’'&-]*"
_DETERMINER = re.compile(r"^(?:(?:a|an|the|who is|who was|who serves as|now|currently|then)\s+)+", re.IGNORECASE)
_SPLIT = re.compile(
    rf"\s+(?P<how>at|with|for|to|of|in|on|from)\s+(?:the\s+)?(?P<body>{_NAMEISH}(?:[^,;]*))", re.UNICODE
)
_STRONG = ("at", "with", "for", "from", "to")
_OWNER = re.compile(rf"^(?P<body>(?:{_NAMEISH}\s+){{0,5}}{_NAMEISH})[’']s?\s")
_END = re.compile(r"[,;:—–]|\s(?:who|which|and who|that)\s|\s[(]|[.]\s|$")
_PLACE_ONLY = re.compile(r"^(?:in|from|of)$")


def after_name(text: str) -> tuple[str, str | None] | None:
    """The role and body in the words after a name and a comma: "a research director with the X Centre, told"."""
    words = text[: _END.search(text).start()].strip()  # type: ignore[union-attr]
    words = _DETERMINER.sub("", words)
    if not words or not re.match(r"[^\W\d_]", words) or len(words.split()) > 24:
        return None
    return split_role(words)


def split_role(words: str) -> tuple[str, str | None]:
    """A role with its body: "professor of law at Yale" is "professor of law" and "Yale"."""
    matches = list(_SPLIT.finditer(words))
    chosen = next((m for m in matches if m["how"] in _STRONG), matches[0] if matches else None)
    if chosen is None or chosen.start() == 0:
        return words, None
    role, body = words[: chosen.start()].strip(), chosen["body"].strip()
    owner = _OWNER.match(body + " ")
    if chosen["how"] == "on":
        if owner is None:
            return words, None
        body = owner["body"]
    return role, body.rstrip(".”\"'’ ")


def before_name(words: list[str], heads: frozenset[str], bodies: frozenset[str]) -> tuple[str, str | None] | None:
    """The role and body in the words before a name: "South Korean Defense Ministry spokesperson"."""
    at = next((k for k in range(len(words) - 1, -1, -1) if words[k].lower().strip(".,") in heads), None)
    if at is None:
        return None
    begin = 0
    while begin < at and words[begin].lower() in ("the", "a", "an", "but", "and", "his", "her", "their", "as"):
        begin += 1
    role = " ".join(words[begin : at + 1])
    stop = at
    while stop > begin and not words[stop - 1][:1].isupper():
        stop -= 1
    first = stop
    while first > begin and words[first - 1][:1].isupper():
        first -= 1
    body = words[first:stop]
    if not body:
        return role, None
    last = body[-1].lower().removesuffix("'s").removesuffix("’s")
    if last in bodies or body[-1].endswith(("'s", "’s")):
        return role, " ".join(body).removesuffix("'s").removesuffix("’s")
    return role, None
