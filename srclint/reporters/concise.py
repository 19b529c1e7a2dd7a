"""One line a finding: `path:line:column: CODE severity: message`, with [*] where a safe fix is at hand."""

from collections.abc import Iterable
from typing import TextIO

from srclint.reporters.style import SEVERITY_COLOURS, style_for, visible
from srclint.reporters.summary import closing, place, score_words
from srclint.results import FileResult, RunInfo, Tally
from srclint.rule import Safety


def report(results: Iterable[FileResult], info: RunInfo, out: TextIO) -> None:
    """Write a line a finding and one for the score of each file, as it comes, and a summary."""
    style = style_for(out)
    tally = Tally(info)
    for result in tally.watch(results):
        if result.error is not None:
            out.write(f"{visible(result.path)}: {style('error', 'red')}: {visible(result.error)}\n")
        for finding in result.findings:
            level = style(finding.severity.value, SEVERITY_COLOURS[finding.severity.value])
            mark = " [*]" if finding.fix is not None and finding.fix.safety is Safety.SAFE else ""
            words = visible(finding.message)
            out.write(f"{place(finding, result)}: {style(finding.code, 'bold')} {level}:{mark} {words}\n")
        if result.score is not None and not info.quiet:
            out.write(f"{visible(result.path)}: score {score_words(result.score)}\n")
    out.writelines(f"{line}\n" for line in closing(tally, info))
