"""Workflow commands of GitHub Actions: annotations on the lines of a pull request."""

from collections.abc import Iterable
from typing import TextIO

from srclint.files import file_of
from srclint.reporters.style import visible
from srclint.reporters.summary import closing, score_words
from srclint.results import FileResult, RunInfo, Tally
from srclint.rule import Finding

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def report(results: Iterable[FileResult], info: RunInfo, out: TextIO) -> None:
    """Write an annotation a finding, as the files come; scores and summary are plain lines of the log."""
    tally = Tally(info)
    for result in tally.watch(results):
        if result.error is not None:
            properties = {"file": file_of(result.path), "title": "srclint"}
            out.write(_command("error", properties, f"{result.path}: {result.error}"))
        out.writelines(_annotation(finding, result) for finding in result.findings)
        if result.score is not None:
            out.write(_plain(f"{visible(result.path)}: score {score_words(result.score)}"))
    out.writelines(_plain(line) for line in closing(tally, info))


def _annotation(finding: Finding, result: FileResult) -> str:
    properties: dict[str, str | int] = {"file": file_of(result.path)}
    if finding.span is not None and result.lines is not None:
        start, end = result.lines.position(finding.span.start), result.lines.position(finding.span.end)
        properties |= {"line": start.line, "endLine": end.line}
        if start.line == end.line:
            # Columns of a range over several lines are refused by the checks API.
            properties |= {"col": start.column, "endColumn": end.column}
    properties["title"] = f"{finding.code} {finding.name}"
    return _command(_COMMANDS[finding.severity.value], properties, finding.message)


def _command(name: str, properties: dict[str, str | int] | dict[str, str], message: str) -> str:
    pairs = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {pairs}::{_data(message)}\n"


def _data(text: str) -> str:
    # A path may hold bytes of no encoding, as lone surrogates, which no output takes.
    text = text.encode("utf-8", "backslashreplace").decode()
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _plain(line: str) -> str:
    """A line of the log; one that would read as a command is set off by a blank."""
    return f" {line}\n" if line.startswith(("::", "##")) else f"{line}\n"
