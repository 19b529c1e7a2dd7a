#!/usr/bin/env python3
"""A million synthetic stories in an archive index: what a query, an addition and the index itself cost.

  python bench/neardup_million.py [--stories 1000000] [--at FOLDER]

Stories have some 500 words drawn from a vocabulary of 50,000 by Zipf's law, and an outlet's chrome of 40; one in ten is
a copy of an earlier one with a sentence more. An index that is there already is used again. A query is
`srclint check` on one file of 4 KB, from the start of the process to its answer: without an index, and with it on a
file of which nothing is in it, on one that holds an archived story, and on one that holds it with a fifth of its
sentences changed. All take turns for twelve rounds, with the index in the system's page cache and, where the system
can be told so, without a page of it.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from srclint.article import Lines
from srclint.neardup import StoryPrint
from srclint.neardup.archive import Archive

WORDS = 460
VOCABULARY = 50_000
OUTLETS = 200
ROUNDS = 12
SIZE = 4096
MORE = "ms", "processor_ms"
# The peak of a process counts what its parent held when it was started: so the parent is a small one.
WATCH = """
import json, resource, subprocess, sys, time
started = time.perf_counter()
subprocess.run(sys.argv[1:], check=True)
wall = time.perf_counter() - started
used = resource.getrusage(resource.RUSAGE_CHILDREN)
took = {"ms": wall * 1000, "processor_ms": (used.ru_utime + used.ru_stime) * 1000, "peak_mb": used.ru_maxrss / 1024}
print(json.dumps(took), file=sys.stderr)
"""


def vocabulary() -> list[str]:
    """Words made of English syllables, the frequent ones short, so that a text compresses about as English does."""
    rng = np.random.default_rng(1)
    syllables = np.array(
        "the in er an re on at en nd st or te es is ar to it al ing le se ti ri ro ta co de ne".split()
    )
    sizes = np.minimum(1 + np.log2(np.arange(1, VOCABULARY + 1)) // 4, 4).astype(int)
    return ["".join(syllables[rng.integers(0, len(syllables), size)]) for size in sizes]


def texts(number: int, start: int = 0) -> Iterator[str]:
    """Stories `start` … `start + number - 1`; the same number is always the same story."""
    known = vocabulary()
    ranks = 1.0 / np.arange(1, VOCABULARY + 1)
    steps = np.cumsum(ranks / ranks.sum())
    for at in range(start, start + number):
        own = at - at // 2 % 1000 - 1 if at % 10 == 9 and at > 2000 else at
        rng = np.random.default_rng(own)
        picked = np.minimum(np.searchsorted(steps, rng.random(WORDS)), VOCABULARY - 1).tolist()
        words = [known[index] for index in picked]
        lines = [" ".join(words[line : line + 46]).capitalize() + "." for line in range(0, WORDS, 46)]
        if own != at:
            lines.append(f"This edition of story {own} carries the number {at} and was closed at {at % 24} hours.")
        outlet = at % OUTLETS
        lines.append(" ".join(known[outlet * 40 + word] for word in range(40)).capitalize() + ".")
        yield "\n".join(lines)


def prints(number: int, start: int = 0) -> Iterator[StoryPrint]:
    """The prints of the stories, as if read from files."""
    for at, text in enumerate(texts(number, start), start):
        yield StoryPrint(f"archive/{at // 1000:04}/{at:07}.txt", text, ((0, 0, len(text)),), Lines(text))


def files(folder: Path, stories: int) -> dict[str, Path]:
    """The files to check, of 4 KB each."""
    (archived,), (other, rest) = texts(1, stories // 2), texts(2, stories + 5000)
    lines, new = archived.splitlines(), other.splitlines()
    near = [new[at] if at % 5 == 2 else line for at, line in enumerate(lines)]
    found = {}
    for name, story in (("new", new), ("copy", lines), ("near", near)):
        found[name] = folder / f"{name}.txt"
        found[name].write_text("\n".join([*story, *rest.splitlines()])[: SIZE - 1] + "\n", encoding="utf-8")
    return found


def checked(file: Path, index: Path | None) -> dict[str, float]:
    """`srclint check` of one file: time and peak memory of the process, and the number of copies it found."""
    command = ["-m", "srclint", "check", file.name, "--isolated", "--no-cache", "--exit-zero"]
    beside = ["--config", f'index="{index.absolute()}"'] if index else []
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", WATCH, sys.executable, *command, *beside],
        cwd=file.parent, capture_output=True, text=True, check=True, env=environment,
    )  # fmt: skip
    return {**json.loads(done.stderr), "copies": done.stdout.count(": DUP20")}


def forget(index: Path) -> None:
    """Have the system drop what it keeps of the file in memory."""
    with index.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def queries(index: Path, found: dict[str, Path], *, cold: bool) -> dict[str, dict[str, float]]:
    """The medians of the checks, and how much more each takes than the one without an index; the first is no round."""
    cases = {"no index": (found["new"], None), **{name: (file, index) for name, file in found.items()}}
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in cases}
    for turn in range(ROUNDS + 1):
        for name, (file, beside) in cases.items():
            if cold:
                forget(index)
            took = checked(file, beside)
            if turn:
                taken[name].append(took)
    medians = {
        name: {what: round(statistics.median(took[what] for took in rows), 1) for what in rows[0]}
        for name, rows in taken.items()
    }
    plain = medians["no index"]
    return {
        name: {**row, **{f"more_{what}": round(row[what] - plain[what], 1) for what in MORE}}
        for name, row in medians.items()
    }


def main() -> None:
    """Build, query, add, and say what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=1_000_000)
    parser.add_argument("--at", type=Path, default=Path(tempfile.gettempdir()))
    given = parser.parse_args()
    path = given.at / f"srclint-{given.stories}.index"
    out: dict[str, object] = {"stories": given.stories}
    if not path.exists():
        started = time.perf_counter()
        with Archive.create(path) as archive:
            for done, _ in enumerate(archive.adding(prints(given.stories)), 1):
                if done % 50_000 == 0:
                    print(f"{done:,} stories, {time.perf_counter() - started:.0f} s", file=sys.stderr)
            archive.compact()
        out["build_seconds"] = round(time.perf_counter() - started, 1)
    with Archive.open(path) as archive:
        stats = archive.stats()
    out["bytes_a_story"] = round(stats.size / stats.stories)
    out["bytes_a_story_beside_text"] = round((stats.size - stats.texts) / stats.stories)
    with tempfile.TemporaryDirectory() as folder:
        found = files(Path(folder), given.stories)
        out["query_warm"] = queries(path, found, cold=False)
        if hasattr(os, "posix_fadvise"):
            out["query_cold"] = queries(path, found, cold=True)
    new = list(prints(1000, given.stories + 10_000))
    with Archive.open(path, write=True) as archive:
        started = time.perf_counter()
        added = archive.add(new)
        out["add_1000_seconds"] = round(time.perf_counter() - started, 2)
        archive.remove(added)
    out["processors"] = os.cpu_count()
    print(json.dumps(out, indent=1))


if __name__ == "__main__":
    main()
