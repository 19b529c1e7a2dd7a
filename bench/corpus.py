"""Articles for benchmarks: sentences of seeds/ shuffled into stories of about 4 KB; the same ones every time."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
SIZE = 4096
LEAST_WORDS = 8
TEASER = "READ MORE: Harbour council puts off vote on the new ferry"


def articles(count: int, size: int = SIZE) -> Iterator[str]:
    """Texts of at most `size` characters: a headline, paragraphs of two to four sentences, and one teaser line."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    sentences = [s for s in re.findall(r"[A-Z“][^\n]*?[.!?]”?(?=\s|$)", source) if len(s.split()) >= LEAST_WORDS]
    rng = random.Random(20260131)  # noqa: S311 - a shuffle
    for number in range(count):
        paragraphs = [f"Council hears report {number} on the harbour wall"]
        while True:
            paragraph = " ".join(rng.sample(sentences, rng.randint(2, 4)))
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
