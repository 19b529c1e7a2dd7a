"""The score of a file by a profile, and the ledger that traces every lost point.

The formulas and their figures are those of rules/profile-2026.1.toml. Nothing here reads an article twice: the engine
takes `figures(article)` where the article is at hand and scores when suppressions and cross-file findings are known.
"""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import Any

from srclint.article import Article, Span
from srclint.boilerplate import CREDIT, marks
from srclint.data import parsed
from srclint.match import lengths
from srclint.record import NamedTuple
from srclint.results import LedgerRow, Score
from srclint.rule import Finding
from srclint.sourcing import named_sources, sourcing, standings

PROFILE = "2026.1"
SUBSCORES = ("clean", "original", "sourcing", "text", "metadata")
_SURE = frozenset({"named", "institution"})
_SAID = {
    "institution": "statements by an organisation, not a person",
    "described": "statements by sources described but not named",
    "nobody": "statements that nobody stands behind",
}


class Figures(NamedTuple):
    """What a score is counted from: words in all, boilerplate paragraphs, statements and named sources.

    `boilerplate` are (code, words, span) of each paragraph marked; `statements` (standing, spans of source and cue);
    `named` counts the people who are quoted and the documents cited, `has_fields` whether the format has metadata;
    `unread` says why the sourcing was not analysed.
    """

    words: int
    boilerplate: tuple[tuple[str, int, Span], ...]
    statements: tuple[tuple[str, tuple[Span, ...]], ...]
    named: int
    has_fields: bool
    unread: str | None = None


class _Loss(NamedTuple):
    code: str | None
    what: str
    number: float
    points: float


@cache
def profile() -> Mapping[str, Any]:
    """The figures of the profile, as read from its file."""
    return parsed(f"profile-{PROFILE}.toml")


def scored_codes() -> frozenset[str]:
    """The codes of the rules whose findings cost points by their number."""
    return frozenset(profile()["text"]) | frozenset(profile()["metadata"])


def figures(article: Article) -> Figures:
    """The figures of one article."""
    counts, found, said = article.derived(lengths), article.derived(marks), article.derived(sourcing)
    return Figures(
        words=sum(counts),
        boilerplate=tuple(
            [
                (mark.code, counts[mark.index], article.paragraphs[mark.index].span)
                for mark in found.items
                if mark.code != CREDIT
            ]
        ),
        statements=tuple([(standing, (*a.source, *a.cue)) for a, standing in standings(said)]),
        named=named_sources(said),
        has_fields=article.metadata.has_fields,
        unread=said.unread,
    )


def score(
    numbers: Figures,
    findings: Sequence[Finding],
    *,
    silenced: Sequence[Finding] = (),
    ignored: frozenset[str] = frozenset(),
    containment: float | None = None,
) -> Score:
    """The score of a file.

    Args:
        numbers: the figures of the article.
        findings: all findings that count, baselined ones included.
        silenced: the suppressed findings; what they stand for costs nothing.
        ignored: codes that the user ignores in this file; they cost nothing.
        containment: the greatest share of the story found in an earlier file; None where nothing was compared.
    """
    rules = profile()
    counted: dict[str, int] = {}
    for finding in findings:
        if not finding.preview:
            counted[finding.code] = counted.get(finding.code, 0) + 1
    losses = {
        "clean": _clean(numbers, silenced, ignored),
        "original": _original(findings, containment),
        "sourcing": _sourcing(numbers, findings, silenced),
        "text": _by_rule(counted, findings, rules["text"], math.sqrt(max(numbers.words, 150) / 500)),
        "metadata": _by_rule(counted, findings, rules["metadata"], 1.0) if numbers.has_fields else None,
    }
    shares = rules["shares"]
    whole = sum([shares[name] for name, rows in losses.items() if rows is not None])
    raw = [(name, loss) for name, rows in losses.items() if rows for loss in rows if loss.points > 0]
    tenths, lost = _rounded([loss.points * shares[name] / whole for name, loss in raw])
    most_first = sorted(zip(tenths, raw, strict=True), key=_tenths, reverse=True)
    ledger = [LedgerRow(name, loss.code, loss.what, loss.number, n / 10) for n, (name, loss) in most_first]
    if numbers.unread:
        ledger.append(LedgerRow("sourcing", None, f"{numbers.unread}: not scored", 0, 0.0))
    subscores = {
        name: round(100 - math.fsum([loss.points for loss in rows]), 1) if rows else None if rows is None else 100.0
        for name, rows in losses.items()
    }
    return Score(round(100 - lost, 1), subscores, tuple(ledger), PROFILE)


def _tenths(row: tuple[int, tuple[str, _Loss]]) -> int:
    return row[0]


def _clean(numbers: Figures, silenced: Sequence[Finding], ignored: frozenset[str]) -> list[_Loss]:
    if not numbers.boilerplate:
        return []
    words: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for code, size, span in numbers.boilerplate:
        if code not in ignored and not _covered(code, span, silenced):
            words[code] += size
            count[code] += 1
    marked = sum(words.values())
    if not marked:
        return []
    lost = 100 * min(1.0, marked / max(1, numbers.words) / profile()["clean"]["zero_at"])
    return [
        _Loss(code, f"{size} of {numbers.words} words are not the story", count[code], lost * size / marked)
        for code, size in sorted(words.items())
    ]


def _original(findings: Sequence[Finding], containment: float | None) -> list[_Loss] | None:
    if containment is None:
        return None
    if containment < profile()["original"]["ignore_below"]:
        return []
    code = next((f.code for f in sorted(findings, key=lambda f: f.code) if f.code.startswith("DUP20")), None)
    code = None if code in ("DUP205", "DUP206") else code
    return [_Loss(code, f"{containment:.0%} of the story stands in an earlier file", 1, 100 * containment)]


def _sourcing(numbers: Figures, findings: Sequence[Finding], silenced: Sequence[Finding]) -> list[_Loss] | None:
    rules = profile()["sourcing"]
    counted = numbers.statements
    if silenced:
        quiet = _Places(silenced)
        counted = tuple(row for row in counted if row[0] in _SURE or quiet.first_code(row[1]) is None)
    if len(counted) < rules["minimum"]:
        return None
    each = rules["quality"] / len(counted)
    places = _Places(findings)
    points: dict[tuple[str | None, str], tuple[int, float]] = {}
    for worth, spans in counted:
        if worth == "named":
            continue
        row = None if worth == "institution" else places.first_code(spans), _SAID[worth]
        number, lost = points.get(row, (0, 0.0))
        points[row] = number + 1, lost + each * (1 - rules["value"][worth])
    wanted = rules["names_wanted"]
    losses = [_Loss(code, what, number, lost) for (code, what), (number, lost) in points.items()]
    if numbers.named < wanted:
        lost = rules["names"] * (wanted - numbers.named) / wanted
        losses.append(_Loss(None, f"{numbers.named} of {wanted} named people or documents", 1, lost))
    return losses


def _by_rule(
    count: Mapping[str, int], findings: Iterable[Finding], weights: Mapping[str, Any], length: float
) -> list[_Loss]:
    """Points by rule, scaled down together where they would sum to more than the whole sub-score.

    `count` is how many findings of a code count.
    """
    points = {
        code: min(float(weights[code]["cap"]), weights[code]["weight"] * number / length)
        for code, number in count.items()
        if code in weights
    }
    if not points:
        return []
    names = {f.code: f.name for f in findings}
    scale = min(1.0, 100 / total) if (total := math.fsum(points.values())) else 1.0
    return [_Loss(code, names[code], count[code], lost * scale) for code, lost in sorted(points.items())]


def _covered(code: str, span: Span, silenced: Sequence[Finding]) -> bool:
    return any(f.code == code and f.span is not None and f.span.covers(span) for f in silenced)


class _Places:
    """Where the findings on sources are, so that those at a statement are found without a look at all of them."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        found = [(f.span.start, f.span.end, f.code) for f in findings if f.span is not None and f.code[:3] == "SRC"]
        self._found = sorted(found)
        self._starts = [start for start, _, _ in self._found]
        self._reached = list(accumulate([end for _, end, _ in self._found], max))

    def first_code(self, spans: Iterable[Span]) -> str | None:
        """The first by name of the codes of the findings that overlap one of the spans, or None."""
        first = None
        for span in spans if self._found else ():
            # What starts before the span ends, but for the first ones that all end before it starts.
            near = self._found[bisect_right(self._reached, span.start) : bisect_left(self._starts, span.end)]
            for start, end, code in near:
                if (first is None or code < first) and min(end, span.end) > max(start, span.start):
                    first = code
        return first


def _rounded(rows: Sequence[float]) -> tuple[list[int], float]:
    """Points in tenths by the largest remainder, so that they sum exactly to what is lost, and this."""
    exact = [points * 10 for points in rows]
    whole = round(math.fsum(exact))
    tenths = [math.floor(points) for points in exact]
    by_remainder = sorted(range(len(rows)), key=lambda n: (tenths[n] - exact[n], n))
    for n in by_remainder[: whole - sum(tenths)]:
        tenths[n] += 1
    return tenths, whole / 10
