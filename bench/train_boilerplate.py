"""Train the classifier's table of weights from pages whose paragraphs people have labelled.

    python bench/train_boilerplate.py PAGES.jsonl[.gz] [--clean STORIES.jsonl[.gz]] [--write]

A page is {"domain", "paragraphs": [{"text", "label": "content|boilerplate", …}]}; paragraphs with "residual": false are
left out, as an extractor would, and those marked "ambiguous", "dup" or "meta" are context only. Every page is shown
twice, once as it is and once with its story alone, so that the table does not learn that pages always end in
boilerplate. Cross-validation is by outlet. Nothing of the pages' text gets into the table. Needs scikit-learn.
"""

import argparse
import gzip
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from srclint.boilerplate.classify import limited
from srclint.boilerplate.features import Features, features
from srclint.boilerplate.weights import Weights, table
from srclint.readers.text import read_text

OUT = Path(__file__).resolve().parents[1] / "rules" / "boilerplate-weights.json"
FOLDS = 5
STRENGTH = 0.3  # the inverse of the L1 penalty: fewer, larger weights
LEAST = 10  # paragraphs that a condition must hold for
THRESHOLD = 0.6

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


def conditions(values: Features) -> Iterator[str]:
    """The written form of all conditions that hold, single and crossed."""
    single = {f"{name}>={step:g}" for name, steps in STEPS.items() for step in steps if values.get(name, 0) >= step}
    flags = {name for name in values if name not in STEPS}
    held = single | flags
    yield from held
    crossed = [name for name in CROSSED if name in held]
    between = next(name for name in flags if name.startswith("between:"))
    for number, name in enumerate(crossed):
        yield f"{between}&{name}"
        yield from (f"{name}&{other}" for other in crossed[number + 1 :])


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSONL file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def samples(page: dict[str, Any]) -> Iterator[tuple[Features, bool]]:
    """Features and label of the paragraphs of a page, as it is and with its story alone."""
    kept = [p for p in page["paragraphs"] if p.get("residual", True) and p["text"].split()]
    for version in (kept, [p for p in page["paragraphs"] if p["label"] == "content" and p["text"].split()]):
        found = features(read_text("page.txt", "\n\n".join(" ".join(p["text"].split()) for p in version)))
        for index, values in found.items():
            paragraph = version[index]
            if not any(paragraph.get(key) for key in ("ambiguous", "dup", "meta")):
                yield values, paragraph["label"] == "boilerplate"


def fit(rows: list[tuple[Features, bool]]) -> Weights:
    """The table of weights for these samples."""
    return table(*train(rows), THRESHOLD)


def train(rows: list[tuple[Features, bool]]) -> tuple[dict[str, float], float]:
    """Weights by condition, and the bias."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    held = [list(conditions(values)) for values, _ in rows]
    often = Counter(name for names in held for name in names)
    column = {name: n for n, name in enumerate(sorted(name for name, c in often.items() if c >= LEAST))}
    cells = [[column[name] for name in names if name in column] for names in held]
    starts = [0]
    for row in cells:
        starts.append(starts[-1] + len(row))
    flat = [number for row in cells for number in row]
    matrix = csr_matrix(([1.0] * len(flat), flat, starts), shape=(len(rows), len(column)))
    model = LogisticRegression(C=STRENGTH, l1_ratio=1.0, solver="liblinear", max_iter=400)
    model.fit(matrix, [label for _, label in rows])
    weights = {name: round(float(model.coef_[0][n]), 3) for name, n in column.items()}
    ordered = sorted(weights.items())
    return {name: weight for name, weight in ordered if weight}, round(float(model.intercept_[0]), 3)


def tally(weights: Weights, rows: Iterable[tuple[Features, bool]]) -> Counter[str]:
    """Hits, false alarms and misses of a table."""
    count: Counter[str] = Counter()
    for values, label in rows:
        marked = not limited(values) and weights.probability(values) >= weights.threshold
        count["tp" if marked and label else "fp" if marked else "fn" if label else "tn"] += 1
    return count


def main() -> None:
    """Cross-validate, and write the table if asked to."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("pages", type=Path)
    options.add_argument("--clean", type=Path, help="stories without boilerplate: records with a text")
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    outlets: dict[str, list[tuple[Features, bool]]] = {}
    for page in records(chosen.pages):
        outlets.setdefault(page["domain"], []).extend(samples(page))
    if chosen.clean:
        for number, story in enumerate(records(chosen.clean)):
            found = features(read_text("story.txt", story["text"]))
            outlets[f"clean {number}"] = [(values, False) for values in found.values()]
    total: Counter[str] = Counter()
    for fold in range(FOLDS):
        inside = [
            o for o in outlets if int(hashlib.md5(o.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS == fold
        ]
        rest = [row for o in outlets if o not in inside for row in outlets[o]]
        total += tally(fit(rest), (row for o in inside for row in outlets[o]))
    precision = total["tp"] / (total["tp"] + total["fp"])
    recall = total["tp"] / (total["tp"] + total["fn"])
    print(f"unknown to phrases, by outlet: precision {precision:.3f}, recall {recall:.3f}, {dict(total)}")
    weights, bias = train([row for rows in outlets.values() for row in rows])
    print(f"{len(weights)} weights")
    if chosen.write:
        OUT.write_text(
            json.dumps({"threshold": THRESHOLD, "bias": bias, "weights": weights}, indent=0) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
