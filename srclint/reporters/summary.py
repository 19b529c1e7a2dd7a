"""The words that the readable formats share: places, scores, fixes and the last lines."""

from collections.abc import Iterator

from srclint.reporters.style import visible
from srclint.results import FileResult, RunInfo, Score, Tally, plural
from srclint.rule import Finding, Safety


def place(finding: Finding, result: FileResult) -> str:
    """`path:line:column`, or the path alone for a finding about the whole file."""
    path = visible(result.path)
    if finding.span is None or result.lines is None:
        return path
    start = result.lines.position(finding.span.start)
    return f"{path}:{start.line}:{start.column}"


def score_words(score: Score) -> str:
    """The score and its sub-scores: `71 (clean 80, original –, …)`; a dash where one does not apply."""
    parts = ", ".join(f"{name} {_figure(value)}" for name, value in score.subscores.items())
    return f"{_figure(score.total)}" + (f" ({parts})" if parts else "")


def fix_words(finding: Finding) -> str:
    """What a fix would do, in a few words."""
    fix = finding.fix
    if fix is None:
        return ""
    flag = "--fix" if fix.safety is Safety.SAFE else "--fix --unsafe-fixes"
    if fix.encoding is not None and not fix.edits:
        return f"{flag} writes the file as {fix.encoding.upper()}"
    if len(fix.edits) == 1:
        edit = fix.edits[0]
        if not edit.replacement:
            return f"{flag} deletes {plural(len(edit.span), 'character')}"
        if len(edit.replacement) <= 40:
            verb = "inserts" if not len(edit.span) else "writes"
            return f"{flag} {verb} ‘{visible(edit.replacement)}’"
    return f"{flag} makes {plural(len(fix.edits), 'edit')}"


def closing(tally: Tally, info: RunInfo) -> Iterator[str]:
    """The last lines: what was checked and found, what can be fixed, the mean score, and why the run fails."""
    if not info.quiet:
        yield from _counts(tally, info)
    for reason in tally.reasons:
        yield f"Failed: {visible(reason)}."


def _counts(tally: Tally, info: RunInfo) -> Iterator[str]:
    yield f"{tally.articles} checked, {_found(tally)}{_aside(tally)}."
    safe, unsafe = tally.fixable[Safety.SAFE.value], tally.fixable[Safety.UNSAFE.value]
    if safe or unsafe:
        parts = [f"{safe:,} fixable with --fix"] if safe else []
        parts += [f"{unsafe:,} {'more' if safe else 'fixable'} with --fix --unsafe-fixes"] if unsafe else []
        yield f"{', '.join(parts)}."
    if tally.mean_score is not None:
        yield f"Mean score {tally.mean_score:g} (profile {info.profile}); compared with {info.compared_with}."


def _found(tally: Tally) -> str:
    if not tally.findings:
        return "no findings"
    levels = (("error", "error"), ("warning", "warning"), ("info", "note"))
    parts = ", ".join(plural(n, noun) for level, noun in levels if (n := tally.severities[level]))
    return f"{plural(tally.findings, 'finding')} ({parts})"


def _aside(tally: Tally) -> str:
    counts = ((tally.fixed, "fixed"), (tally.suppressed, "suppressed"), (tally.baselined, "in the baseline"))
    return "".join(f", {count:,} {word}" for count, word in counts if count)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"
