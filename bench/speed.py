#!/usr/bin/env python3
"""Start-up and throughput beside codespell, proselint and textlint, in one run on the same files.

  python bench/speed.py [--files 10000] [--corpus FOLDER] [--textlint PATH] [--write docs/benchmarks.md]

Every figure is a whole process, wall clock, on one processor (but for the row that names more). Start-up is the median
of fifteen rounds in which all take turns. The files are made of the sentences of seeds/ (bench/corpus.py), or those of
--corpus. proselint and textlint are slow: they get a hundredth and a tenth of the files. What is not installed is left
out.
"""

import argparse
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from corpus import write
from section import write_section

PYTHON = sys.executable
ROUNDS = 15
HEADING = "## Start-up and throughput"
Row = tuple[str, str, str]


def command(name: str) -> list[str] | None:
    """A Python tool beside this interpreter, or on the path."""
    beside = Path(PYTHON).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    return [found] if found else None


def seconds(arguments: Sequence[str | Path], folder: Path) -> float:
    """The wall-clock time of one process."""
    begun = time.perf_counter()
    subprocess.run(arguments, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begun


def medians(commands: dict[str, list[str]], folder: Path, rounds: int) -> dict[str, float]:
    """The median time of each command over rounds in which all take turns, so that they meet the same weather."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, arguments in commands.items():
            took = seconds(arguments, folder)
            if turn:
                taken[name].append(took)
    return {name: statistics.median(times) for name, times in taken.items()}


def peers(textlint: Path | None) -> Iterator[tuple[str, list[str], int]]:
    """Name, command, and the part of the files that each tool gets."""
    if codespell := command("codespell"):
        yield "codespell", codespell, 1
    if proselint := command("proselint"):
        yield "proselint", [*proselint, "check"], 100
    if textlint:
        yield "textlint, write-good", [str(textlint), "--rule", "write-good"], 10


def start_up(paths: Sequence[Path], folder: Path, textlint: Path | None) -> Iterator[Row]:
    """One file and twenty, whole processes, in milliseconds and in times of a bare `python -c pass`."""
    commands = {"python -c pass": [PYTHON, "-c", "pass"]}
    srclint = [PYTHON, "-m", "srclint", "check", "--isolated", "--no-cache"]
    for count, noun in ((1, "file"), (20, "files")):
        some = list(map(str, paths[:count]))
        for name, tool, _ in (("srclint check", srclint, 1), *peers(textlint)):
            commands[f"{name}, {count} {noun}"] = [*tool, *some]
    measured = medians(commands, folder, ROUNDS)
    bare = measured["python -c pass"]
    for name, took in measured.items():
        yield name, f"{took * 1000:.0f} ms", f"{took / bare:.1f}"


def throughput(paths: Sequence[Path], folder: Path, textlint: Path | None) -> Iterator[Row]:
    """Files a second, cold and warm, and in times of codespell."""
    measured = {}
    for name, tool, part in peers(textlint):
        some = paths[: max(1, len(paths) // part)]
        measured[name] = _rate(lambda chunk, tool=tool: [*tool, *chunk], some, folder)
    srclint = [PYTHON, "-m", "srclint", "check", "--isolated", "--output-format", "jsonl=/dev/null"]
    # Files that are named are compared with nothing, as with the other tools; a folder's would be.
    names = [str(path) for path in paths]
    measured["srclint, cold"] = len(names) / seconds([*srclint, "-j1", "--no-cache", *names], folder)
    shutil.rmtree(folder / ".srclint_cache", ignore_errors=True)
    measured["srclint, cold, filling the cache"] = len(names) / seconds([*srclint, "-j1", *names], folder)
    measured["srclint, warm"] = len(names) / seconds([*srclint, "-j1", *names], folder)
    measured["srclint, cold, two processes"] = len(names) / seconds([*srclint, "-j2", "--no-cache", *names], folder)
    reference = measured.get("codespell", measured["srclint, cold"])
    for name, rate in measured.items():
        yield name, f"{rate:,.0f} files/s", f"{rate / reference:.2f}"


def _rate(arguments: Callable[[list[str]], list[str]], paths: Sequence[Path], folder: Path) -> float:
    return len(paths) / seconds(arguments([str(path) for path in paths]), folder)


def table(rows: Sequence[Row], what: str, last: str) -> list[str]:
    """A Markdown table."""
    return [f"| {what} | measured | {last} |", "|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows), ""]


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--textlint", type=Path)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = sorted(given.corpus.rglob("*.txt"))[: given.files] if given.corpus else write(folder, given.files)
        size = statistics.mean(path.stat().st_size for path in paths)
        starts = list(start_up(paths, folder, given.textlint))
        rates = list(throughput(paths, folder, given.textlint))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    lines = [
        HEADING,
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {platform.machine()}.",
        f"Made by `python bench/speed.py`: {len(paths):,} files of {size:,.0f} bytes, all default rules,",
        "whole processes, wall clock, on processors shared with other work: ratios hold, absolutes do not.",
        "",
        *table(starts, "one process", "times bare Python"),
        *table(rates, "throughput", "times codespell"),
        f"No process took more than {peak:,.0f} MB of memory.",
    ]
    print("\n".join(lines))
    if given.write:
        write_section(given.write, lines)


if __name__ == "__main__":
    main()
