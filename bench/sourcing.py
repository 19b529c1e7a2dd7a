"""Articles per second of the sourcing analysis on one core, beside a fixed reference loop of the same run.

    python bench/sourcing.py DATA.jsonl.gz [--articles N] [--textacy]

DATA has a record a line with "id" and "text". The analysis is timed alone, quotations included: articles are read, and
language, title and boilerplate derived, beforehand. What one half of the articles left in the caches of word types is
what the other half finds there, as in a run over a corpus; no article is timed twice with its own words at hand. The
reference loop is pure Python, so that figures of different machines compare.
"""

import argparse
import gzip
import json
import time
from itertools import islice

from srclint.article import Article
from srclint.boilerplate import headline, story
from srclint.language.detect import language
from srclint.readers.text import read_text
from srclint.sourcing import sourcing
from srclint.sourcing.lexicon import word_types

ROUNDS = 3


def reference() -> int:
    """A fixed amount of pure Python: a third of a millisecond on the machine of 2026 that the figures come from."""
    return sum(i * i for i in range(10_000))


def loop_seconds() -> float:
    """The best of some rounds of the reference loop, in processor seconds."""
    best = float("inf")
    for _ in range(100):
        started = time.process_time()
        reference()
        best = min(best, time.process_time() - started)
    return best


def records(path: str, count: int) -> list[tuple[str, str]]:
    """Name and text of the first articles of the data."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [(r["id"], r["text"]) for r in map(json.loads, islice(lines, count))]


def articles(texts: list[tuple[str, str]]) -> list[Article]:
    """The articles read anew, with all that the analysis asks for but quotations derived."""
    read = [read_text(name, text) for name, text in texts]
    for article in read:
        for analysis in (language, headline, story):
            article.derived(analysis)
    return read


def analysis_seconds(texts: list[tuple[str, str]]) -> float:
    """Processor seconds of the analysis an article, the best of some rounds in which the halves take turns."""
    halves = texts[::2], texts[1::2]
    best = float("inf")
    for turn in range(2 * ROUNDS):
        word_types.cache_clear()
        for article in articles(halves[turn % 2]):
            sourcing(article)
        timed = articles(halves[1 - turn % 2])
        started = time.process_time()
        for article in timed:
            sourcing(article)
        best = min(best, (time.process_time() - started) / len(timed))
    return best


def textacy(read: list[Article]) -> float | None:
    """Seconds of textacy's direct quotations with the small English model, where both are installed."""
    try:
        import spacy
        from textacy.extract import direct_quotations
    except ImportError:
        return None
    model = spacy.load("en_core_web_sm")
    started = time.process_time()
    for article in read:
        list(direct_quotations(model("\n".join(p.text for p in article.paragraphs))))
    return time.process_time() - started


def main() -> None:
    """Print the figures as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--textacy", action="store_true")
    options = parser.parse_args()
    texts = records(options.data, options.articles)
    loop, each = loop_seconds(), analysis_seconds(texts)
    figures = {
        "articles": len(texts),
        "characters": sum(len(text) for _, text in texts) // len(texts),
        "articles_per_second": round(1 / each),
        "ms_per_article": round(1000 * each, 2),
        "reference_loop_ms": round(1000 * loop, 3),
        "loops_per_article": round(each / loop, 1),
    }
    if options.textacy:
        taken = textacy(articles(texts))
        figures["textacy_articles_per_second"] = round(len(texts) / taken, 1) if taken else None
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
