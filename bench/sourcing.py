"""Articles per second of the sourcing analysis on one core, beside a fixed reference loop of the same run.

    python bench/sourcing.py DATA.jsonl.gz [--articles N] [--textacy]

DATA has a record a line with "id" and "text". The analysis is timed alone: articles are read, and language, title and
boilerplate derived, beforehand. The reference loop is pure Python, so that figures of different machines compare.
"""

import argparse
import gzip
import json
import time
from collections.abc import Callable
from itertools import islice

from srclint.article import Article
from srclint.boilerplate import headline, story
from srclint.language.detect import language
from srclint.language.quotes import quotes
from srclint.readers.text import read_text
from srclint.sourcing import sourcing

ROUNDS = 3


def reference() -> int:
    """A fixed amount of pure Python: a third of a millisecond on the machine of 2026 that the figures come from."""
    return sum(i * i for i in range(10_000))


def seconds(work: Callable[[], object]) -> float:
    """The best of some rounds, in processor seconds."""
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return best


def articles(path: str, count: int) -> list[Article]:
    """The first articles of the data, with all that the analysis asks for but quotations derived."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        read = [read_text(r["id"], r["text"]) for r in map(json.loads, islice(lines, count))]
    for article in read:
        for analysis in (language, headline, story):
            article.derived(analysis)
    return read


def analyse(read: list[Article]) -> None:
    """The analysis anew, quotations included."""
    for article in read:
        article._derived.pop(quotes, None)  # noqa: SLF001 - what is timed must not be remembered
        sourcing(article)


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
    read = articles(options.data, options.articles)
    loop = seconds(lambda: [reference() for _ in range(100)]) / 100
    each = seconds(lambda: analyse(read)) / len(read)
    figures = {
        "articles": len(read),
        "characters": sum(len(a.source) for a in read) // len(read),
        "articles_per_second": round(1 / each),
        "ms_per_article": round(1000 * each, 2),
        "reference_loop_ms": round(1000 * loop, 3),
        "loops_per_article": round(each / loop, 1),
    }
    if options.textacy:
        taken = textacy(read)
        figures["textacy_articles_per_second"] = round(len(read) / taken, 1) if taken else None
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
