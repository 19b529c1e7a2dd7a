"""Train the table of weights for HTML pages from pages and the stories that people took from them.

    python bench/train_layout.py PAGES.jsonl[.gz] [--write]

A page is {"domain", "html", "gold_text"}. A paragraph belongs to the story when most of its runs of four words stand in
the gold text; shorter ones when they stand in it and have a paragraph of the story beside them. Every page is shown
twice, as it is and with its story alone. Cross-validation is by outlet; printed is the mean over pages of the F1 of
runs of four words. Nothing of the pages' text gets into the table. Needs scikit-learn.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from srclint.record import replace

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.training import Recipe, Sample, by_outlet, folds, records, train, write
from srclint.article import Article
from srclint.boilerplate import layout, story
from srclint.boilerplate.layout import places
from srclint.boilerplate.weights import Weights, table
from srclint.readers.html import read_html

WORD = re.compile(r"\w+")
RUN = 4
MOST = 0.6
STEPS = {
    "words": (2, 3, 5, 8, 12, 20, 30),
    "links": (0.05, 0.2, 0.35, 0.5, 0.8, 0.95),
    "common": (0.3, 0.6, 0.8, 0.9, 1),
    "deeper": (1, 2, 3, 4, 6),
    "missing": (1, 2, 3, 4),
    "share": (0.01, 0.1, 0.3, 0.6, 0.9),
    "above": (1, 2, 3, 5, 10, 20),
    "below": (1, 2, 3, 5, 10, 20),
    "service": (0.05, 0.15, 0.3, 0.6),
    "function": (0.05, 0.15, 0.25, 0.4),
    "overlap": (0.01, 0.2, 0.31, 0.5, 0.7, 0.9),
    "copies": (1, 2, 4),
    "same": (2, 4, 8, 20),
    "body-share": (0.1, 0.3, 0.5, 0.8),
    "level": (1, 2, 3),
    "headlines": (1, 2),
    "title-words": (0.2, 0.5, 0.8),
}
CROSSED = (
    "body prose parent root closed words>=5 words>=12 words>=20 links>=0.35 links>=0.8 within head tail known "
    "body-above body-below overlap>=0.31 overlap>=0.5 missing>=1 deeper>=1 deeper>=2 kind:item kind:heading "
    "kind:caption plain below>=3 above>=3 above>=10 service>=0.15 address same>=4 share>=0.1 function>=0.15 "
    "headlines>=2 title-words>=0.5 common>=0.8 copies>=1"
).split()  # fmt: skip
RECIPE = Recipe(STEPS, CROSSED, strength=0.1, least=15, threshold=0.5)


def runs(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text, with their number."""
    words = WORD.findall(text.lower())
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))) if words else Counter()


def labels(article: Article, gold: str) -> list[bool]:
    """Whether each paragraph belongs to the story."""
    known, flat = runs(gold), f" {' '.join(WORD.findall(gold.lower()))} "
    sure: list[bool | None] = []
    for paragraph in article.paragraphs:
        words = WORD.findall(paragraph.text.lower())
        if len(words) < RUN:
            sure.append(None if words and f" {' '.join(words)} " in flat else False)
        else:
            own = runs(paragraph.text)
            sure.append(sum(n for run, n in own.items() if run in known) >= MOST * sum(own.values()))
    return [bool(s) or (s is None and any(n for n in sure[max(0, at - 1) : at + 2])) for at, s in enumerate(sure)]


def samples(page: dict[str, Any]) -> Iterator[Sample]:
    """The paragraphs of a page as it is, and with its story alone."""
    article = read_html("page.html", page["html"])
    told = labels(article, page["gold_text"])
    kept = [p for p, of_story in zip(article.paragraphs, told, strict=True) if of_story]
    alone = replace(article, paragraphs=tuple(p._replace(index=n) for n, p in enumerate(kept)))
    for version, marks in ((article, told), (alone, [True] * len(kept))):
        for values, of_story in zip(places(version), marks, strict=True):
            yield Sample(values, not of_story, (min(40, values["words"]) + 2) / 12)


def score(pages: Sequence[dict[str, Any]], weights: Weights) -> Iterator[tuple[float, float, float]]:
    """Precision, recall and F1 of the runs of four words of each page."""
    layout.page_weights = lambda: weights  # type: ignore[assignment]
    for page in pages:
        got = runs(read_html("page.html", page["html"]).derived(story).text)
        gold = runs(page["gold_text"])
        both = sum((got & gold).values())
        precision, recall = both / max(1, sum(got.values())), both / max(1, sum(gold.values()))
        yield precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


def main() -> None:
    """Cross-validate, and write the table if asked to."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("pages", type=Path)
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    pages = list(records(chosen.pages))
    outlets = by_outlet(pages, samples)
    rows: list[tuple[float, float, float]] = []
    for inside in folds(outlets):
        rest = [row for o in outlets if o not in inside for row in outlets[o]]
        fitted = table(*train(rest, RECIPE), RECIPE.threshold)
        rows += score([page for page in pages if page["domain"] in inside], fitted)
    precision, recall, f1 = (mean(column) for column in zip(*rows, strict=True))
    print(f"by outlet: precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f} over {len(rows)} pages")
    if chosen.write:
        weights, bias = train([row for found in outlets.values() for row in found], RECIPE)
        write("layout-weights.json", weights, bias, RECIPE)
        print(f"{len(weights)} weights")


if __name__ == "__main__":
    main()
