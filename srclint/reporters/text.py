"""The full text for people: each finding with its place, the words it is about, its authority and its fix."""

import os
from collections.abc import Iterable, Iterator
from typing import TextIO

from srclint.reporters.excerpt import excerpt
from srclint.reporters.style import SEVERITY_COLOURS, Style, style_for, visible
from srclint.reporters.summary import closing, fix_words, place, score_words
from srclint.results import FileResult, RunInfo, Tally
from srclint.rule import Finding

WIDTH = 100


def report(results: Iterable[FileResult], info: RunInfo, out: TextIO) -> None:
    """Write the findings of each file as it comes, its score, and a summary."""
    style = style_for(out)
    width = _width(out)
    tally = Tally(info)
    for result in tally.watch(results):
        lines = [f"{line}\n" for line in _file(result, style, width, quiet=info.quiet)]
        out.write("".join(lines))
    out.writelines(f"{line}\n" for line in closing(tally, info))


def _file(result: FileResult, style: Style, width: int, *, quiet: bool) -> Iterator[str]:
    if result.error is not None:
        yield f"{style(visible(result.path), 'bold')}: {style('error', 'red', 'bold')}: {visible(result.error)}"
        yield ""
        return
    for finding in result.findings:
        yield from _finding(finding, result, style, width)
        yield ""
    if result.score is not None and not quiet:
        yield f"{style(visible(result.path), 'bold')}: score {score_words(result.score)}"
        if result.findings:
            yield ""


def _finding(finding: Finding, result: FileResult, style: Style, width: int) -> Iterator[str]:
    level = style(finding.severity, SEVERITY_COLOURS[finding.severity], "bold")
    preview = " (preview)" if finding.preview else ""
    head = f"{style(place(finding, result), 'bold')}: {style(finding.code, 'bold')} {finding.name} {level}{preview}"
    yield f"{head}: {visible(finding.message)}"
    if finding.span is not None and result.lines is not None:
        yield from excerpt(result.source, result.lines, finding.span, width, style)
    for related in finding.related:
        at = f":{related.start.line}:{related.start.column}" if related.start is not None else ""
        yield f"  {style('also:', 'cyan')} {visible(related.path)}{at}: {visible(related.message)}"
    if finding.authority:
        yield f"  {style('authority:', 'cyan')} {visible(finding.authority)}"
    if finding.fix is not None:
        yield f"  {style('fix:', 'cyan')} {fix_words(finding)}"


def _width(out: TextIO) -> int:
    """Columns to fill: those of the terminal or of COLUMNS, else a fixed number, so that logs look alike."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns):
        return int(columns)
    if out.isatty():
        import shutil

        return shutil.get_terminal_size((WIDTH, 24)).columns
    return WIDTH
