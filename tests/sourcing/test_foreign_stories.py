"""German, French and Spanish on short stories of our own with every attribution marked: what is found, and whose it is.

In the files `<cue|speaker>` marks a statement by its cue and `{words|speaker}` words that go on without one; a body's
name starts with #, and ? is somebody without a name.
"""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from srclint.article import Hints
from srclint.readers.text import read_text
from srclint.sourcing import sourcing

LANGUAGES = ("de", "fr", "es")
_MARK = re.compile(r"<(?P<cue>[^|<>]+)\|(?P<by>[^<>]+)>|\{(?P<words>[^|{}]+)\|(?P<of>[^{}]+)\}")


@cache
def stories(language):
    path = Path(__file__).with_name(f"stories-{language}.txt")
    return [story.partition("\n")[::2] for story in path.read_text(encoding="utf-8").split("\n## ")[1:]]


def parsed(marked):
    """The story without its marks, and what is marked: kind, start, end, speaker."""
    text, at, labels = "", 0, []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        kind = "cue" if match["cue"] else "content"
        words, speaker = match[kind if kind == "cue" else "words"], match["by"] or match["of"]
        labels.append((kind, len(text), len(text) + len(words), speaker))
        text += words
        at = match.end()
    return text + marked[at:], labels


def judged(language, marked):
    """The tally of a story, and the words that were given to the wrong speaker."""
    text, labels = parsed(marked.strip())
    result = read_text("x.txt", text).with_hints(Hints(language=language)).derived(sourcing)
    names = {source.id: source.name for source in (*result.people, *result.organisations)}
    tally, wrong, matched = Counter(), [], set()
    for kind, start, end, speaker in labels:
        tally["marked"] += 1
        spans = ((n, span) for n, a in enumerate(result.attributions) for span in getattr(a, kind))
        n = next((n for n, span in spans if span.start < end and start < span.end), None)
        if n is None:
            continue
        matched.add(n)
        given = names.get(result.attributions[n].speaker)
        tally["found"] += 1
        tally["right"] += given is None if speaker == "?" else given is not None and speaker.strip("#") in given
        if given is not None and speaker.strip("#").lower() not in given.lower():
            wrong.append((text[start:end], speaker, given))
    tally["extra"] = len(result.attributions) - len(matched)
    return tally, wrong


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        pytest.param(language, marked, id=f"{language} {title}")
        for language in LANGUAGES
        for title, marked in stories(language)
    ],
)
def test_nobody_is_given_what_another_said(language, marked):
    assert judged(language, marked)[1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_statements_are_found_and_hardly_any_that_are_none(language):
    tally = sum((judged(language, marked)[0] for _, marked in stories(language)), Counter())
    assert tally["found"] >= 0.95 * tally["marked"]
    assert tally["right"] >= 0.9 * tally["found"]
    assert tally["extra"] <= 0.02 * tally["found"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_twenty_stories_of_each_language(language):
    assert len(stories(language)) >= 20
