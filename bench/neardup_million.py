#!/usr/bin/env python3
"""A million synthetic stories in an archive index: what a cold query, an addition and the index itself cost.

  python bench/neardup_million.py [--stories 1000000] [--at FOLDER]

Stories have some 500 words drawn from a vocabulary of 50,000 by Zipf's law, and an outlet's chrome of 40; one in ten is
a copy of an earlier one with a sentence more. An index that is there already is used again. A cold query is
`srclint check` on one file, from the start of the process to its answer.
"""

import argparse
import json
import os
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
# The peak of a process counts what its parent held when it was started: so the parent is a small one.
WATCH = """
import json, resource, subprocess, sys, time
started = time.perf_counter()
subprocess.run(sys.argv[1:], check=True)
seconds = round(time.perf_counter() - started, 3)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps({"seconds": seconds, "peak": peak}), file=sys.stderr)
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


def checked(index: Path, file: Path) -> dict[str, float]:
    """`srclint check` of one file beside the index: seconds and peak memory in kB of the process, and what it found."""
    command = ["-m", "srclint", "check", file.name, "--config", f'index="{index.absolute()}"', "--exit-zero"]
    done = subprocess.run(
        [sys.executable, "-c", WATCH, sys.executable, *command, "--output-format", "json"],
        cwd=file.parent, capture_output=True, text=True, check=True,
    )  # fmt: skip
    (result,) = json.loads(done.stdout)["files"]
    copies = sum(finding["code"].startswith("DUP") for finding in result["findings"])
    return {**json.loads(done.stderr), "copies": copies}


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
        for name, text in (
            ("query_of_a_copy", next(texts(1, given.stories // 2))),
            ("query_of_a_new_story", next(texts(1, given.stories + 5000))),
        ):
            file = Path(folder) / f"{name}.txt"
            file.write_text(text + "\nOne line more, that no other story has.\n", encoding="utf-8")
            out[name] = [checked(path, file) for _ in range(3)]
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
