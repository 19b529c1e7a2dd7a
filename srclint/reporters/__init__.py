"""Output formats, one module a format, each with `report(results, info, out)`; a module is imported when asked for."""

import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TextIO, TypeVar

from srclint.errors import ConfigError, reason
from srclint.record import NamedTuple
from srclint.results import FileResult, RunInfo

FORMATS: Mapping[str, str] = {
    "text": "srclint.reporters.text",
    "concise": "srclint.reporters.concise",
    "json": "srclint.reporters.json",
    "jsonl": "srclint.reporters.jsonl",
    "sarif": "srclint.reporters.sarif",
    "github": "srclint.reporters.github",
    "gitlab": "srclint.reporters.gitlab",
    "junit": "srclint.reporters.junit",
    "checkstyle": "srclint.reporters.checkstyle",
    "rdjson": "srclint.reporters.rdjson",
    "csv": "srclint.reporters.csv",
    "statistics": "srclint.reporters.statistics",
}

T = TypeVar("T")
Report = Callable[[Iterable[FileResult], RunInfo, TextIO], None]
"""Writes the results in the order given; the formats that can do so write each as it comes."""


class Output(NamedTuple):
    """A format, and the file to write it to; None is standard output."""

    format: str
    path: Path | None = None


def parse_output(text: str) -> Output:
    """The output that FORMAT or FORMAT=FILE asks for.

    Raises:
        ConfigError: for a format there is not, with the nearest one.
    """
    name, _, file = text.partition("=")
    if name not in FORMATS:
        from difflib import get_close_matches

        near = get_close_matches(name, FORMATS, 1)
        hint = f"; did you mean {near[0]!r}?" if near else f": there are {', '.join(FORMATS)}"
        raise ConfigError(f"--output-format {text}: unknown format {name!r}{hint}")
    return Output(name, Path(file) if file else None)


def reporter(name: str) -> Report:
    """The `report` function of a format."""
    report: Report = importlib.import_module(FORMATS[name]).report
    return report


def report_all(results: Iterable[FileResult], info: RunInfo, outputs: Sequence[Output], stdout: TextIO) -> None:
    """Write the results in every format asked for.

    One format streams; for several the results are kept until all are there. A file is opened once the first result is
    there, by when the files to check are known: else it might be one of them.

    Raises:
        ConfigError: when a file cannot be written.
    """
    held = results if len(outputs) == 1 else list(results)
    for output in outputs:
        report = reporter(output.format)
        if output.path is None:
            report(held, info, stdout)
            continue
        try:
            ready = begun(held)
            with output.path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
                report(ready, info, out)
        except OSError as error:
            raise ConfigError(f"--output-format {output.format}={output.path}: {reason(error)}") from error


def begun(items: Iterable[T]) -> Iterable[T]:
    """The same results or articles, with the work on them begun: what files there are is then known."""
    rest = iter(items)
    return chain(list(islice(rest, 1)), rest)
