import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.data import rules_dir
from srclint.pack import builtin_packs, read_pack
from srclint.redos import explain

EXPONENTIAL = [
    r"(a+)+b",
    r"(a*)*b",
    r"(?:\w+\s*)+:",
    r"(?:\w+\s?)*$",
    r"(a|a)*b",
    r"(a|aa)+b",
    r"(?:a|a?)+b",
    r"(.*,)*x",
    r"^(?:[a-z]+-?)+@",
    r"(?:ab|a|b)*c",
    r"((a+)b?)+c",
    r"(?:\w{1,20} ?){1,20}x",
    r"(?=(a+)+b)a",
    r"(?>(a+)+b)",
    r"(x+x+)+y",
]
POLYNOMIAL = [
    r"^\s*\s*$",
    r"said\s+\w*\w*:",
    r"^a*a*b",
    r"foo.*.*bar",
    r"foo.*a.*bar",
    r"foo(?:\w+ ?){1,6}:",
    r"foo(?:ab)*(?:ab)*c",
    r"foo[a-z]+(?:x|[0-9])?[a-z]+!",
    r"foo.{0,900}.{0,900}bar",
]
LEADING = [
    r".*foo",
    r"\w+ said",
    r"[^.]*\bfoo",
    r"(?:\w+ )*said",
    r"(?:foo|\w+)x",
    r"\s?[^!]+!",
    r"(?=.*foo)bar",
]
SANE = [
    r"\bread more\b",
    r"^\s*(?:read|see) (?:more|also)\s*:?",
    r"(?:foo|far|bar)+x",
    r"\bsign up (?:to|for) [^.]{1,60} newsletter\b",
    r"foo.*bar",
    r"^(?:\w+ )+\w+:",
    r"^(?:\w+\s+)*said",
    r"\b\w+ said",
    r"(?<!\w)\w+ said",
    r"\w+",
    r"\d+ (?:stories|things)",
    r"foo\s+(?:the\s+)?bar",
    r"(?>\w+)\s*:",
    r"foo\w*+\w*x",
    r"^(?:[^\"\\]|\\.)*\"$",
    r"a{2,5}b{2,5}a{2,5}",
    r"(?:(?:mr|mrs|dr)\. )?[a-z]{2,20} (?:said|says)",
    r"foo(?:, \w{1,20}){0,3} and \w+",
    r"(\w)\1foo",
    r"\.\.\. ?\[\+\d+ chars\]$",
]


@pytest.mark.parametrize("pattern", EXPONENTIAL)
def test_exponential_patterns_are_refused(pattern):
    assert "exponential" in explain(pattern)


@pytest.mark.parametrize("pattern", POLYNOMIAL)
def test_polynomial_patterns_are_refused(pattern):
    assert "polynomial" in explain(pattern)


@pytest.mark.parametrize("pattern", LEADING)
def test_an_open_repeat_at_the_start_is_refused(pattern):
    assert "starts with" in explain(pattern)


@pytest.mark.parametrize("pattern", SANE)
def test_sane_patterns_pass(pattern):
    assert explain(pattern) is None


@pytest.mark.parametrize("pack", builtin_packs(), ids=lambda path: path.relative_to(rules_dir()).as_posix())
def test_the_shipped_packs_pass(pack):
    refused = {
        (entry.code, pattern): explain(pattern)
        for entry in read_pack(pack)
        for pattern in (entry.pattern, entry.unless)
        if pattern and explain(pattern)
    }
    assert refused == {}


def test_a_pattern_that_does_not_compile_is_an_error():
    with pytest.raises(re.error):
        explain("(")


def test_a_repeat_too_large_to_check_is_refused():
    words = "|".join(f"{chr(97 + n % 26)}{n}word" for n in range(200))
    assert "too much" in explain(rf"foo(?:(?:{words})+ ?)+x")


atoms = st.sampled_from(["a", "b", "[ab]", "[^a]", r"\w", "c"])
patterns = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds("{}{}".format, inner, inner),
        st.builds("(?:{}|{})".format, inner, inner),
        st.builds("(?:{}){}".format, inner, st.sampled_from(["*", "+", "?", "{0,3}"])),
    ),
    max_leaves=6,
)


@given(patterns, st.sampled_from(["a", "b", "ab", "aab", "ac", "abb"]))
def test_what_passes_runs_fast(pattern, unit):
    if explain("^" + pattern + "!") is None:
        started = time.process_time()
        re.search("^" + pattern + "!", unit * 200)
        assert time.process_time() - started < 5.0
