"""The plain and the batch form of shingles, sketches and signatures agree with each other and with datasketch."""

import subprocess
import sys
import time

import numpy as np
from datasketch import LeanMinHash, MinHash, MinHashLSH
from hypothesis import given, settings
from hypothesis import strategies as st

from srclint.neardup import kernel, signature
from srclint.neardup.normalise import normal_words, words
from srclint.neardup.shingles import shingle_hashes, sketch

from .stories import FERRY, MARKET

WORDY = st.text(st.sampled_from("ab cZé'’ß\n-—“_9０İ東ΣΑ,\u0301\u00a0𝔸"), max_size=80)
TEXTS = st.lists(st.one_of(WORDY, st.text(max_size=60)), max_size=12)


def test_punctuation_case_and_quotes_make_no_difference():
    assert normal_words("“Don’t—STOP!” he said…") == ["don", "t", "stop", "he", "said"]
    assert shingle_hashes("“Don’t stop,” he said. Never!") == shingle_hashes("don't STOP he said -- never")


def test_a_text_of_four_words_has_no_shingle():
    assert len(shingle_hashes("one two three four")) == 0
    assert len(shingle_hashes("one two three four five six")) == 2


@given(st.text(max_size=80))
def test_words_stand_where_their_spans_say(text):
    found = words(text)
    assert list(found.normal) == normal_words(text)
    assert [normal_words(found.written(n)) for n in range(len(found))] == [[word] for word in found.normal]
    assert all(text[slice(*found.span(n, n + 1))] == found.written(n) for n in range(len(found)))


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_the_kernel_equals_plain_python(texts):
    found = kernel.shingles(texts)
    assert [found.of(n).tolist() for n in range(len(texts))] == [shingle_hashes(text).tolist() for text in texts]
    assert [part.tolist() for part in kernel.sketches(texts)] == [sketch(text) for text in texts]


def test_the_kernel_equals_plain_python_across_blocks():
    texts = [FERRY * 40, "", MARKET * 60, "a b c", FERRY]
    found = kernel.shingles(texts)
    assert [found.of(n).tolist() for n in range(len(texts))] == [shingle_hashes(text).tolist() for text in texts]


def test_words_without_end_are_told_apart_by_their_start_and_length():
    texts = [f"a b c d {'x' * size}{end}" for size in (250, 256, 257, 400) for end in ("", "é", "y")]
    found = kernel.shingles(texts)
    assert [found.of(n).tolist() for n in range(len(texts))] == [shingle_hashes(text).tolist() for text in texts]
    assert shingle_hashes(texts[0]) != shingle_hashes(texts[3])


def test_a_line_of_five_megabytes_takes_no_time():
    texts = ["x" * 5_000_000, "-" * 5_000_000, "word " * 1_000_000]
    started = time.process_time()
    kernel.sketches(texts)
    assert time.process_time() - started < 20


def test_a_sketch_holds_about_one_shingle_in_eight():
    many = " ".join(f"w{n}" for n in range(20_000))
    assert 0.9 < len(sketch(many)) * 8 / 20_000 < 1.1


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_signatures_are_those_of_datasketch(texts):
    found = signature.signatures(texts)
    sets = [[value >> 32 for value in shingle_hashes(text)] for text in texts]
    expected = MinHash.bulk(sets, num_perm=128, seed=1, scheme="affine32", hashfunc=lambda value: value)
    assert found.tolist() == [minhash.hashvalues.tolist() for minhash in expected]


def test_signatures_of_long_texts_are_those_of_datasketch():
    text = " ".join(f"w{n % 9001}" for n in range(30_000))
    (expected,) = MinHash.bulk(
        [[value >> 32 for value in shingle_hashes(text)]], num_perm=128, scheme="affine32", hashfunc=lambda value: value
    )
    assert (signature.signatures(["", text, "a b c d e"])[1] == expected.hashvalues).all()


def test_a_signature_can_be_stored_and_queried_in_datasketch():
    ferry, market = (signature.lean(row) for row in signature.signatures([FERRY, MARKET]))
    assert isinstance(ferry, LeanMinHash)
    lsh = MinHashLSH(threshold=0.5, num_perm=128)
    lsh.insert("ferry", ferry)
    assert lsh.query(ferry) == ["ferry"]
    assert lsh.query(market) == []
    assert ferry.jaccard(market) < 0.1


def test_jaccard_is_estimated_within_its_error():
    texts = [" ".join(f"w{n}" for n in range(start, start + 2000)) for start in (0, 500)]
    one, other = signature.signatures(texts)
    exact = 1496 / (2 * 1996 - 1496)
    assert abs(float(np.mean(one == other)) - exact) < 0.15


def test_one_story_needs_no_numpy():
    code = (
        "import sys\n"
        "from srclint.article import Corpus\n"
        "from srclint.neardup import compare, story_print\n"
        "from srclint.neardup.shingles import sketch\n"
        "from srclint.readers.text import read_text\n"
        f"story = story_print(read_text('a.txt', {FERRY!r}))\n"
        "assert sketch(story.text) and not compare(Corpus((story,))).pairs\n"
        "print([name for name in ('numpy', 'datasketch', 'scipy') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
