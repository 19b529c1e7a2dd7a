"""Which stories are worth aligning: the same ones as with datasketch, and however little memory there is."""

import numpy as np
import pytest
from datasketch import MinHashLSH
from hypothesis import given
from hypothesis import strategies as st

from srclint.article import Lines
from srclint.neardup import StoryPrint, candidates, occurrences, shelved
from srclint.neardup.candidates import alike_pairs, nearest
from srclint.neardup.many import Many
from srclint.neardup.occurrences import Occurrences
from srclint.neardup.signature import PERMUTATIONS, lean
from srclint.shelf import Shelf

WORDS = "the quay in Kessel closes on Tuesday for good and nine boats move north said Holt of the board".split()


@given(st.lists(st.lists(st.integers(0, 2), min_size=32, max_size=32), min_size=1, max_size=8), st.integers(0, 9))
def test_alike_stories_are_those_that_datasketch_finds(rows, seed):
    rng = np.random.default_rng(seed)
    found = np.array(rows, np.uint32).repeat(4, axis=1) + (rng.random((len(rows), PERMUTATIONS)) < 0.1)
    found = found.astype(np.uint32)
    lsh = MinHashLSH(num_perm=PERMUTATIONS, params=(32, 4))
    expected = set()
    for story, signature in enumerate(found):
        near = (other for other in lsh.query(lean(signature)) if (found[other] == signature).mean() >= 0.4)
        expected.update((other, story) for other in near)
        lsh.insert(story, lean(signature))
    pairs = alike_pairs(found)
    assert set(zip(pairs.earlier.tolist(), pairs.later.tolist(), strict=True)) == expected


def texts(rng, count):
    """Stories that share sentences."""
    sentences = [" ".join(rng.choice(WORDS, 15)) for _ in range(count)]
    return [". ".join(rng.choice(sentences, 6)) for _ in range(count)]


@pytest.mark.parametrize("labels", [range(40), [number // 2 * 2 for number in range(40)]])
def test_little_memory_changes_nothing(monkeypatch, labels):
    stories = texts(np.random.default_rng(3), 40)
    labels = np.array(labels)[: len(Many(stories).files)]
    before = Many(stories).occurrences
    pairs, frequency = list(nearest(before, labels, range(40))), before.frequency(labels)
    assert pairs
    monkeypatch.setattr(occurrences, "HELD", 100)
    monkeypatch.setattr(candidates, "_AT_ONCE", 3)
    after = Many(stories).occurrences
    assert list(nearest(after, labels, range(40))) == pairs
    assert (after.frequency(labels).hashes == frequency.hashes).all()
    assert (after.frequency(labels).counts == frequency.counts).all()
    after.close()


def test_the_nearest_come_first_and_no_more_than_64_of_them():
    rng = np.random.default_rng(5)
    story = [" ".join(rng.choice(WORDS, 12)) for _ in range(80)]
    # Print 0 is shorter than the last one by a sentence, print 1 by two, and so on: alike, yet no shingle is rare.
    stories = [". ".join([*story[: 79 - at], f"This is print {at}"]) for at in range(70)]
    many = Many([*stories, ". ".join(story)])
    (last, before) = list(many.nearest(range(71)))[-1]
    assert (last, list(before[:5])) == (70, [0, 1, 2, 3, 4])
    assert 30 < len(before) <= 64
    assert list(many.nearest({70})) == [(last, before)]
    assert not list(many.nearest(()))
    many.close()


@pytest.mark.parametrize("common", [20, 30])
def test_copies_are_found_among_any_number_of_stories_from_one_form(common):
    rng = np.random.default_rng(7)
    form = [" ".join(rng.choice(WORDS, 15)) for _ in range(common)]
    stories = [". ".join([*form, *(" ".join(rng.choice(WORDS, 15)) for _ in range(10))]) for _ in range(1500)]
    stories[1400] = stories[40].replace("boats", "ships", 3)
    many = Many(stories)
    before = dict(many.nearest(range(1500)))
    assert before[1400][0] == 40
    assert max(map(len, before.values())) <= 64
    many.close()


def test_what_stands_in_one_story_only_is_counted():
    found = Occurrences()
    small, large = np.uint64(5), np.uint64(1 << 63)
    found.add([np.array([1, small, large], np.uint64), np.array([2, 3, small], np.uint64)])
    found.finish()
    assert found.single.tolist() == [2, 2]
    assert [(h.tolist(), s.tolist()) for h, s in found.parts() if len(h)] == [([5, 5], [0, 1])]


def test_a_story_on_a_shelf_is_as_it_was():
    story = StoryPrint("a.txt", "It rained.\n", ((0, 3, 10),), Lines("\n\n\nIt rained."), title="Rain", when=1.5)
    with Shelf() as shelf:
        kept = shelved(story, shelf)
        assert (kept.text, kept.segments, kept.lines, kept.title, kept.when) == (
            story.text, story.segments, story.lines, story.title, story.when,
        )  # fmt: skip
        assert kept.source_span(0, 2) == story.source_span(0, 2)
        with pytest.raises(AttributeError):
            kept.colour  # noqa: B018
