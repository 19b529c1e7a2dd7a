#!/usr/bin/env python3
"""Fit the weights of rules/model/sourcing-en.json from articles whose attributions were marked by people.

    train_sourcing.py DATA.jsonl.gz OUT.json [--unmarked FILE.jsonl.gz ...] [--hold-back N]

DATA has a record a line: "id", "text", and "attributions" with "source", "cue" and "content" as lists of [start, end)
and "statement". `--hold-back 3` leaves out the third of the articles whose id hashes to 0 modulo 3, so that they can be
measured on.

Words that are rare in DATA are learnt from articles that nobody marked: a slower model (sourcing_teacher.py) is fitted
to the marked ones and answers for the others. A FILE has a record a line: "id" and "text", or "paragraphs" with "text"
and "label", of which "boilerplate" is left out. Articles that are not English, or repeat a part of another one or of
one in DATA, are passed over. On articles held back it finds 0.8 points of F1 more at the same precision.

The shipped table is what this gave at the commit that brought it (`git log -1 rules/model/sourcing-en.json`), byte for
byte. The lexicon and what counts as boilerplate have changed since: trained again it is as good on articles held back,
within .3 points, but not the same.

Needs numpy, scipy and scikit-learn; takes two minutes, with OMP_NUM_THREADS=1.
"""

import argparse
import gzip
import hashlib
import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from logistic import fitted
from sourcing_questions import Question, cues, named, of_cue, stops
from sourcing_teacher import Taught, Teacher

from srclint.boilerplate import story
from srclint.language.detect import language
from srclint.readers.text import read_text
from srclint.sourcing.extract import BOTH, LEFT, RIGHT, candidates
from srclint.sourcing.features import Cue
from srclint.sourcing.lexicon import forms, never
from srclint.sourcing.model import TASKS
from srclint.sourcing.sources import KINDS, source_candidates, source_keys
from srclint.sourcing.stream import Stream
from srclint.sourcing.streams import quoted_ranges

MIN_COUNT = 4
OFTEN_SEEN = 2
# What an answer of the teacher counts for, where one of people counts 1.
SHARE = 2.0
L2 = {"source": 0.5}
L2_ELSE = 1.8
SMALL = 0.15
OFTEN = 0.8
# An article repeats another if so much of it is shingles of so many words that are known.
REPEATED = 0.15
SHINGLE = 6

Record = dict[str, Any]
Example = tuple[int, Question]


def records(path: Path) -> Iterator[Record]:
    """The articles of a data file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def held_back(record: Record, every: int) -> bool:
    """Whether the article is of the part that is not trained on."""
    return bool(every) and int(hashlib.md5(record["id"].encode()).hexdigest(), 16) % every == 0  # noqa: S324


def priors(articles: list[Record]) -> dict[str, float]:
    """How often each possible cue word is one: to find the head among the words of a marked cue."""
    known, seen, cue = forms().keys() - never(), Counter(), Counter()
    for record in articles:
        text = record["text"].lower()
        seen.update(w for w in re.findall(r"[a-z]+|:", text) if w in known)
        for a in record["attributions"]:
            for s, e in a["cue"]:
                cue.update(w for w in re.findall(r"[a-z]+|:", text[s:e]) if w in known)
    return {word: (cue[word] + 0.1) / (seen[word] + 1) for word in known}


class Aligned(NamedTuple):
    """A story with its marks: where tokens stand, head token → (attribution, content tokens), all cue tokens."""

    stream: Stream
    starts: list[int]
    ends: list[int]
    marked: dict[int, Any]
    cues: set[int]


def aligned(record: Record, prior: dict[str, float]) -> Aligned:
    """The marks of an article on its tokens. A mark counts in the paragraph of its cue only."""
    article = read_text(record["id"], record["text"])
    s = Stream(article.paragraphs, article.derived(quoted_ranges))
    starts: list[int] = []
    ends: list[int] = []
    for number in range(len(article.paragraphs)):
        found = [s.span(k, k + 1) for k in range(*s.tokens_of(number))]
        starts += [span.start for span in found]
        ends += [span.end for span in found]
        starts.append(ends[-1] if ends else 0)
        ends.append(starts[-1])
    heads = {head for head, _, _ in candidates(s)}
    marked: dict[int, Any] = {}
    cues: set[int] = set()
    for a in record["attributions"]:
        cue = [k for start, end in a["cue"] for k in _touched(starts, ends, start, end, 0.0)]
        if not cue:
            continue
        cues.update(cue)
        first, last = s.tokens_of(s.paragraph_number(cue[0]))
        content = [k for start, end in a["content"] for k in _touched(starts, ends, start, end, 0.5)]
        content = sorted({k for k in content if first <= k < last})
        own = [k for k in cue if k in heads]
        if own and content:
            marked[max(own, key=lambda k: (prior.get(s.low[k], 0.5), -k))] = (a, content)
    return Aligned(s, starts, ends, marked, cues)


def _touched(starts: list[int], ends: list[int], start: int, end: int, share: float) -> Iterator[int]:
    for k in range(max(0, bisect_right(starts, start) - 2), bisect_left(starts, end)):
        if min(ends[k], end) - max(starts[k], start) > share * (ends[k] - starts[k]):
            yield k


def examples(articles: list[Record], prior: dict[str, float]) -> Iterator[Example]:
    """Every question that the extractor would ask, with the right answer."""
    for number, record in enumerate(articles):
        s, starts, ends, marked, marks = aligned(record, prior)
        before: tuple[tuple[int, int], tuple[int, int]] | None = None
        for q in cues(number, s):
            c = q.cue
            if c.head not in marked:
                if c.head not in marks:
                    yield 0, q
                continue
            attribution, content = marked[c.head]
            left, right = _sides(c, content)
            layout = RIGHT if left is None else LEFT if right is None else BOTH
            yield 1, q
            yield layout, of_cue("layout", q)
            yield int(attribution["statement"]), of_cue("statement", q)
            if right is not None:
                yield from _ranged(q, "start" if layout == RIGHT else "resume", right[0], "end", right[1])
            if left is not None:
                yield from _ranged(q, "left_end", left[1], "left_start", left[0])
            sentence = (c.begin, c.end)
            found = source_candidates(c, left, right, before[1] if before and before[0] == sentence else None)
            kind = _source_kind(starts, ends, found, attribution["source"])
            if kind is not None:
                features = named("source", c, source_keys(c, layout, found, left, right))
                yield KINDS.index(kind), Question("source", number, c, features)
            if kind in found:
                before = (sentence, found[kind])


def _sides(c: Cue, content: list[int]) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    left = [k for k in content if k < c.head]
    right = [k for k in content if k > c.head]
    start = right[0] if right else 0
    run = start
    while run + 1 in right:
        run += 1
    return ((left[0], left[-1] + 1) if left else None), ((start, run + 1) if right else None)


def _ranged(q: Question, near: str, nearer: int, far: str, farther: int) -> Iterator[Example]:
    """The questions that find a side of the content of a cue: its end at the cue, and then the other."""
    places = stops(near, q, q.cue.head)
    if places:
        chosen = _nearest(places, nearer)
        yield from _stopped(places, chosen)
        anchor = places[chosen].place
        places = stops(far, q, anchor)
        yield from _stopped(places, _nearest(places, max(farther, anchor + 1) if far == "end" else farther))


def _nearest(places: list[Question], token: int) -> int:
    return min(range(len(places)), key=lambda n: abs(places[n].place - token))


def _stopped(places: list[Question], chosen: int) -> Iterator[Example]:
    for n, q in enumerate(places[: chosen + 1]):
        yield int(n == chosen), q


def _source_kind(
    starts: list[int], ends: list[int], found: dict[str, tuple[int, int]], gold: list[list[int]]
) -> str | None:
    """The candidate that is the marked source; None where no candidate is."""
    if not gold:
        return "none"
    best, chosen = 0.4, None
    for kind in KINDS:
        if kind in found:
            a, b = starts[found[kind][0]], ends[found[kind][1] - 1]
            common = sum(max(0, min(b, e) - max(a, g)) for g, e in gold)
            share = common / max(b - a, sum(e - g for g, e in gold), 1)
            if share > best:
                best, chosen = share, kind
    return chosen


def unmarked(files: list[Path], marked: list[Record]) -> Iterator[Stream]:
    """The stories of some files that are in English and repeat none of the marked articles, and none another."""
    known = {shingle for record in marked for shingle in _shingles(record["text"])}
    for record in (record for file in files for record in records(file)):
        parts = [part["text"] for part in record.get("paragraphs", ()) if part["label"] != "boilerplate"]
        article = read_text(record["id"], record.get("text") or "\n\n".join(parts))
        own = _shingles(record.get("text") or " ".join(parts))
        if article.derived(language) == "en" and len(own & known) <= REPEATED * len(own):
            known |= own
            yield Stream(article.derived(story).paragraphs, article.derived(quoted_ranges))


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[n:] for n in range(SHINGLE)), strict=False))


def table(rows: list[Example], taught: list[Taught], task: str) -> list[dict[str, Any]]:
    """The fitted weights of one decision in hundredths, for each class but the first; small ones left out."""
    targets = np.eye(TASKS[task].classes)[[answer for answer, _ in rows]]
    targets = np.vstack([targets, *(t.answers for t in taught)])
    features = [q.features for _, q in rows] + [t.question.features for t in taught]
    shares = np.array([1.0] * len(rows) + [SHARE * t.share for t in taught])
    model = fitted(features, targets, shares, L2.get(task, L2_ELSE), MIN_COUNT)
    out: list[dict[str, Any]] = [{"bias": round(100 * float(w))} for w in model.weights[0]]
    for feature, k in sorted(model.index.items()):
        for n, weight in enumerate(model.weights[k]):
            if len(feature) > 1 and abs(weight) >= SMALL:
                inner = out[n]
                for part in feature[:-1]:
                    inner = inner.setdefault(part, {})
                inner[feature[-1]] = round(100 * float(weight))
    return out


def often(rows: list[Example]) -> list[str]:
    """The lemmas that attribute in at least so many of their places in training."""
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for answer, q in rows:
        seen[q.cue.lemma] += 1
        right[q.cue.lemma] += answer
    return sorted(lemma for lemma, count in seen.items() if count >= OFTEN_SEEN and right[lemma] >= OFTEN * count)


def trained(articles: list[Record], others: list[Stream]) -> dict[str, Any]:
    """The weights from marked articles and stories that are not marked."""
    by_task: dict[str, list[Example]] = defaultdict(list)
    for answer, q in examples(articles, priors(articles)):
        by_task[q.task].append((answer, q))
    taught: dict[str, list[Taught]] = defaultdict(list)
    if others:
        teacher = Teacher({task: rows for task, rows in by_task.items() if task != "source"})
        for answered in teacher.read(others):
            taught[answered.question.task].append(answered)
    model: dict[str, Any] = {task: table(rows, taught[task], task) for task, rows in sorted(by_task.items())}
    model["often"] = often(by_task["cue"])
    return model


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--unmarked", type=Path, nargs="+", default=[], metavar="FILE")
    parser.add_argument("--hold-back", type=int, default=0)
    options = parser.parse_args()
    marked = list(records(options.data))
    articles = [r for r in marked if not held_back(r, options.hold_back)]
    model = trained(articles, list(unmarked(options.unmarked, marked)))
    # Rows of a line each, so that a change shows as one.
    options.out.write_text(json.dumps(model, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
