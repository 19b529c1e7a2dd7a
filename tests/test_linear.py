import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint import engines
from srclint.cases import check_patterns
from srclint.errors import ConfigError
from srclint.language import fold
from srclint.linear import Linear, NotLinearError, translate
from srclint.match import checked_pack, entries, spans
from srclint.readers.text import read_text

RE2 = pytest.importorskip("re2")

ATOMS = st.sampled_from(
    ["a", "b", "é", "1", " ", "—", r"\w", r"\W", r"\d", r"\s", r"\S", ".", "[^aé]", "[b-y1]", r"\b", "^", "$"]
)
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.tuples(inner, inner).map("(?:{0[0]}|{0[1]})".format),
        st.tuples(inner.filter(lambda p: re.match(p, "") is None), st.sampled_from("?*+")).map("({0[0]}){0[1]}".format),
        st.tuples(inner.filter(lambda p: re.match(p, "") is None), st.sampled_from(["{2}", "{0,3}", "+?"])).map(
            "(?:{0[0]}){0[1]}".format
        ),
    ),
    max_leaves=6,
)
SOMETHING = st.tuples(PATTERNS, st.sampled_from(["[ab1é ]", "."])).map("(?:{0[0]}){0[1]}".format)
TEXTS = st.text(alphabet="aabbé1 —\nzß²٣\u2003\u0301\x1cœ-", max_size=12)


def matches(pattern, text):
    return [found.span() for found in pattern.finditer(text) if found.end() > found.start()]


@given(SOMETHING, TEXTS)
def test_re2_finds_what_re_finds(pattern, text):
    linear = Linear(pattern, RE2, re.MULTILINE)
    assert matches(linear, fold(text)) == matches(re.compile(pattern, re.MULTILINE), fold(text))


@given(SOMETHING, TEXTS, st.integers(0, 6))
def test_a_search_starts_where_it_is_told(pattern, text, at):
    one, other = Linear(pattern, RE2, re.MULTILINE).search(text, at), re.compile(pattern, re.MULTILINE).search(text, at)
    assert (one and one.span()) == (other and other.span())


@pytest.mark.parametrize(
    "pattern",
    [
        "(?=a)b",
        "(?<!a)b",
        r"(a)\1",
        "(?>a+)b",
        "a++b",
        "[à-ü]",
        "(?i)a",
        "a(?i:b)",
        "(?a)é",
        r"a\B",
        "a{1001}",
        "".join(map(chr, range(0x400, 0x420))),
        "\u2003",
        "a*",
    ],
)
def test_what_re2_would_read_otherwise_is_not_given_to_it(pattern):
    with pytest.raises(NotLinearError):
        Linear(pattern, RE2)


def test_an_end_that_may_be_before_a_line_break_is_not_given_to_it():
    with pytest.raises(NotLinearError):
        translate("a$")
    assert matches(Linear("a$", RE2, re.MULTILINE), "a\na") == [(0, 1), (2, 3)]


def test_capitals_match_nothing_in_a_folded_text():
    assert matches(Linear("Zé|A", RE2), "éz œé") == []


@pytest.mark.parametrize(("pattern", "text"), [(r"(a+)+b", "a" * 50_000), (r"(?:\w+\s?)+:", "word " * 10_000)])
def test_what_would_take_re_for_ever_is_soon_done(pattern, text):
    linear = Linear(pattern, RE2)
    start = time.process_time()
    assert matches(linear, text) == []
    assert time.process_time() - start < 1


PACK = """
[[rule]]
code = "OWN101"
name = "own"
keywords = ["makers"]
pattern = '{}'
unless = '{}'
{}
bad = ["The makers of things", "The makers of things"]
good = ["a", "b"]
"""
SLOW = r"(?:\w+\s?)+ers\b"


@pytest.fixture
def pack(tmp_path, monkeypatch):
    """Writes a pack of one rule."""
    monkeypatch.delenv(engines.VARIABLE, raising=False)

    def write(pattern=SLOW, unless="never", more=""):
        path = tmp_path / "own.toml"
        path.write_text(PACK.format(pattern, unless, more), encoding="utf-8")
        return path

    return write


def found(path, text):
    (entry,) = checked_pack(path)
    article = read_text("a.txt", text)
    return [p.text[s.start : s.end] for p in article.paragraphs for s in spans(entry, article, p)]


def test_a_slow_pattern_of_a_project_runs_in_re2(pack):
    path = pack()
    assert checked_pack(path)[0].linear == ("pattern",)
    assert found(path, "Über makers, über") == ["Über makers"]
    assert list(check_patterns((str(path),))) == []


def test_a_slow_veto_of_a_project_runs_in_re2(pack):
    path = pack("makers", SLOW + "!")
    assert checked_pack(path)[0].linear == ("unless",)
    assert found(path, "Makers here\n\nFine makers! here") == ["Makers"]


def test_a_pattern_that_re_can_run_stays_with_it(pack):
    (entry,) = checked_pack(pack("makers"))
    assert entry.linear == ()
    assert isinstance(entry.regex, re.Pattern)


@pytest.mark.parametrize("refused", [SLOW + "(?= now)", "(?:[à-ü]+ ?)+x"])
def test_a_slow_pattern_that_re2_cannot_run_is_refused(pack, refused):
    with pytest.raises(ConfigError, match="exponential backtracking"):
        checked_pack(pack(refused))


def test_a_slow_pattern_is_refused_where_re2_is_not_used(pack, monkeypatch):
    path = pack()
    monkeypatch.setenv(engines.VARIABLE, "pure")
    with pytest.raises(ConfigError, match="exponential backtracking"):
        checked_pack(path)


def test_a_slow_pattern_is_refused_in_what_is_shipped_and_for_text_as_written(pack):
    with pytest.raises(ConfigError, match="exponential backtracking"):
        checked_pack(pack(), shipped=True)
    with pytest.raises(ConfigError, match="exponential backtracking"):
        checked_pack(pack(more="case = true"))


def test_a_pack_cannot_say_itself_what_runs_it(pack):
    with pytest.raises(ConfigError, match="unknown key 'linear'"):
        checked_pack(pack(more='linear = ["pattern"]'))


def test_no_shipped_pattern_needs_re2():
    assert not any(entry.linear for entry in entries())
