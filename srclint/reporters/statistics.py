"""How often each rule was found, most often first."""

from collections.abc import Iterable
from typing import TextIO

from srclint.reporters.style import visible
from srclint.reporters.summary import closing
from srclint.results import FileResult, RunInfo, Tally


def report(results: Iterable[FileResult], info: RunInfo, out: TextIO) -> None:
    """Write a table of count, code, fixable count and name, then files in error and the summary."""
    tally = Tally(info)
    for result in tally.watch(results):
        if result.error is not None:
            out.write(f"{visible(result.path)}: error: {visible(result.error)}\n")
    names = tally.names
    rows = sorted(tally.codes.items(), key=lambda row: (-row[1], row[0]))
    wide = max((len(f"{count:,}") for _, count in rows), default=0)
    for code, count in rows:
        fixable = tally.fixable_codes[code]
        mark = f"  ({fixable:,} fixable)" if fixable else ""
        out.write(f"{count:>{wide},}  {code:<7}  {names[code]}{mark}\n")
    out.writelines(f"{line}\n" for line in closing(tally, info))
