#!/usr/bin/env python3
"""The story of whole pages, beside trafilatura, resiliparse, jusText and readability, in one run on the same pages.

  python bench/boilerplate.py PAGES.jsonl[.gz] [--paragraphs LABELLED.jsonl[.gz]] [--write docs/benchmarks.md]

PAGES has records with `html`, `gold_text` (the body that a person marked) and `lang`. Compared are the words in fours,
as multisets: precision, recall and F1 a page, and their mean. Every page goes through all tools in turn before the next
one does, so that a busy machine slows all of them; time is processor time in this process, after a first page.

LABELLED has records with `paragraphs` of `text`, `label` ("content", "boilerplate" or other) and `residual` (what an
extractor leaves: the body and what sits in it and just after it); those that are `meta` (captions, bylines, dates),
`ambiguous` or `dup` (repeats) are seen and not counted. Here the tools see plain text: the marks of srclint's default
rules stand beside jusText, which gets each paragraph as a <p>. What is not installed is left out.
"""

import argparse
import platform
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from html import escape
from importlib.metadata import version
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

from section import write_section
from training import records

from srclint.boilerplate import marks, story
from srclint.readers.html import read_html
from srclint.readers.text import read_text

HEADING = "## The story of a page"
GRAM = 4
_PREVIEW = frozenset({"BP104", "BP110"})  # rules that are not selected unless asked for
_UNSCORED = ("meta", "ambiguous", "dup")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_WORD = re.compile(r"\w+")
_STOPLISTS = {
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
}
Extractor = Callable[[str, str], str]
Marker = Callable[[Sequence[str], str], list[bool]]
Quality = tuple[float, float, float]


class Result(NamedTuple):
    """What a tool made of a page: precision, recall and F1, whether the page is in English, and seconds."""

    quality: Quality
    english: bool
    seconds: float


def srclint(html: str, _: str) -> str:
    """The story by srclint."""
    return read_html("page.html", html).derived(story).text


def extractors() -> Iterator[tuple[str, Extractor]]:
    """The tools that are installed, with their versions; an extractor gets the page and its language."""
    yield "srclint", srclint
    with suppress(ImportError):
        import trafilatura

        yield f"trafilatura {version('trafilatura')}", lambda html, _: trafilatura.extract(html) or ""
    with suppress(ImportError):
        from resiliparse.extract.html2text import extract_plain_text

        yield (
            f"resiliparse {version('resiliparse')}",
            lambda html, _: str(extract_plain_text(html, main_content=True)),
        )
    with suppress(ImportError):
        from lxml.html import fromstring
        from readability import Document

        yield (
            f"readability-lxml {version('readability-lxml')}",
            lambda html, _: " ".join(fromstring(Document(html).summary()).itertext()),
        )
    with suppress(ImportError):
        import justext

        yield (
            f"jusText {version('justext')}",
            lambda html, lang: "\n\n".join(p.text for p in _kept(justext, html, lang)),
        )


def _kept(justext: Any, html: str, lang: str) -> Iterable[Any]:  # noqa: ANN401 - a module, and its paragraphs
    found = justext.justext(html, justext.get_stoplist(_STOPLISTS.get(lang, "English")))
    return (paragraph for paragraph in found if not paragraph.is_boilerplate)


def markers() -> Iterator[tuple[str, Marker]]:
    """The tools that take plain text; a marker says of each paragraph whether it is boilerplate."""
    yield "srclint", _marked
    with suppress(ImportError):
        import justext

        def marked(texts: Sequence[str], lang: str) -> list[bool]:
            shown = [_CONTROL.sub("", text) for text in texts]
            page = "\n".join(f"<p>{escape(text)}</p>" for text in shown)
            kept = {" ".join(p.text.split()) for p in _kept(justext, page, lang)}
            return [" ".join(text.split()) not in kept for text in shown]

        yield f"jusText {version('justext')}", marked


def _marked(texts: Sequence[str], _: str) -> list[bool]:
    found = read_text("page.txt", "\n\n".join(texts) + "\n").derived(marks).by_index
    codes = [found[index].code if index in found else "" for index in range(len(texts))]
    return [code.startswith("BP") and code not in _PREVIEW for code in codes]


def quality(got: str, gold: str) -> Quality:
    """Precision, recall and F1 of the words of `got` in fours."""
    found, wanted = _grams(got), _grams(gold)
    return _rates((found & wanted).total(), found.total(), wanted.total())


def _rates(both: float, found: float, wanted: float) -> Quality:
    precision, recall = both / max(1, found), both / max(1, wanted)
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


def _grams(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return Counter(tuple(words[at : at + GRAM]) for at in range(max(bool(words), len(words) - GRAM + 1)))


def extract(pages: Path, tools: Mapping[str, Extractor]) -> dict[str, list[Result]]:
    """What each tool makes of each page."""
    found: dict[str, list[Result]] = {name: [] for name in tools}
    for number, page in enumerate(records(pages)):
        lang = page.get("lang", "en")
        for name, tool in tools.items():
            if number == 0:
                tool(page["html"], lang)
            begun = time.process_time()
            try:
                text = tool(page["html"], lang)
            except Exception:  # noqa: BLE001 - a tool that fails on a page has found nothing
                text = ""
            seconds = time.process_time() - begun
            found[name].append(Result(quality(text, page["gold_text"]), lang == "en", seconds))
    return found


def page_rows(found: Mapping[str, Sequence[Result]]) -> Iterator[tuple[str, ...]]:
    """A row a tool: its means, F1 on English and on other pages, time a page, and that in times of trafilatura's."""
    pace = {name: fmean(result.seconds for result in results) for name, results in found.items()}
    other = next((name for name in found if name.startswith("trafilatura")), "srclint")
    for name, results in found.items():
        means = [fmean(values) for values in zip(*(result.quality for result in results), strict=True)]
        parts = [_mean(r.quality[2] for r in results if r.english is english) for english in (True, False)]
        figures = [f"{value:.3f}" for value in (*means, *parts)]
        yield name, *figures, f"{pace[name] * 1000:.1f} ms", f"{pace[name] / pace[other]:.2f}"


def _mean(values: Iterable[float]) -> float:
    known = list(values)
    return fmean(known) if known else 0.0


def paragraph_rows(labelled: Path) -> Iterator[tuple[str, ...]]:
    """A row a tool: precision, recall and F1 of its marks on what an extractor leaves, and marks in clean stories."""
    pages = list(records(labelled))
    for name, tool in markers():
        hit = marked = wanted = alarms = clean = 0
        for page in pages:
            lang = page.get("lang", "en")
            left = [p for p in page["paragraphs"] if p["residual"] and p["text"].strip()]
            for paragraph, on in zip(left, tool(_texts(left), lang), strict=True):
                if any(map(paragraph.get, _UNSCORED)):
                    continue
                is_boilerplate = paragraph["label"] == "boilerplate"
                hit += on and is_boilerplate
                marked += on and paragraph["label"] in {"boilerplate", "content"}
                wanted += is_boilerplate
            body = [p for p in page["paragraphs"] if p["label"] == "content" and p["text"].strip()]
            clean += len(body)
            alarms += sum(tool(_texts(body), lang))
        yield name, *(f"{value:.3f}" for value in _rates(hit, marked, wanted)), f"{alarms / max(1, clean):.2%}"


def _texts(paragraphs: Iterable[Mapping[str, str]]) -> list[str]:
    return [" ".join(paragraph["text"].split()) for paragraph in paragraphs]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table."""
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--paragraphs", type=Path)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    found = extract(given.pages, dict(extractors()))
    count = len(found["srclint"])
    lines = [
        HEADING,
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {platform.machine()}, two processors",
        f"shared with other work. Made by `python bench/boilerplate.py` on a labelled set of {count} news pages: words",
        "in fours against the body that a person marked, mean over the pages; processor time, all tools in turn on",
        "each page; a tool that fails on a page has found nothing. The weights of srclint's tables were trained on",
        "this set: on pages of other outlets its figures are lower.",
        "",
        *table(
            (
                "whole pages",
                "precision",
                "recall",
                "F1",
                "English",
                "other",
                "a page",
                "times trafilatura",
            ),
            page_rows(found),
        ),
    ]
    if given.paragraphs:
        lines += [
            "",
            "On plain text: the marks in what an extractor leaves of a page, captions and bylines set aside, and the",
            "paragraphs of the story alone that are marked.",
            "",
            *table(("paragraphs", "precision", "recall", "F1", "false alarms"), paragraph_rows(given.paragraphs)),
        ]
    print("\n".join(lines))
    if given.write:
        write_section(given.write, lines)


if __name__ == "__main__":
    main()
