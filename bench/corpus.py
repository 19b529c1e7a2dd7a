"""Articles for benchmarks: stories of about 4 KB, made of the sentences of seeds/; the same ones every time.

A quarter of the nouns, adjectives and the like of a sentence give way to other words of the seeds, so that two stories
share turns of phrase, as those of one newsroom do, but no passage: stories that are copies are none of these.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
SIZE = 4096
LEAST_WORDS = 8
CHANGED = 0.25
TEASER = "READ MORE: Harbour council puts off vote on the new ferry"

_CONTENT = re.compile(r"\b(?!accord|claim|offici|report|sourc|spoke|warn)[a-z]{5,}\b(?<!ed)")


def articles(count: int, size: int = SIZE) -> Iterator[str]:
    """Texts of at most `size` characters: a headline, paragraphs of two to four sentences, and one teaser line."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    sentences = [s for s in re.findall(r"[A-Z“][^\n]*?[.!?]”?(?=\s|$)", source) if len(s.split()) >= LEAST_WORDS]
    words = sorted({word for sentence in sentences for word in _CONTENT.findall(sentence)})
    rng = random.Random(20260131)  # noqa: S311 - a shuffle

    def other(match: re.Match[str]) -> str:
        return rng.choice(words) if rng.random() < CHANGED else match[0]

    for number in range(count):
        paragraphs = [f"Council hears report {number} on the harbour wall"]
        while True:
            paragraph = _CONTENT.sub(other, " ".join(rng.sample(sentences, rng.randint(2, 4))))
            if sum(map(len, paragraphs)) + 2 * len(paragraphs) + len(paragraph) > size:
                break
            paragraphs.append(paragraph)
        paragraphs.insert(len(paragraphs) // 2, TEASER)
        yield "\n\n".join(paragraphs) + "\n"


def write(folder: Path, count: int) -> list[Path]:
    """Write `count` articles, a thousand a folder."""
    paths = []
    for number, text in enumerate(articles(count)):
        path = folder / f"{number // 1000:03}" / f"story-{number:05}.txt"
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths
