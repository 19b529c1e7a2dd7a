#!/usr/bin/env python3
"""Fit the weights of rules/model/sourcing-en.json from articles whose attributions were marked by people.

    train_sourcing.py DATA.jsonl.gz OUT.json [--hold-back N]

DATA has a record a line: "id", "text", and "attributions" with "source", "cue" and "content" as lists of [start, end)
and "statement". `--hold-back 3` leaves out the third of the articles whose id hashes to 0 modulo 3, so that they can be
measured on. Needs numpy and scipy; takes about a minute.
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
import scipy.sparse as sp
from scipy.optimize import minimize

from srclint.readers.text import read_text
from srclint.sourcing.edges import ends_left, ends_right, resumptions, starts_left, starts_right
from srclint.sourcing.extract import BOTH, LEFT, RIGHT, candidates
from srclint.sourcing.features import (
    CANDIDATE,
    LIKELY,
    Cue,
    Keys,
    cue_keys,
    end_keys,
    first_verb,
    first_word,
    last_verb,
    layout_keys,
    left_end_keys,
    left_start_keys,
    start_keys,
)
from srclint.sourcing.lexicon import forms, never
from srclint.sourcing.model import TASKS
from srclint.sourcing.sources import KINDS, source_candidates, source_keys
from srclint.sourcing.stream import Stream
from srclint.sourcing.streams import quoted_ranges

MIN_COUNT = 2
L2 = {"source": 0.5}
L2_ELSE = 1.8
SMALL = 0.15
OFTEN = 0.8

Record = dict[str, Any]
Feature = tuple[str, ...]
Example = tuple[str, int, list[Feature]]


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
    """Every decision the extractor would make, with the right answer."""
    for record in articles:
        s, starts, ends, marked, cues = aligned(record, prior)
        before: tuple[tuple[int, int], tuple[int, int]] | None = None
        for place in candidates(s):
            keys = cue_keys(s, *place)
            c = Cue(s, *place, keys[0])
            if c.head not in marked:
                if c.head not in cues:
                    yield "cue", 0, _named("cue", c, keys)
                continue
            attribution, content = marked[c.head]
            left, right = _sides(c, content)
            layout = RIGHT if left is None else LEFT if right is None else BOTH
            yield "cue", 1, _named("cue", c, keys)
            yield "layout", layout, _named("layout", c, (*keys, *layout_keys(c)))
            yield "statement", int(attribution["statement"]), _named("statement", c, keys)
            yield from _right_examples(c, layout, right)
            yield from _left_examples(c, left)
            sentence = (c.begin, c.end)
            found = source_candidates(c, left, right, before[1] if before and before[0] == sentence else None)
            kind = _source_kind(starts, ends, found, attribution["source"])
            if kind is not None:
                yield "source", KINDS.index(kind), _named("source", c, source_keys(c, layout, found, left, right))
            if kind in found:
                before = (sentence, found[kind])


def _named(task: str, c: Cue, keys: Keys, tag: str = "", before: str = "") -> list[Feature]:
    """The features of a decision: (name, value), or (name, what it goes by, value) for "lemma>group" and the like."""
    s, i = c.stream, c.head
    outer = {
        "lemma": c.lemma,
        "kind": c.kind,
        "form": c.form,
        "word": s.low[i],
        "group": c.group,
        "after": s.shape[i + 1] if i + 1 < c.end else ">",
        "tag": tag,
        "before": before,
    }
    own = TASKS[task].features
    return [
        (name, outer[name.partition(">")[0]], key) if ">" in name else (name, key)
        for name, key in zip(_ASKED.get(task, own), keys, strict=True)
        if name in own
    ]


_ASKED = {"cue": CANDIDATE, "layout": (*CANDIDATE, *LIKELY), "statement": CANDIDATE}


def _sides(c: Cue, content: list[int]) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    left = [k for k in content if k < c.head]
    right = [k for k in content if k > c.head]
    start = right[0] if right else 0
    run = start
    while run + 1 in right:
        run += 1
    return ((left[0], left[-1] + 1) if left else None), ((start, run + 1) if right else None)


def _nearest(places: list[int], token: int) -> int:
    return min(range(len(places)), key=lambda n: abs(places[n] - token))


def _right_examples(c: Cue, layout: int, right: tuple[int, int] | None) -> Iterator[Example]:
    if right is None:
        return
    places = list(starts_right(c) if layout == RIGHT else resumptions(c))
    if not places:
        return
    task = "start" if layout == RIGHT else "resume"
    chosen = _nearest(places, right[0])
    for n in range(chosen + 1):
        yield task, int(n == chosen), _named(task, c, start_keys(c, places[n])[: len(TASKS[task].features)])
    start = places[chosen]
    ends = ends_right(c, start)
    last = _nearest(ends, max(right[1], start + 1))
    first, shape = first_word(c.stream, start), c.stream.shape
    verb = first_verb(c.stream, start, ends[-1])
    for n, k in enumerate(ends[: last + 1]):
        keys = end_keys(c, start, k, first, verb)
        yield "end", int(n == last), _named("end", c, keys, tag=shape[k] if k < c.end else ">")


def _left_examples(c: Cue, left: tuple[int, int] | None) -> Iterator[Example]:
    places = list(ends_left(c)) if left is not None else []
    if left is None or not places:
        return
    chosen = _nearest(places, left[1])
    for n in range(chosen + 1):
        yield "left_end", int(n == chosen), _named("left_end", c, left_end_keys(c, places[n]))
    stop = places[chosen]
    starts = starts_left(c, stop)
    first = _nearest(starts, left[0])
    verb = last_verb(c.stream, c.begin, stop)
    for n, k in enumerate(starts[: first + 1]):
        keys = left_start_keys(c, stop, k, verb)
        yield "left_start", int(n == first), _named("left_start", c, keys, before=c.stream.shape[k - 1])


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


def fit(x: sp.csr_matrix, y: np.ndarray, classes: int, penalty: float) -> np.ndarray:
    """Weights (features, classes - 1) of a logistic model with a quadratic penalty."""
    n, d = x.shape
    target = np.eye(classes)[y]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = np.zeros((d, classes))
        w[:, 1:] = flat.reshape(d, classes - 1)
        z = x @ w
        z -= z.max(1, keepdims=True)
        p = np.exp(z)
        p /= p.sum(1, keepdims=True)
        value = -np.log(p[np.arange(n), y] + 1e-12).sum() + 0.5 * penalty * (w * w).sum()
        return value, (x.T @ (p - target) + penalty * w)[:, 1:].ravel()

    start = np.zeros(d * (classes - 1))
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x.reshape(d, classes - 1)


def table(rows: list[tuple[int, list[Feature]]], task: str) -> list[dict[str, Any]]:
    """The fitted weights of one decision in hundredths, for each class but the first; small ones left out."""
    classes = TASKS[task].classes
    counts = Counter(f for _, features in rows for f in dict.fromkeys(features))
    index = {f: k for k, f in enumerate([("bias",), *(f for f, n in counts.items() if n >= MIN_COUNT)])}
    at = [
        (r, index[f])
        for r, (_, features) in enumerate(rows)
        for f in dict.fromkeys([("bias",), *features])
        if f in index
    ]
    shape = (len(rows), len(index))
    matrix = sp.csr_matrix((np.ones(len(at)), tuple(zip(*at, strict=True))), shape=shape)
    weights = fit(matrix, np.array([label for label, _ in rows]), classes, L2.get(task, L2_ELSE))
    out: list[dict[str, Any]] = [{"bias": round(100 * float(w))} for w in weights[0]]
    for feature, k in sorted(index.items()):
        for n, weight in enumerate(weights[k]):
            if len(feature) > 1 and abs(weight) >= SMALL:
                inner = out[n]
                for part in feature[:-1]:
                    inner = inner.setdefault(part, {})
                inner[feature[-1]] = round(100 * float(weight))
    return out


def often(rows: list[tuple[int, list[Feature]]]) -> list[str]:
    """The lemmas that attribute in at least so many of their places in training."""
    seen: Counter[str] = Counter()
    cues: Counter[str] = Counter()
    for label, features in rows:
        lemma = next(feature[1] for feature in features if feature[0] == "lemma>group")
        seen[lemma] += 1
        cues[lemma] += label
    return sorted(lemma for lemma, count in seen.items() if count >= MIN_COUNT and cues[lemma] >= OFTEN * count)


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--hold-back", type=int, default=0)
    options = parser.parse_args()
    articles = [r for r in records(options.data) if not held_back(r, options.hold_back)]
    by_task: dict[str, list[tuple[int, list[Feature]]]] = defaultdict(list)
    for task, label, keys in examples(articles, priors(articles)):
        by_task[task].append((label, keys))
    model: dict[str, Any] = {task: table(rows, task) for task, rows in sorted(by_task.items())}
    model["often"] = often(by_task["cue"])
    # Rows of a line each, so that a change shows as one.
    options.out.write_text(json.dumps(model, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
