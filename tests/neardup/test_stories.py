"""The comparison of few stories in plain Python gives what that of many gives."""

import sys
from subprocess import run

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srclint.article import Corpus, Lines
from srclint.neardup import StoryPrint, compare
from srclint.neardup.few import Few
from srclint.neardup.many import Many
from srclint.neardup.shingles import sketch

from .stories import CHROME, FERRY, MARKET, reworded

SENTENCES = [
    *(line for text in (FERRY, MARKET, CHROME, reworded(FERRY)) for line in text.splitlines() if line),
    "“We shall not move an inch,” said Maren Holt, “until the boats are safe and the ice house is paid for.”",
    "Share prices of nine firms rose by 4.5 percent.",
]
TEXTS = st.lists(st.lists(st.sampled_from(SENTENCES), max_size=8).map("\n".join), min_size=1, max_size=9)


@st.composite
def runs(draw):
    """Stories of a run, and of an archive that knows something of their shingles."""
    stories = []
    for number, text in enumerate(draw(TEXTS)):
        known = {value: draw(st.integers(0, 90)) for value in sketch(text)} if draw(st.booleans()) else {}
        cluster = draw(st.sampled_from([None, None, 1, 2]))
        stories.append(
            StoryPrint(f"{number}.txt", text, ((0, 0, len(text)),), Lines(text), known=known, cluster=cluster)
        )
    return tuple(stories)


@settings(max_examples=150, deadline=None)
@given(runs())
def test_few_stories_are_compared_as_many_are(stories):
    few = compare(Corpus(stories))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("srclint.neardup.stories.RARE", 0)
        many = compare(Corpus(stories))
    assert few == many


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.data())
def test_few_stories_are_told_apart_and_counted_as_many_are(texts, data):
    few, many = Few(texts), Many(texts)
    assert few.files == many.files
    number = len(few.files)
    labels = [data.draw(st.integers(0, story)) for story in range(number)]
    new = {label for label in labels if data.draw(st.booleans())}
    pairs = {pair for pair in many.rare_pairs(labels, new) if not new.isdisjoint(pair)}
    assert few.rare_pairs(labels, new) == pairs
    assert few.alike_pairs() == many.alike_pairs() == set()
    for text in texts:
        hashes = few.hashes(text)
        assert hashes == many.hashes(text)
        assert few.frequency(labels).of(hashes) == many.frequency(labels).of(hashes)
    many.close()


def test_numpy_is_imported_for_many_stories_only():
    code = (
        "import sys\n"
        "from srclint.article import Corpus, Lines\n"
        "from srclint.neardup import StoryPrint, compare\n"
        f"texts = [{FERRY!r}, {reworded(FERRY)!r}]\n"
        "stories = [StoryPrint(f'{n}', t, ((0, 0, len(t)),), Lines(t)) for n, t in enumerate(texts * 13)]\n"
        "for number in (25, 26):\n"
        "    print(len(compare(Corpus(tuple(stories[:number]))).pairs), 'numpy' in sys.modules)\n"
    )
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["300", "False", "325", "True"]
