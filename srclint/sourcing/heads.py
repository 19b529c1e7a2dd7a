"""The head of a noun phrase, and what belongs to the name of a body: where a phrase ends without its modifiers."""

from srclint.sourcing.stream import Stream
from srclint.sourcing.wordlists import bare, lists

# What may join the words of a body's name: "Institute for Fiscal Studies", "Committee to Protect Journalists".
NAMING = frozenset(("for", "on", "to"))
PREPOSITIONS = NAMING | {"of"}
LINKS = frozenset(("of", "&", "and", "for"))
"""What may stand between the words of any name: "Bank of Chile", "Roe & Ward"."""


def head_end(s: Stream, start: int, end: int) -> int:
    """The end of the head noun phrase: before its prepositions, clauses and appositives."""
    tags = s.shape
    k = start + 1
    while k < end:
        tag = tags[k]
        if tag in "P,WTKCg(B:;YVd—–―-" and not _continues(s, k, end):
            break
        k += 1
    return k


def _continues(s: Stream, k: int, end: int) -> bool:
    """Whether a token that mostly ends a noun phrase is part of this one."""
    tags, low, names = s.shape, s.low, lists()
    tag = tags[k]
    ahead = tags[k + 1] if k + 1 < end else ""
    if tag in "PT":
        return tags[k - 1] == "U" and ahead in ("U", "D") and _of_name(s, k, ahead)
    if tag in "Vdg":
        if tag == "V" and k and tags[k - 1] in "DGw":
            return True  # "an email from", "the campaign of"
        trigger = s.words[k].trigger
        noun = low[k] in names.people or low[k] in names.organisations
        noun = noun or (trigger is not None and trigger.form[-1] in "NS")
        return (ahead != "" and ahead in "Uwsn") or (noun and tags[k - 1] != "X") or (tag == "g" and not ahead)
    return low[k] == "and" and tags[k - 1] == "U" and ahead == "U" and _organisation_pair(s, k, end)


def _of_name(s: Stream, k: int, ahead: str) -> bool:
    """Whether a preposition stands inside a name: "Bank of Chile", "Institute for Fiscal Studies"."""
    low, names = s.low, lists()
    body = low[k - 1] in names.organisations
    if low[k] == "of":
        return body or low[k - 1] in names.titles or low[k - 1] in names.documents
    return body and ahead == "U" and low[k] in NAMING


def within_name(s: Stream, k: int) -> bool:
    """Whether "to" stands inside the name of a body: "the Committee to Protect Journalists"."""
    return s.shape[k - 1] == "U" == s.shape[k + 1] and s.low[k - 1] in lists().organisations


def _organisation_pair(s: Stream, k: int, end: int) -> bool:
    """Whether "and" is inside a name: "Department for Culture and Sport", not "Roe and Ward"."""
    before = k - 1
    while before and s.shape[before - 1] == "U":
        before -= 1
    if s.low[before - 1] == "for" and s.low[before - 2] in lists().organisations:
        return True
    ahead = k + 1
    while ahead < end and s.shape[ahead] == "U":
        ahead += 1
    return bare(s.low[ahead - 1]) in lists().organisations
