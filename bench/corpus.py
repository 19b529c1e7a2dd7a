"""Articles for benchmarks: paragraphs of seeds/ shuffled into files of about 4 KB; the same ones every time."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
SIZE = 4096


def articles(count: int, size: int = SIZE) -> Iterator[str]:
    """Texts of at most `size` characters."""
    paragraphs = [p.strip() for path in sorted(SEEDS.glob("*.txt")) for p in re.split(r"\n+", path.read_text("utf-8"))]
    paragraphs = [p for p in paragraphs if p]
    rng = random.Random(20260131)  # noqa: S311 - a shuffle
    for number in range(count):
        text = f"Council report {number} on the harbour\n\n"
        while True:
            paragraph = rng.choice(paragraphs)
            if len(text) + len(paragraph) + 2 > size:
                break
            text += f"{paragraph}\n\n"
        yield text


def write(folder: Path, count: int) -> list[Path]:
    """Write `count` articles, a thousand a folder."""
    paths = []
    for number, text in enumerate(articles(count)):
        path = folder / f"{number // 1000:03}" / f"story-{number:05}.txt"
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths
