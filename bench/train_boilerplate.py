"""Train the classifier's table of weights from pages whose paragraphs people have labelled.

    python bench/train_boilerplate.py PAGES.jsonl[.gz] [--clean STORIES.jsonl[.gz]] [--write]

A page is {"domain", "paragraphs": [{"text", "label": "content|boilerplate", …}]}; paragraphs with "residual": false are
left out, as an extractor would, and those marked "ambiguous", "dup" or "meta" are context only. Every page is shown
twice, once as it is and once with its story alone, so that the table does not learn that pages always end in
boilerplate. Cross-validation is by outlet. Nothing of the pages' text gets into the table. Needs scikit-learn.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.training import Recipe, Sample, by_outlet, folds, records, train, write
from srclint.boilerplate.classify import limited
from srclint.boilerplate.features import features
from srclint.boilerplate.weights import Weights, table
from srclint.readers.text import read_text

STEPS = {
    "words": (2, 3, 4, 5, 6, 7, 9, 11, 13, 16, 20),
    "letters": (4, 5, 6, 7, 8, 10),
    "capitalised": (0.2, 0.35, 0.5, 0.65, 0.8, 1),
    "inner": (0.1, 0.25, 0.4, 0.5, 0.65, 0.8, 1),
    "digits": (0.01, 0.2, 0.4, 0.7),
    "function": (0.05, 0.15, 0.25, 0.33, 0.4, 0.5),
    "service": (0.05, 0.12, 0.2, 0.3, 0.5, 0.75, 1),
    "services": (1, 2, 3),
    "overlap": (0.01, 0.15, 0.31, 0.45, 0.6, 0.8, 1),
    "names": (0.01, 0.29, 0.31, 0.5, 0.99),
    "copies": (1, 2, 3),
    "run": (1, 2, 3, 4, 6, 9, 12),
    "run-words": (2, 3, 4, 6, 8, 11),
    "run-service": (0.03, 0.08, 0.15, 0.25),
    "run-overlap": (0.1, 0.25, 0.4),
    "run-closed": (0.05, 0.15, 0.3, 0.5),
    "run-copies": (0.01, 0.3),
    "known-share": (0.001, 0.03, 0.06, 0.1, 0.2, 0.35),
    "prose-before": (1, 2, 3, 5),
    "prose-after": (1, 2, 3, 5),
    "below": (0.01, 0.2, 0.4, 0.6),
}
CROSSED = (
    "closed words>=4 words>=7 words>=11 inner>=0.5 service>=0.12 service>=0.3 overlap>=0.31 stranger question known "
    "names>=0.31 imperative address date digits>=0.2 colon quote words>=2 run>=2 run>=4 tail head copies>=1 "
    "function>=0.25 german quote-below capitals below>=0.2 prose-after>=1 prose-after>=3"
).split()


RECIPE = Recipe(STEPS, CROSSED, strength=0.3, least=10, threshold=0.6)


def samples(page: dict[str, Any]) -> Iterator[Sample]:
    """The paragraphs of a page that the classifier is asked about, as the page is and with its story alone."""
    kept = [p for p in page["paragraphs"] if p.get("residual", True) and p["text"].split()]
    for version in (kept, [p for p in page["paragraphs"] if p["label"] == "content" and p["text"].split()]):
        found = features(read_text("page.txt", "\n\n".join(" ".join(p["text"].split()) for p in version)))
        for index, values in found.items():
            paragraph = version[index]
            if not any(paragraph.get(key) for key in ("ambiguous", "dup", "meta")):
                yield Sample(values, paragraph["label"] == "boilerplate")


def tally(weights: Weights, rows: Iterable[Sample]) -> Counter[str]:
    """Hits, false alarms and misses of a table."""
    count: Counter[str] = Counter()
    for sample in rows:
        marked = not limited(sample.values) and weights.probability(sample.values) >= weights.threshold
        count["tp" if marked and sample.label else "fp" if marked else "fn" if sample.label else "tn"] += 1
    return count


def main() -> None:
    """Cross-validate, and write the table if asked to."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("pages", type=Path)
    options.add_argument("--clean", type=Path, help="stories without boilerplate: records with a text")
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    outlets = by_outlet(records(chosen.pages), samples)
    for number, story in enumerate(records(chosen.clean) if chosen.clean else ()):
        found = features(read_text("story.txt", story["text"]))
        outlets[f"clean {number}"] = [Sample(values, label=False) for values in found.values()]
    total: Counter[str] = Counter()
    for inside in folds(outlets):
        rest = [row for o in outlets if o not in inside for row in outlets[o]]
        fitted = table(*train(rest, RECIPE), RECIPE.threshold)
        total += tally(fitted, (row for o in inside for row in outlets[o]))
    precision = total["tp"] / (total["tp"] + total["fp"])
    recall = total["tp"] / (total["tp"] + total["fn"])
    print(f"unknown to phrases, by outlet: precision {precision:.3f}, recall {recall:.3f}, {dict(total)}")
    if chosen.write:
        weights, bias = train([row for rows in outlets.values() for row in rows], RECIPE)
        write("boilerplate-weights.json", weights, bias, RECIPE)
        print(f"{len(weights)} weights")


if __name__ == "__main__":
    main()
