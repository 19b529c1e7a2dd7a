"""Figures into a page of the documentation."""

import re
from collections.abc import Sequence
from pathlib import Path


def write_section(page: Path, lines: Sequence[str]) -> None:
    """Write a section, whose first line is its heading, in place of the one of that heading, at the page's end."""
    old = page.read_text(encoding="utf-8") if page.exists() else "# Benchmarks\n"
    kept = re.sub(rf"{re.escape(lines[0])}\n.*?(?=\n## |\Z)", "", old, flags=re.DOTALL).rstrip()
    page.write_text(f"{kept}\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
