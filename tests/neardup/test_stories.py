"""The comparison of few stories in plain Python gives what that of many gives."""

import sys
from subprocess import run

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srclint.article import Corpus, Lines
from srclint.neardup import StoryPrint, candidates, compare, few, many
from srclint.neardup.few import Few
from srclint.neardup.many import Many
from srclint.neardup.shingles import RARE, sketch
from srclint.neardup.stories import gather

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


@settings(max_examples=80, deadline=None)
@given(runs(), st.sampled_from([RARE, 3, 2]))
def test_few_stories_are_compared_as_many_are(stories, rare):
    """Whatever number of stories a shingle may be in to be called rare."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (few, many, candidates):
            patch.setattr(module, "RARE", rare)
        found = compare(Corpus(stories))
        patch.setattr("srclint.neardup.stories.FEW", 0)
        assert compare(Corpus(stories)) == found


def near(stories):
    return {story: list(before) for story, before in stories if before}


def test_stories_may_be_alike_though_all_that_they_share_is_common():
    texts = [f"{FERRY}\n{MARKET}\nNumber {n} of {n * 37} has words {n + 9} of its {n * 41} own." for n in range(30)]
    mine, others = Few(texts), Many(texts)
    assert near(mine.nearest_clusters(range(30), range(30))) == {}
    assert {story: len(before) for story, before in mine.nearest(range(30))} == {story: story for story in range(30)}
    assert near(mine.nearest(range(30))) == near(others.nearest(range(30)))
    others.close()


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.data())
def test_few_stories_are_told_apart_and_counted_as_many_are(texts, data):
    mine, others = Few(texts), Many(texts)
    assert mine.files == others.files
    number = len(mine.files)
    labels = [data.draw(st.integers(0, story)) for story in range(number)]
    new = {label for label in labels if data.draw(st.booleans())}
    assert near(mine.nearest_clusters(labels, new)) == near(others.nearest_clusters(labels, new))
    for text in texts:
        hashes = mine.hashes(text)
        assert hashes == others.hashes(text)
        assert mine.frequency(labels).of(hashes) == others.frequency(labels).of(hashes)
    others.close()


@pytest.mark.parametrize(("number", "words", "kind"), [(65, 9, Few), (66, 9, Many), (2, 90_000, Many)])
def test_numpy_is_for_many_stories_or_long_ones(number, words, kind):
    stories = gather((f"story {n} " * words for n in range(number)), number)
    assert isinstance(stories, kind)
    stories.close()


def test_numpy_is_imported_for_many_stories_only():
    code = (
        "import sys\n"
        "from srclint.article import Corpus, Lines\n"
        "from srclint.neardup import StoryPrint, compare\n"
        f"texts = [{FERRY!r}, {reworded(FERRY)!r}]\n"
        "stories = [StoryPrint(f'{n}', t, ((0, 0, len(t)),), Lines(t)) for n, t in enumerate(texts * 33)]\n"
        "for number in (65, 66):\n"
        "    print(len(compare(Corpus(tuple(stories[:number]))).pairs), 'numpy' in sys.modules)\n"
    )
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["2080", "False", "2145", "True"]
