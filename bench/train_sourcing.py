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
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

from srclint.readers.text import read_text
from srclint.sourcing.edges import ends_left, ends_right, resumptions, starts_left, starts_right
from srclint.sourcing.extract import BOTH, LEFT, RIGHT, candidates
from srclint.sourcing.features import (
    CUE,
    STATEMENT,
    Context,
    Keys,
    cue_keys,
    end_keys,
    first_word,
    left_end_keys,
    left_start_keys,
    scan,
    start_keys,
)
from srclint.sourcing.lexicon import triggers
from srclint.sourcing.model import CLASSES, NAMES
from srclint.sourcing.sources import KINDS, source_candidates, source_keys
from srclint.sourcing.stream import Stream
from srclint.sourcing.streams import streams

MIN_COUNT = {"cue": 3, "layout": 3, "end": 3, "source": 3}
L2 = {"source": 0.5}
L2_ELSE = 1.8
SMALL = 0.1

Record = dict[str, Any]
Example = tuple[str, int, Keys]
Feature = tuple[str, str]


def records(path: Path) -> Iterator[Record]:
    """The articles of a data file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def held_back(record: Record, every: int) -> bool:
    """Whether the article is of the part that is not trained on."""
    return bool(every) and int(hashlib.md5(record["id"].encode()).hexdigest(), 16) % every == 0  # noqa: S324


def priors(articles: list[Record]) -> dict[str, float]:
    """How often each possible cue word is one: to find the head among the words of a marked cue."""
    known, seen, cue = triggers(), Counter(), Counter()
    for record in articles:
        text = record["text"].lower()
        seen.update(w for w in re.findall(r"[a-z]+|:", text) if w in known)
        for a in record["attributions"]:
            for s, e in a["cue"]:
                cue.update(w for w in re.findall(r"[a-z]+|:", text[s:e]) if w in known)
    return {word: (cue[word] + 0.1) / (seen[word] + 1) for word in known}


def aligned(record: Record, prior: dict[str, float]) -> Iterator[tuple[int, Stream, dict[int, Any], set[int]]]:
    """By paragraph: its offset, its stream, head token → (attribution, content tokens), and all cue tokens."""
    article = read_text(record["id"], record["text"])
    for paragraph, s in streams(article, article.paragraphs):
        base = paragraph.span.start
        heads = {c.head for c in candidates(s)}
        marked: dict[int, Any] = {}
        cues: set[int] = set()
        for a in record["attributions"]:
            if not a["cue"] or not base <= a["cue"][0][0] < base + len(s.text):
                continue
            cue = [k for k in range(len(s.starts)) if _touches(s, k, base, a["cue"], 0.0)]
            content = [k for k in range(len(s.starts)) if _touches(s, k, base, a["content"], 0.5)]
            cues.update(cue)
            own = [k for k in cue if k in heads]
            if own and content:
                head = max(own, key=lambda k: (prior.get(s.low[k], 0.5), -k))
                marked[head] = (a, content)
        yield base, s, marked, cues


def _touches(s: Stream, k: int, base: int, spans: list[list[int]], share: float) -> bool:
    start, end = s.starts[k] + base, s.ends[k] + base
    return any(min(end, e) - max(start, b) > share * (end - start) for b, e in spans)


def examples(articles: list[Record], prior: dict[str, float]) -> Iterator[Example]:
    """Every decision the extractor would make, with the right answer."""
    for record in articles:
        for base, s, marked, cues in aligned(record, prior):
            before: tuple[tuple[int, int], tuple[int, int]] | None = None
            for c in candidates(s):
                if c.head not in marked:
                    if c.head not in cues:
                        yield "cue", 0, cue_keys(c)
                    continue
                attribution, content = marked[c.head]
                left, right = _sides(c, content)
                layout = RIGHT if left is None else LEFT if right is None else BOTH
                keys = cue_keys(c)
                yield "cue", 1, keys
                yield "layout", layout, keys
                yield "statement", int(attribution["statement"]), tuple(keys[CUE.index(n)] for n in STATEMENT)
                yield from _right_examples(c, layout, right)
                yield from _left_examples(c, left)
                sentence = (c.begin, c.end)
                found = source_candidates(c, left, right, before[1] if before and before[0] == sentence else None)
                kind = _source_kind(s, base, found, attribution["source"])
                if kind is not None:
                    yield "source", KINDS.index(kind), source_keys(c, layout, found, left, right)
                if kind in found:
                    before = (sentence, found[kind])


def _sides(c: Context, content: list[int]) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    left = [k for k in content if k < c.head]
    right = [k for k in content if k > c.head]
    start = right[0] if right else 0
    run = start
    while run + 1 in right:
        run += 1
    return ((left[0], left[-1] + 1) if left else None), ((start, run + 1) if right else None)


def _nearest(s: Stream, places: list[int], token: int) -> int:
    def at(k: int) -> int:
        return s.starts[k] if k < len(s.starts) else s.ends[-1]

    return min(range(len(places)), key=lambda n: abs(at(places[n]) - at(token)))


def _right_examples(c: Context, layout: int, right: tuple[int, int] | None) -> Iterator[Example]:
    if right is None:
        return
    places = starts_right(c) if layout == RIGHT else resumptions(c)
    if not places:
        return
    chosen = _nearest(c.stream, places, right[0])
    for n in range(chosen + 1):
        yield "start" if layout == RIGHT else "resume", int(n == chosen), start_keys(c, places[n])
    start = places[chosen]
    ends = ends_right(c, start)
    last = _nearest(c.stream, ends, max(right[1], start + 1))
    for n, (k, commas, verb) in enumerate(scan(c.stream, start, ends)):
        if n > last:
            break
        yield "end", int(n == last), end_keys(c, start, k, first_word(c.stream, start), commas, verb)


def _left_examples(c: Context, left: tuple[int, int] | None) -> Iterator[Example]:
    places = ends_left(c) if left is not None else []
    if left is None or not places:
        return
    chosen = _nearest(c.stream, places, left[1])
    for n in range(chosen + 1):
        yield "left_end", int(n == chosen), left_end_keys(c, places[n])
    stop = places[chosen]
    starts = starts_left(c, stop)
    first = _nearest(c.stream, starts, left[0])
    for n, (k, commas, verb) in enumerate(scan(c.stream, stop - 1, starts)):
        if n > first:
            break
        yield "left_start", int(n == first), left_start_keys(c, stop, k, commas, verb)


def _source_kind(s: Stream, base: int, found: dict[str, tuple[int, int]], gold: list[list[int]]) -> str | None:
    """The candidate that is the marked source; None where no candidate is."""
    if not gold:
        return "none"
    best, chosen = 0.4, None
    for kind in KINDS:
        if kind in found:
            a, b = s.starts[found[kind][0]] + base, s.ends[found[kind][1] - 1] + base
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


def table(rows: list[tuple[int, list[Feature]]], classes: int, least: int, penalty: float) -> dict[str, dict[str, Any]]:
    """The fitted weights of one decision, by feature and value; small ones left out."""
    counts = Counter(f for _, features in rows for f in set(features))
    index = {f: k for k, f in enumerate(f for f, n in counts.items() if n >= least)}
    at = [(r, index[f]) for r, (_, features) in enumerate(rows) for f in set(features) if f in index]
    shape = (len(rows), len(index))
    matrix = sp.csr_matrix((np.ones(len(at)), tuple(zip(*at, strict=True))), shape=shape)
    weights = fit(matrix, np.array([label for label, _ in rows]), classes, penalty)
    out: dict[str, dict[str, Any]] = {}
    for (name, value), k in sorted(index.items()):
        row = [round(float(w), 2) for w in weights[k]]
        if name == "bias" or max(map(abs, row)) >= SMALL:
            out.setdefault(name, {})[value] = row if classes > 2 else row[0]
    return out


def write(path: Path, model: dict[str, dict[str, dict[str, Any]]]) -> None:
    """One line a feature value, so that a change shows as one."""
    lines = ["{"]
    for n, (task, features) in enumerate(model.items()):
        lines.append(f"{json.dumps(task)}: {{")
        for m, (name, values) in enumerate(features.items()):
            body = ",\n".join(
                f"  {json.dumps(v, ensure_ascii=False)}: {json.dumps(w, separators=(',', ':'))}"
                for v, w in values.items()
            )
            lines.append(f" {json.dumps(name)}: {{\n{body}\n }}" + ("," if m + 1 < len(features) else ""))
        lines.append("}" + ("," if n + 1 < len(model) else ""))
    lines.append("}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


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
        by_task[task].append((label, [("bias", ""), *zip(NAMES[task], keys, strict=True)]))
    model = {
        task: table(rows, CLASSES.get(task, 2), MIN_COUNT.get(task, 2), L2.get(task, L2_ELSE))
        for task, rows in sorted(by_task.items())
    }
    write(options.out, model)


if __name__ == "__main__":
    main()
