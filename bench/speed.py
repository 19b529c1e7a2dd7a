#!/usr/bin/env python3
"""Start-up, throughput and memory beside codespell, proselint, textlint and datasketch, in one run on the same files.

  python bench/speed.py [--files 10000] [--corpus FOLDER] [--textlint auto|PATH] [--index 20000]
                        [--write docs/benchmarks.md]

Every figure is a whole process with its bytecode compiled before. All run on one processor but `srclint check` on
twenty files, which shares them among all, and the row that names two. Start-up is the median of fifteen rounds in
which all take turns. Throughput is wall clock, with the processor's time beside it, which other work disturbs less.
The files are made of the sentences of seeds/ (bench/corpus.py), or those of --corpus. proselint and textlint are slow:
they get a hundredth and a tenth of the files. What is not installed is left out; `--textlint auto` installs it, with
write-good, by npm for the time of the run. datasketch's row is what a script does without srclint: word 5-shingles,
MinHash with 128 permutations, and its LSH. The rows with an index have one of so many stories configured.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from corpus import write
from section import write_section

PYTHON = sys.executable
ROUNDS = 15
HEADING = "## Start-up and throughput"
SRCLINT = [PYTHON, "-m", "srclint", "check", "--isolated"]
QUIET = ["-j1", "--output-format", "jsonl=/dev/null"]
PURE, FAST = {"SRCLINT_ENGINE": "pure"}, {"SRCLINT_ENGINE": "re2"}
DATASKETCH = """
import sys
from pathlib import Path
from datasketch import MinHash, MinHashLSH
lsh = MinHashLSH(threshold=0.5, num_perm=128)
for name in sys.argv[1:]:
    words = Path(name).read_text(encoding="utf-8").lower().split()
    sketch = MinHash(num_perm=128)
    sketch.update_batch([" ".join(words[at : at + 5]).encode() for at in range(max(1, len(words) - 4))])
    lsh.query(sketch)
    lsh.insert(name, sketch)
"""
INDEX = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from neardup_million import prints, texts
from srclint.neardup.archive import Archive
with Archive.create(Path(sys.argv[2])) as archive:
    archive.add(prints(int(sys.argv[3])))
Path(sys.argv[4]).write_text(next(texts(1, int(sys.argv[3]) // 2)), encoding="utf-8")
"""
Row = tuple[str, str, str]


class Taken(NamedTuple):
    """What one process took: seconds of wall clock and of the processor, and megabytes at its peak."""

    wall: float
    processor: float
    memory: float


def run(arguments: Sequence[str | Path], folder: Path, more: dict[str, str] | None = None) -> Taken:
    """Run a process to its end."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    process = subprocess.Popen(
        arguments, cwd=folder, env=environment | (more or {}), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Taken(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def command(name: str) -> list[str] | None:
    """A Python tool beside this interpreter, or on the path."""
    beside = Path(PYTHON).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    return [found] if found else None


def medians(commands: dict[str, list[str]], folder: Path, rounds: int) -> dict[str, float]:
    """The median time of each command over rounds in which all take turns, so that they meet the same weather.

    The first round counts for nothing: it compiles what Python keeps as bytecode.
    """
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, arguments in commands.items():
            took = run(arguments, folder).wall
            if turn:
                taken[name].append(took)
    return {name: statistics.median(times) for name, times in taken.items()}


def textlint_of(given: str | None, folder: Path) -> list[str] | None:
    """The command of textlint with write-good, which may have to be installed; None with a note where that fails."""
    if given is None:
        return None
    if given == "auto":
        npm = shutil.which("npm")
        packages = ["textlint", "textlint-rule-write-good"]
        arguments = ["install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), *packages]
        if npm is None or subprocess.run([npm, *arguments], check=False, stdout=subprocess.DEVNULL).returncode:
            print("textlint is left out: npm is not there, or could not install it", file=sys.stderr)
            return None
        given = str(folder / "node_modules" / ".bin" / "textlint")
    modules = Path(given).absolute().parents[1]
    return [given, "--rule", "write-good", "--rules-base-directory", str(modules)]


def peers(textlint: list[str] | None) -> Iterator[tuple[str, list[str], int]]:
    """Name, command, and the part of the files that each tool gets."""
    if codespell := command("codespell"):
        yield "codespell", codespell, 1
    if proselint := command("proselint"):
        yield "proselint", [*proselint, "check"], 100
    if textlint:
        yield "textlint, write-good", textlint, 10


def start_up(paths: Sequence[Path], folder: Path, textlint: list[str] | None, stories: int) -> Iterator[Row]:
    """One file and twenty, whole processes, in milliseconds and in times of a bare `python -c pass`."""
    commands = {"python -c pass": [PYTHON, "-c", "pass"]}
    for count, noun in ((1, "file"), (20, "files")):
        some = list(map(str, paths[:count]))
        own = [*SRCLINT, "--no-cache"]
        for name, tool, _ in (("srclint check", own, 1), *peers(textlint)):
            commands[f"{name}, {count} {noun}"] = [*tool, *some]
        if count > 1:
            commands[f"srclint check -j1, {count} {noun}"] = [*own, "-j1", *some]
    if stories:
        index, copy = folder / "bench.index", folder / "copy.txt"
        run([PYTHON, "-c", INDEX, Path(__file__).parent, index, str(stories), copy], folder)
        beside = [*SRCLINT, "--no-cache", "--config", f'index="{index}"']
        commands[f"srclint check, 1 file, an index of {stories:,} stories"] = [*beside, str(paths[0])]
        commands["srclint check, 1 file, a copy of one in that index"] = [*beside, str(copy)]
    measured = medians(commands, folder, ROUNDS)
    bare = measured["python -c pass"]
    for name, took in measured.items():
        yield name, f"{took * 1000:.0f} ms", f"{took / bare:.1f}"


def throughput(paths: Sequence[Path], folder: Path, textlint: list[str] | None) -> Iterator[tuple[str, int, Taken]]:
    """Each tool over its part of the files, and srclint cold and warm: name, files, what it took."""
    names = list(map(str, paths))
    for name, tool, part in peers(textlint):
        some = names[: max(1, len(names) // part)]
        yield name, len(some), run([*tool, *some], folder)
    if find_spec("datasketch"):
        yield "datasketch, MinHash and LSH", len(names), run([PYTHON, "-c", DATASKETCH, *names], folder)
    # Files that are named are compared with nothing, as with the other tools; a folder's are, with each other.
    check = [*SRCLINT, *QUIET]
    yield "srclint, cold, pure", len(names), run([*check, "--no-cache", *names], folder, PURE)
    if find_spec("re2"):
        yield "srclint, cold, [fast]", len(names), run([*check, "--no-cache", *names], folder, FAST)
    yield "srclint, cold, filling the cache", len(names), run([*check, *names], folder, PURE)
    yield "srclint, warm", len(names), run([*check, *names], folder, PURE)
    two = [*SRCLINT, "-j2", "--no-cache", "--output-format", "jsonl=/dev/null", *names]
    yield "srclint, cold, two processes", len(names), run(two, folder, PURE)
    whole = os.path.commonpath(names)
    yield "srclint, cold, a folder, compared", len(names), run([*check, whole], folder, PURE)
    yield "srclint, warm, a folder, compared", len(names), run([*check, whole], folder, PURE)


def rated(measured: Sequence[tuple[str, int, Taken]]) -> Iterator[Row]:
    """Files a second, and that in times of codespell, or of srclint's own cold run where there is none."""
    rates = {name: files / taken.wall for name, files, taken in measured}
    reference = rates.get("codespell", rates["srclint, cold, pure"])
    for name, files, taken in measured:
        own = f"{files / taken.processor:,.0f} a second of processor"
        yield name, f"{rates[name]:,.0f} files/s ({own})", f"{rates[name] / reference:.2f}"


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--textlint")
    parser.add_argument("--index", type=int, default=20_000)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stories = folder / "stories"
        paths = sorted(given.corpus.rglob("*.txt"))[: given.files] if given.corpus else write(stories, given.files)
        size = statistics.mean(path.stat().st_size for path in paths)
        textlint = textlint_of(given.textlint, folder)
        starts = list(start_up(paths, folder, textlint, given.index))
        measured = list(throughput(paths, folder, textlint))
    memory = [(name, f"{taken.memory:,.0f} MB", f"{files:,}") for name, files, taken in measured]
    lines = [
        HEADING,
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {platform.machine()}.",
        f"Made by `python bench/speed.py`: {len(paths):,} files of {size:,.0f} bytes, all default rules,",
        "whole processes on processors shared with other work: ratios hold, absolutes do not.",
        "",
        *table(starts, "one process", "measured", "times bare Python"),
        *table(list(rated(measured)), "throughput", "measured", "times codespell"),
        *table(memory, "memory", "peak of a process", "files"),
    ]
    print("\n".join(lines))
    if given.write:
        write_section(given.write, lines)


def table(rows: Sequence[Row], *heads: str) -> list[str]:
    """A Markdown table."""
    return [f"| {' | '.join(heads)} |", "|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows), ""]


if __name__ == "__main__":
    main()
