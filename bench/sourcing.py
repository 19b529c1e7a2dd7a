"""How right and how fast the sourcing analysis is, on articles whose attributions people have marked.

    python bench/sourcing.py DATA.jsonl.gz [--weights FILE --hold-back 3] [--articles N] [--textacy MODEL]
        [--write docs/benchmarks.md]

DATA is as bench/train_sourcing.py has it, each attribution with its "form" and "type" beside. An attribution is found
where the contents share half of each other. --weights are those of `train_sourcing.py --hold-back 3`: measured with
them are only the articles that they have not seen. The shipped weights have seen all of the set.

Speed is that of the analysis alone, quotations included: articles are read, and language, title and boilerplate
derived, beforehand. What one half of the articles left in the caches of word types is what the other half finds there,
as in a run over a corpus; no article is timed twice with its own words at hand. The reference loop is pure Python, so
that figures of different machines compare.
"""

import argparse
import json
import platform
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import accumulate, islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

from section import write_section
from train_sourcing import Record, held_back, records

from srclint.article import Article
from srclint.boilerplate import headline, story
from srclint.language.detect import language
from srclint.readers.text import read_text
from srclint.sourcing import Attribution, sourcing
from srclint.sourcing import model as weights
from srclint.sourcing.lexicon import word_types

ROUNDS = 3
HEADING = "## Who says what"
Spans = list[list[int]]


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


def articles(marked: Iterable[Record]) -> list[Article]:
    """The articles read anew, with all that the analysis asks for but quotations derived."""
    read = [read_text(record["id"], record["text"]) for record in marked]
    for article in read:
        for analysis in (language, headline, story):
            article.derived(analysis)
    return read


def analysis_seconds(marked: Sequence[Record]) -> float:
    """Processor seconds of the analysis an article, the best of some rounds in which the halves take turns."""
    halves = marked[::2], marked[1::2]
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


def size(spans: Spans) -> int:
    """The characters of some spans."""
    return sum(end - start for start, end in spans)


def common(some: Spans, others: Spans) -> int:
    """The characters that two lists of spans share."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in some for c, d in others)


def matched(gold: list[Spans], found: list[Spans]) -> dict[int, int]:
    """One-to-one pairs (gold, found) of contents that share at least half of each other, the best first."""
    rated = sorted(
        (common(g, f) / max(size(g), size(f), 1), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)
    )
    pairs: dict[int, int] = {}
    for share, i, j in reversed(rated):
        if share >= 0.5 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def count(gold: list[Record], found: list[tuple[Spans, Spans]]) -> Iterator[str]:
    """What one article adds to the counts; `found` are the cue and content of each attribution.

    What is found inside a marked content is not counted: the set does not mark attributions in one another.
    """
    pairs = matched([a["content"] for a in gold], [content for _, content in found])
    for j, (cue, content) in enumerate(found):
        own = cue or content
        if j in pairs.values():
            yield from ("found", "right")
        elif not any(common(own, a["content"]) >= 0.9 * size(own) for a in gold):
            yield "found"
    for i, a in enumerate(gold):
        kinds = [a["form"] == "direct" and "direct", a["statement"] and "statement"]
        kinds.append(a["statement"] and a["type"] == "unnamed" and "unnamed")
        for kind in filter(None, kinds):
            yield kind
            if i in pairs:
                yield f"{kind} hit"


def ours(record: Record) -> list[tuple[Spans, Spans]]:
    """The cue and content of each attribution that srclint finds."""

    def spans(of: Attribution, part: str) -> Spans:
        return [[span.start, span.end] for span in getattr(of, part)]

    found = read_text(record["id"], record["text"]).derived(sourcing).attributions
    return [(spans(a, "cue"), spans(a, "content")) for a in found]


def of_textacy(marked: Sequence[Record], name: str) -> tuple[list[list[tuple[Spans, Spans]]], float]:
    """What textacy finds with a model of spaCy, by article, and the seconds it took.

    It is given a line at a time, since it refuses a text with a quotation that is not closed, as one is that runs over
    paragraphs; of such a line it finds nothing.
    """
    import spacy
    from textacy.extract import direct_quotations

    parse = spacy.load(name)

    def quotations(line: str, at: int) -> Iterator[tuple[Spans, Spans]]:
        try:
            found = list(direct_quotations(parse(line)))
        except ValueError:  # a quotation that is not closed
            return
        for q in found:
            cue = [[at + q.cue[0].idx, at + q.cue[-1].idx + len(q.cue[-1])]]
            yield cue, [[at + q.content.start_char, at + q.content.end_char]]

    everything = []
    started = time.process_time()
    for record in marked:
        lines = record["text"].splitlines(keepends=True)
        begins = accumulate(map(len, lines), initial=0)
        everything.append([pair for line, at in zip(lines, begins, strict=False) for pair in quotations(line, at)])
    return everything, time.process_time() - started


def row(name: str, marked: Sequence[Record], found: Iterable[list[tuple[Spans, Spans]]], rate: float) -> str:
    """A row of the table."""
    total: Counter[str] = Counter()
    for record, own in zip(marked, found, strict=True):
        total.update(count(record["attributions"], own))

    def share(part: str, whole: str) -> float:
        return 100 * total[part] / max(1, total[whole])

    precision, recall = share("right", "found"), share("statement hit", "statement")
    cells = [precision, recall, 2 * precision * recall / max(1, precision + recall)]
    cells += [share("direct hit", "direct"), share("unnamed hit", "unnamed")]
    return f"| {name} | {len(marked)} | {' | '.join(f'{cell:.1f}' for cell in cells)} | {rate:,.0f} |"


@contextmanager
def other_weights(trained: dict[str, Any]) -> Iterator[None]:
    """Let the analysis decide by other weights than the shipped ones."""
    with patch.object(weights, "shipped", lambda: weights.as_kept(trained)):
        forget()
        yield
    forget()


def forget() -> None:
    """Drop what was made of the weights so far."""
    for made in (weights.model, weights.bound, weights.ends_before, weights.starts_after, weights.left_ends):
        made.cache_clear()


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--hold-back", type=int, default=0)
    parser.add_argument("--textacy", metavar="MODEL")
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    marked = list(records(options.data))
    timed = list(islice(marked, options.articles))
    loop, each = loop_seconds(), analysis_seconds(timed)
    table = [row("srclint", marked, map(ours, marked), 1 / each)]
    if options.weights and options.hold_back:
        unseen = [record for record in marked if held_back(record, options.hold_back)]
        unshipped = json.loads(options.weights.read_text(encoding="utf-8"))
        with other_weights(unshipped):
            table.append(row("srclint, on articles not trained on", unseen, map(ours, unseen), 1 / each))
    if options.textacy:
        found, seconds = of_textacy(marked, options.textacy)
        table.append(row("textacy, spaCy's parse included", marked, found, len(marked) / seconds))
    characters = sum(len(record["text"]) for record in timed) // len(timed)
    lines = [
        HEADING,
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {platform.machine()}.",
        "Made by `python bench/sourcing.py` on articles whose attributions were marked by people: found is what shares",
        "half of its content with a mark. Recall is that of statements, the last two columns before the rate are the",
        "recall of direct quotations and of statements of unnamed sources. The rate is that of the analysis alone, on",
        f"one processor, on {len(timed)} articles of {characters:,} characters; an article takes as long as",
        f"{each / loop:.1f} rounds of a loop of ten thousand products in Python.",
        "",
        "| tool | articles | precision | recall | F1 | direct | unnamed | articles/s |",
        "|---|---|---|---|---|---|---|---|",
        *table,
    ]
    print("\n".join(lines))
    if options.write:
        write_section(options.write, lines)


if __name__ == "__main__":
    main()
