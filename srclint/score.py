"""The score of a file by a profile, and the ledger that traces every lost point.

The formulas and their figures are those of rules/profile-2026.1.toml. Nothing here reads an article twice: the engine
takes `figures(article)` where the article is at hand and scores when suppressions and cross-file findings are known.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from srclint.article import Article, Span
from srclint.boilerplate import marks
from srclint.data import parsed
from srclint.record import record
from srclint.results import LedgerRow, Score
from srclint.rule import Finding
from srclint.sourcing import named_sources, sourcing, standings

PROFILE = "2026.1"
SUBSCORES = ("clean", "original", "sourcing", "text", "metadata")
_SAID = {
    "institution": "statements by an organisation, not a person",
    "described": "statements by sources described but not named",
    "nobody": "statements that nobody stands behind",
}


class Figures(NamedTuple):
    """What a score is counted from: words in all, boilerplate paragraphs, statements and named sources.

    `boilerplate` are (code, words, span) of each paragraph marked; `statements` (standing, spans of source and cue);
    `named` counts the people who are quoted and the documents cited, `has_fields` whether the format has metadata.
    """

    words: int
    boilerplate: tuple[tuple[str, int, Span], ...]
    statements: tuple[tuple[str, tuple[Span, ...]], ...]
    named: int
    has_fields: bool


@record
class _Loss:
    code: str | None
    what: str
    count: float
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
    found = article.derived(sourcing)
    return Figures(
        words=sum(len(p.text.split()) for p in article.paragraphs),
        boilerplate=tuple(
            (mark.code, len(article.paragraphs[mark.index].text.split()), article.paragraphs[mark.index].span)
            for mark in article.derived(marks).items
        ),
        statements=tuple((standing, (*a.source, *a.cue)) for a, standing in standings(found)),
        named=named_sources(found),
        has_fields=article.metadata.has_fields,
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
    losses = {
        "clean": _clean(numbers, silenced, ignored),
        "original": _original(findings, containment),
        "sourcing": _sourcing(numbers, findings, silenced),
        "text": _text(numbers, findings),
        "metadata": _metadata(findings) if numbers.has_fields else None,
    }
    shares = profile()["shares"]
    applying = {name: rows for name, rows in losses.items() if rows is not None}
    whole = sum(shares[name] for name in applying)
    raw = [
        LedgerRow(name, loss.code, loss.what, loss.count, loss.points * shares[name] / whole)
        for name, rows in applying.items()
        for loss in rows
        if loss.points > 0
    ]
    rows, lost = _rounded(raw)
    subscores = {
        name: None if (held := losses[name]) is None else round(100 - math.fsum(r.points for r in held), 1)
        for name in SUBSCORES
    }
    return Score(round(100 - lost, 1), subscores, rows, PROFILE)


def _clean(numbers: Figures, silenced: Sequence[Finding], ignored: frozenset[str]) -> list[_Loss]:
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
    counted = [
        (worth, spans)
        for worth, spans in numbers.statements
        if worth in ("named", "institution") or not any(_meets(f, spans) for f in silenced)
    ]
    if len(counted) < rules["minimum"]:
        return None
    each = rules["quality"] / len(counted)
    points: dict[tuple[str | None, str], float] = {}
    count: Counter[tuple[str | None, str]] = Counter()
    for worth, spans in counted:
        if worth == "named":
            continue
        code = None if worth == "institution" else _first_code(findings, spans)
        row = code, _SAID[worth]
        points[row] = points.get(row, 0.0) + each * (1 - rules["value"][worth])
        count[row] += 1
    wanted = rules["names_wanted"]
    losses = [_Loss(row[0], row[1], count[row], lost) for row, lost in points.items()]
    if numbers.named < wanted:
        lost = rules["names"] * (wanted - numbers.named) / wanted
        losses.append(_Loss(None, f"{numbers.named} of {wanted} named people or documents", 1, lost))
    return losses


def _text(numbers: Figures, findings: Sequence[Finding]) -> list[_Loss]:
    length = math.sqrt(max(numbers.words, 150) / 500)
    return _by_rule(findings, profile()["text"], length)


def _metadata(findings: Sequence[Finding]) -> list[_Loss]:
    return _by_rule(findings, profile()["metadata"], 1.0)


def _by_rule(findings: Iterable[Finding], weights: Mapping[str, Any], length: float) -> list[_Loss]:
    """Points by rule, scaled down together where they would sum to more than the whole sub-score."""
    count = Counter(f.code for f in findings if f.code in weights and not f.preview)
    names = {f.code: f.name for f in findings}
    points = {code: min(float(weights[code]["cap"]), weights[code]["weight"] * n / length) for code, n in count.items()}
    scale = min(1.0, 100 / total) if (total := math.fsum(points.values())) else 1.0
    return [_Loss(code, names[code], count[code], lost * scale) for code, lost in sorted(points.items())]


def _covered(code: str, span: Span, silenced: Sequence[Finding]) -> bool:
    return any(f.code == code and f.span is not None and f.span.covers(span) for f in silenced)


def _meets(finding: Finding, spans: Iterable[Span]) -> bool:
    span = finding.span
    return span is not None and finding.code.startswith("SRC") and any(span.overlap(s) for s in spans)


def _first_code(findings: Iterable[Finding], spans: Sequence[Span]) -> str | None:
    return min((f.code for f in findings if _meets(f, spans)), default=None)


def _rounded(rows: Sequence[LedgerRow]) -> tuple[tuple[LedgerRow, ...], float]:
    """The rows in tenths of a point by the largest remainder, so that they sum exactly to what is lost."""
    exact = [row.points * 10 for row in rows]
    whole = round(math.fsum(exact))
    tenths = [math.floor(points) for points in exact]
    by_remainder = sorted(range(len(rows)), key=lambda n: (tenths[n] - exact[n], n))
    for n in by_remainder[: whole - sum(tenths)]:
        tenths[n] += 1
    kept = tuple(_with_points(rows, tenths))
    return tuple(sorted(kept, key=lambda row: -row.points)), whole / 10


def _with_points(rows: Sequence[LedgerRow], tenths: Sequence[int]) -> Iterator[LedgerRow]:
    for row, points in zip(rows, tenths, strict=True):
        yield LedgerRow(row.subscore, row.code, row.what, row.count, points / 10)
