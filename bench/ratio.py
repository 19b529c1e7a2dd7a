#!/usr/bin/env python3
"""How long srclint takes, in rounds of a fixed loop: a figure that holds from machine to machine.

  python bench/ratio.py [--store]

Both are measured in this process by processor time, in turns, and the best of each counts. The figure is compared with
the one stored in bench/ratio.json; it fails when it is more than 30 % higher. --store keeps the new one.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from corpus import articles

from srclint.engine import lint
from srclint.settings import Settings

STORED = Path(__file__).with_name("ratio.json")
MARGIN = 1.3
FILES = 40
TURNS = 7


def reference(texts: list[str]) -> int:
    """Count words in plain Python and `re`: the kind of work that a linter of text does."""
    counted: Counter[str] = Counter()
    for text in texts:
        for word in re.findall(r"\w+", text.lower()):
            counted[word] += 1
    return len(counted)


def check(texts: list[str]) -> int:
    """Lint the texts under the default rules."""
    settings = Settings()
    runs = (lint(["-"], settings, stdin=(text.encode(), "story.txt")).results for text in texts)
    return sum(len(result.findings) for results in runs for result in results)


def best(work: Callable[[list[str]], int], texts: list[str]) -> float:
    """Processor time of one turn."""
    begun = time.process_time()
    work(texts)
    return time.process_time() - begun


def main() -> None:
    """Measure, compare, store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", action="store_true")
    given = parser.parse_args()
    texts = list(articles(FILES))
    check(texts)
    turns = [(best(check, texts), best(reference, texts)) for _ in range(TURNS)]
    ratio = min(one for one, _ in turns) / min(two for _, two in turns)
    before = json.loads(STORED.read_text(encoding="utf-8"))["ratio"] if STORED.exists() else ratio
    print(f"srclint takes {ratio:.1f} rounds of the reference loop; stored: {before:.1f}")
    if given.store:
        STORED.write_text(json.dumps({"ratio": round(ratio, 1)}) + "\n", encoding="utf-8")
    elif ratio > before * MARGIN:
        sys.exit(f"slower than the stored figure by {ratio / before - 1:.0%}; the limit is {MARGIN - 1:.0%}")


if __name__ == "__main__":
    main()
