"""Reported speech in German, French and Spanish on labelled sentences of our own.

In the files, `[…]` is the source, `<…>` the cue, `{…}` what is said; behind the bar: type, name, role, affiliation.
"""

import re
from pathlib import Path

import pytest

from srclint.article import Hints
from srclint.readers.text import read_text
from srclint.sourcing import sourcing

_MARKS = {"[": "source", "<": "cue", "{": "content"}


def labelled():
    for path in sorted(Path(__file__).parent.glob("foreign-??.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield pytest.param(path.stem[-2:], line, id=f"{path.stem[-2:]} {line[:60]}")


def parsed(line):
    """The sentence without its marks, the marked words by kind, and the labels."""
    marked, _, labels = line.partition(" | ")
    words = {kind: re.findall(rf"{re.escape(mark)}([^\]>}}]*)[\]>}}]", marked) for mark, kind in _MARKS.items()}
    return re.sub(r"[\[\]<>{}]", "", marked), words, [label.strip() for label in labels.split(",")]


def tidy(texts):
    return [text.strip(" ,.-") for text in texts]


@pytest.mark.parametrize(("language", "line"), list(labelled()))
def test_a_sentence(language, line):
    text, words, labels = parsed(line)
    result = read_text("x.txt", text).with_hints(Hints(language=language)).derived(sourcing)
    found = [
        {
            kind: tidy(text[span.start : span.end] for span in spans)
            for kind, spans in (("source", a.source), ("cue", a.cue), ("content", a.content))
        }
        for a in result.attributions
    ]
    if not any(words.values()):
        assert found == []
        return
    assert found == [{kind: tidy(texts) for kind, texts in words.items()}]
    [a] = result.attributions
    kind, name, role, affiliation = [*labels, "", "", ""][:4]
    assert a.type == kind
    assert (a.name or "") == name
    if kind == "person":
        [person] = result.people
        assert (person.role or "", person.affiliation or "") == (role, affiliation)


def test_there_are_enough_sentences_of_each_language():
    lines = [param.values for param in labelled()]
    for language in ("de", "fr", "es"):
        assert sum(code == language for code, _ in lines) >= 50
