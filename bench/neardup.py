#!/usr/bin/env python3
"""Near-duplicates beside datasketch and rensa, in one run on one core: signatures, sketches, index, accuracy.

  python bench/neardup.py [--stories 2000] [--data LABELLED.jsonl.gz] [--write docs/benchmarks.md]

Speeds are stories of 500 words a second of processor time, raw text in, shingling counted on every side. With --data
(records with id, text, and cluster or copy, contain and ignore lists) pairs are scored, too. rensa and text-dedup
take part where they are installed.
"""

import argparse
import gzip
import importlib.metadata
import importlib.util
import itertools
import json
import pickle
import platform
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from datasketch import MinHash, MinHashLSH
from neardup_million import prints, texts

from srclint.article import Corpus
from srclint.neardup import compare, story_print
from srclint.neardup.archive import Archive, beside
from srclint.neardup.kernel import sketches
from srclint.neardup.signature import signatures
from srclint.readers.text import read_text

Row = tuple[str, str, str]
Pairs = set[tuple[int, int]]


def rate(work: Callable[[Sequence[str]], object], stories: Sequence[str], rounds: int = 3) -> float:
    """Stories a second of processor time, the best of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        started = time.process_time()
        work(stories)
        best = min(best, time.process_time() - started)
    return len(stories) / best


def word_shingles(text: str) -> set[bytes]:
    """Word 5-shingles as users of datasketch write them."""
    words = text.lower().split()
    return {" ".join(words[at : at + 5]).encode() for at in range(len(words) - 4)}


def bulk(stories: Sequence[str]) -> list[MinHash]:
    """Signatures of datasketch of many sets."""
    return list(MinHash.bulk([word_shingles(text) for text in stories], num_perm=128))


def rensa_signatures(stories: Sequence[str]) -> list[object]:
    """Signatures of rensa."""
    import rensa

    found = []
    for text in stories:
        minhash = rensa.RMinHash(num_perm=128, seed=1)
        words = text.lower().split()
        minhash.update([" ".join(words[at : at + 5]) for at in range(len(words) - 4)])
        found.append(minhash.digest())
    return found


def signature_rows(stories: Sequence[str]) -> Iterator[Row]:
    """Speed of signatures and sketches, and how many times datasketch's."""
    base = rate(bulk, stories[: max(200, len(stories) // 5)])
    signatures(stories[:10])
    contenders: list[tuple[str, Callable[[Sequence[str]], object]]] = [
        ("srclint signatures, 128 permutations", signatures),
        ("srclint sketches", sketches),
    ]
    if importlib.util.find_spec("rensa"):
        contenders.append(("rensa RMinHash, 128 permutations", rensa_signatures))
    yield "datasketch MinHash.bulk, 128 permutations", f"{base:,.0f} stories/s", "1.0"
    for name, work in contenders:
        speed = rate(work, stories)
        yield name, f"{speed:,.0f} stories/s", f"{speed / base:.1f}"


def index_rows(number: int, folder: Path) -> Iterator[Row]:
    """Building an index and asking it, cold: opened anew for the question."""
    stories = list(prints(number))
    new = next(prints(1, number // 2))
    path = folder / "stories.index"
    with Archive.create(path) as archive:
        build, _ = timed(lambda: archive.add(stories))

    def ask() -> object:
        with Archive.open(path) as opened:
            return beside((new,), opened)

    query, _ = timed(ask)
    lsh = MinHashLSH(threshold=0.5, num_perm=128)

    def fill() -> None:
        for n, minhash in enumerate(bulk([story.text for story in stories])):
            lsh.insert(n, minhash)

    their_build, _ = timed(fill)
    pickled = folder / "lsh.pickle"
    pickled.write_bytes(pickle.dumps(lsh))

    def their_ask() -> object:
        return pickle.loads(pickled.read_bytes()).query(bulk([new.text])[0])  # noqa: S301 - written just now

    their_query, _ = timed(their_ask)
    yield f"srclint index, {number:,} stories with their texts: build", f"{build:.2f} s", f"{their_build / build:.1f}"
    yield f"MinHashLSH, {number:,} stories: build", f"{their_build:.2f} s", "1.0"
    yield "srclint index: open and query", f"{query * 1000:.1f} ms", f"{their_query / query:.1f}"
    yield "MinHashLSH, pickled: open and query", f"{their_query * 1000:.1f} ms", "1.0"


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of wall time, and the result."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def accuracy_rows(data: Path) -> Iterator[Row]:
    """Precision, recall and F1 of pairs."""
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    wanted, ignored = labelled(records)
    yield "srclint, pairs", *scored(our_pairs(records) - ignored, wanted)
    for threshold in (0.3, 0.5, 0.7):
        yield f"MinHashLSH at {threshold}, pairs", *scored(lsh_pairs(records, threshold) - ignored, wanted)


def labelled(records: Sequence[dict[str, Any]]) -> tuple[Pairs, Pairs]:
    """The pairs that are copies, and those that nobody scores."""
    number = {record["id"]: n for n, record in enumerate(records)}
    groups = defaultdict(list)
    listed: dict[str, Pairs] = {"copy": set(), "contain": set(), "ignore": set()}
    for n, record in enumerate(records):
        for key, into in listed.items():
            into.update((min(n, number[o]), max(n, number[o])) for o in record.get(key, ()) if o in number)
        if "copy" not in record:
            groups[record["cluster"]].append(n)
    inside = {pair for members in groups.values() for pair in itertools.combinations(members, 2)}
    return (inside | listed["copy"] | listed["contain"]) - listed["ignore"], listed["ignore"]


def our_pairs(records: Iterable[dict[str, Any]]) -> Pairs:
    """The pairs that srclint finds."""
    stories = [story_print(read_text(f"{n:07}.txt", record["text"])) for n, record in enumerate(records)]
    return {(pair.a, pair.b) for pair in compare(Corpus(tuple(stories))).pairs}


def lsh_pairs(records: Sequence[dict[str, Any]], threshold: float) -> Pairs:
    """The pairs that datasketch's index finds on the whole texts."""
    lsh = MinHashLSH(threshold=threshold, num_perm=128)
    found: Pairs = set()
    for n, minhash in enumerate(bulk([record["text"] for record in records])):
        found.update((other, n) for other in lsh.query(minhash))
        lsh.insert(n, minhash)
    return found


def scored(found: Pairs, wanted: Pairs) -> tuple[str, str]:
    """Precision and recall in words, and F1."""
    hits = len(found & wanted)
    precision, recall = hits / max(1, len(found)), hits / max(1, len(wanted))
    return f"precision {precision:.3f}, recall {recall:.3f}", f"F1 {2 * hits / (len(found) + len(wanted)):.3f}"


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=2000)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    rows: list[Row] = list(signature_rows(list(texts(given.stories))))
    with tempfile.TemporaryDirectory() as folder:
        rows.extend(index_rows(given.stories, Path(folder)))
    if given.data:
        rows.extend(accuracy_rows(given.data))
    versions = [f"Python {platform.python_version()}", platform.machine()]
    versions += [
        f"{name} {importlib.metadata.version(name)}"
        for name in ("datasketch", "numpy", "rensa", "text-dedup")
        if importlib.util.find_spec(name.replace("-", "_"))
    ]
    lines = [
        "## Near-duplicates",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, {', '.join(versions)}.",
        "Made by `python bench/neardup.py`; the last column is how many times as fast as datasketch, or F1.",
        "",
        "| what | measured | ratio |",
        "|---|---|---|",
        *(f"| {' | '.join(row)} |" for row in rows),
        "",
    ]
    print("\n".join(lines))
    if given.write:
        old = given.write.read_text(encoding="utf-8") if given.write.exists() else "# Benchmarks\n\n"
        before, _, after = old.partition("## Near-duplicates\n")
        rest = after[after.index("\n## ") + 1 :] if "\n## " in after else ""
        given.write.write_text(before + "\n".join(lines) + ("\n" + rest if rest else ""), encoding="utf-8")


if __name__ == "__main__":
    main()
