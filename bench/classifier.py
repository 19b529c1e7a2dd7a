#!/usr/bin/env python3
"""What the paragraph classifier costs a story of plain text, beside what is shared with the rules.

  python bench/classifier.py [LABELLED.jsonl[.gz]]

Stories of 4 KB: made of the paragraphs of seeds/, or the content paragraphs of a labelled set (records with
`paragraphs` of `text` and `label`; the first 4 KB of each story that is as long). Processor time, the best of seven
turns a story, and the median over the stories; `rounds` are those of a fixed loop that counts the words of the same
story, a figure that holds from machine to machine. Folding, words and their number, phrase families and the headline
are worked out before: other analyses and the score share them.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus import SIZE, articles
from ratio import reference
from training import records

from srclint.article import Article
from srclint.boilerplate.blocks import blocks
from srclint.boilerplate.classify import classified
from srclint.boilerplate.features import features
from srclint.boilerplate.phrases import phrases
from srclint.boilerplate.shape import last_characters
from srclint.boilerplate.title import headline
from srclint.language.detect import language
from srclint.match import folded, word_counts, words
from srclint.readers.text import read_text

TURNS = 7
FILES = 60
SHARED = (folded, words, word_counts, last_characters, language, phrases, blocks, headline)


def stories(path: Path | None) -> Iterator[str]:
    """Texts of about 4 KB."""
    if path is None:
        yield from articles(FILES)
        return
    for page in records(path):
        kept, size = [], 0
        for paragraph in page["paragraphs"]:
            if paragraph["label"] == "content" and size < SIZE:
                kept.append(" ".join(paragraph["text"].split()))
                size += len(kept[-1]) + 2
        if size >= SIZE:
            yield "\n\n".join(kept)[:SIZE].rpartition("\n\n")[0] + "\n"


def least(make: Callable[[], Article], work: Callable[[Article], object]) -> float:
    """The processor time of the fastest turn, in milliseconds; every turn has a fresh article."""
    took = []
    for _ in range(TURNS):
        article = make()
        begun = time.process_time_ns()
        work(article)
        took.append(time.process_time_ns() - begun)
    return min(took) / 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path, nargs="?")
    rows: dict[str, list[float]] = {"shared": [], "features": [], "classifier": [], "reference": []}
    for text in stories(parser.parse_args().labelled):

        def fresh(text: str = text) -> Article:
            return read_text("story.txt", text)

        def prepared(text: str = text) -> Article:
            article = read_text("story.txt", text)
            for analysis in SHARED:
                article.derived(analysis)
            return article

        rows["shared"].append(least(fresh, lambda article: [article.derived(analysis) for analysis in SHARED]))
        rows["features"].append(least(prepared, lambda article: article.derived(features)))
        rows["classifier"].append(least(prepared, lambda article: article.derived(classified)))
        rows["reference"].append(least(fresh, lambda _, text=text: reference([text])))
    middle = {name: statistics.median(values) for name, values in rows.items()}
    slow = statistics.quantiles(rows["classifier"], n=10)[-1]
    print(f"{len(rows['classifier'])} stories of 4 KB")
    for name, value in middle.items():
        print(f"{name:10} {value:.3f} ms, {value / middle['reference']:.2f} rounds")
    print(f"one story in ten takes the classifier more than {slow:.3f} ms")


if __name__ == "__main__":
    main()
