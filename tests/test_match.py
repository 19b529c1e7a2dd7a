import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.article import Article, Hints, Paragraph, Span
from srclint.language import fold, sentences
from srclint.match import (
    SEPARATOR,
    folded,
    having,
    hits,
    lengths,
    spans,
    spans_in,
    tokens,
    vocabulary,
    whole,
    word_counts,
    words,
)
from srclint.pack import Entry
from srclint.readers.text import read_text


def entry(**keys):
    values = {"code": "X001", "name": "x", "keywords": ("unheard of",), "bad": (), "good": ()} | keys
    return Entry(**values)


def found(e, text):
    article = read_text("a.txt", text)
    return [article.paragraphs[p.index].text[s.start : s.end] for p in article.paragraphs for s in spans(e, article, p)]


def test_a_match_is_given_in_the_text_as_written():
    assert found(entry(), "It is UNHEARD\u00a0of here.") == ["UNHEARD\u00a0of"]


def test_the_unit_can_be_marked_whole():
    assert found(entry(mark="unit"), "It is unheard of. Twice unheard of.") == ["It is unheard of. Twice unheard of."]
    assert found(entry(mark="unit", scope="sentence"), "Fine. It is unheard of.") == ["It is unheard of."]


def test_word_limits_count_the_unit():
    assert found(entry(max_words=4), "It is unheard of") == ["unheard of"]
    assert found(entry(max_words=3), "It is unheard of") == []
    assert found(entry(min_words=5), "It is unheard of") == []


def test_unless_vetoes_the_unit():
    assert found(entry(unless="never"), "It is never unheard of.") == []
    assert found(entry(unless="never", scope="sentence"), "Never. It is unheard of.") == ["unheard of"]


def test_case_can_be_heeded():
    us = entry(keywords=("us",), pattern=r"\bUS\b", case=True)
    assert found(us, "The US told us.") == ["US"]


@pytest.mark.parametrize(
    ("quotes", "expected"), [("skip", ["unheard of"]), ("only", ["Unheard of"]), ("both", ["Unheard of", "unheard of"])]
)
def test_quoted_speech_can_be_told_from_the_writer(quotes, expected):
    assert found(entry(quotes=quotes), '"Unheard of," he said. It was unheard of.') == expected


@pytest.mark.parametrize(("position", "hits"), [("top", [0, 1, 2]), ("body", [3, 4, 5, 6, 7]), ("end", [5, 6, 7])])
def test_positions_part_the_article(position, hits):
    article = read_text("a.txt", "\n\n".join(f"Unheard of {n}" for n in range(8)))
    e = entry(position=position)
    assert [p.index for p in article.paragraphs if any(True for _ in spans(e, article, p))] == hits


@given(st.text(max_size=60))
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)


def of(*texts):
    """An article of paragraphs that no reader has cleaned."""
    return Article("a.txt", "", "text", tuple(Paragraph(n, t, Span(0, 0), Span(0, 0)) for n, t in enumerate(texts)))


RAW = st.lists(st.text(alphabet=st.sampled_from("aB c'\0_7\nÉΣİ’—\u00a0²\U0001f600\ud800")) | st.text(), max_size=5)


def test_the_folded_view_is_by_paragraph():
    article = read_text("a.txt", "One’s\n\nTWO")
    assert article.derived(folded) == ("one's", "two")
    assert article.derived(whole) == f"one's{SEPARATOR}two"


@given(RAW)
def test_paragraphs_fold_as_they_would_alone(texts):
    assert of(*texts).derived(folded) == tuple(map(fold, texts))


@given(RAW)
def test_tokens_are_the_runs_of_word_characters(texts):
    assert list(of(*texts).derived(tokens)) == [re.findall(r"\w+", fold(text)) for text in texts]


def test_a_text_of_many_symbols_has_the_same_tokens():
    symbols = "".join(map(chr, range(0x2190, 0x2290)))
    assert of(f"one{'x'.join(symbols)}two").derived(tokens) == (["one", *"x" * 255, "two"],)


@given(RAW)
def test_words_are_known_by_paragraph_and_by_article(texts):
    article = of(*texts)
    assert list(article.derived(words)) == [set(found) for found in article.derived(tokens)]
    assert article.derived(vocabulary) == {word for found in article.derived(tokens) for word in found}


@given(RAW, st.sets(st.sampled_from(["a", "b", "c", "7", "é", "nowhere"])))
def test_paragraphs_are_had_where_a_word_stands(texts, wanted):
    article = of(*texts)
    expected = [n for n, found in enumerate(article.derived(tokens)) if wanted & {*found}]
    assert [p.index for p in having(article, wanted)] == [p.index for p in having(article, list(wanted))] == expected


def test_paragraphs_are_found_by_their_words_in_order():
    article = read_text("a.txt", "One’s day\n\nTwo\n\nA DAY in two parts")
    assert [p.index for p in having(article, ("two", "day"))] == [0, 1, 2]
    assert [p.index for p in having(article, ("day",), article.paragraphs[1:])] == [2]
    assert having(article, ("da",)) == []


TEXTS = st.text(alphabet="ab  \n\u00a0\u2003\x1f\0—", max_size=8)


@given(st.lists(TEXTS | st.sampled_from(["One word", "and two more", "é"]), max_size=4))
def test_words_are_counted_as_blanks_part_them(texts):
    spans = [Span(0, len(text)) for text in texts]
    paragraphs = tuple(Paragraph(n, text, span, span) for n, (text, span) in enumerate(zip(texts, spans, strict=True)))
    article = Article("a.jsonl", "", "jsonl", paragraphs)
    assert article.derived(word_counts) == tuple(len(text.split()) for text in texts)


SENTENCES = st.lists(
    st.sampled_from(["unheard of", "Unheard", "of", "no", "a.", "A", "of…", '"', " ", "\n"]), max_size=9
)


@given(
    SENTENCES.map(" ".join), st.sampled_from([r"\bunheard of\b", r"unheard of(?= ?a)", r"unheard of\W|^unheard of$"])
)
def test_a_look_for_keywords_spares_no_sentence_that_matches(text, pattern):
    e = entry(scope="sentence", pattern=pattern)
    slowly = [
        (unit.start + match.start(), unit.start + match.end())
        for unit in sentences(text)
        for match in e.regex.finditer(fold(text)[unit.start : unit.end])
    ]
    assert [tuple(span) for p in of(text).paragraphs for span in spans(e, of(text), p)] == slowly


@given(SENTENCES.map(" ".join), st.sampled_from(["^unheard of", "^unheard(?: of)?|^a", "^(?:no )*unheard of$", "^a*"]))
def test_a_pattern_for_the_start_of_a_line_matches_as_any_other(text, pattern):
    e = entry(keywords=(), pattern=pattern)
    assert e.is_anchored
    matches = e.regex.finditer(fold(text))
    assert [tuple(span) for span in spans_in(e, fold(text))] == [m.span() for m in matches if m[0]]


HEAD = """[defaults]
code = "OWN101"
name = "own"
keywords = ["unheard of"]
bad = ["unheard of", "unheard of"]
good = ["a", "b"]
"""


@pytest.fixture
def let_through(tmp_path):
    """The numbers of the rows of a pack that may match each paragraph of an English text."""

    def numbers(text, *rows):
        pack = tmp_path / "own.toml"
        pack.write_text(
            HEAD + "".join(f"[[rule]]\nsummary = '{n}'\n{row}\n" for n, row in enumerate(rows)), encoding="utf-8"
        )
        article = read_text("a.txt", text).with_hints(Hints(language="en", packs=(str(pack),)))
        found = article.derived(hits)
        own = [[int(e.summary) for e in found.get(p.index, ()) if e.code == "OWN101"] for p in article.paragraphs]
        assert list(found) == sorted(found)
        return own

    return numbers


def test_entries_are_let_through_by_keyword_length_and_language(let_through):
    rows = ("lang = ['de']", "lang = ['en', 'fr']", "max_words = 3", "max_words = 3\nscope = 'sentence'", "")
    short, long, without = "It's unheard of", "It is unheard of here. Still, it is.", "It is not"
    assert let_through(f"{short}\n\n{long}\n\n{without}", *rows) == [[1, 2, 3, 4], [1, 3, 4], []]


def test_entries_for_other_places_than_a_paragraph_are_not_let_through(let_through):
    rows = [f"scope = '{scope}'" for scope in ("headline", "lede", "document", "raw", "paragraph")]
    assert let_through("It is unheard of", *rows) == [[4]]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("首相は橋を二年間、閉鎖すると言った。", "ja", 10),  # 16 signs
        ("市议会周一决定，将这座旧桥关闭两年。", "zh", 10),  # 16 signs
        ("首相は NATO と EU の会合に出た。", "ja", 8),  # 9 signs, 2 words
        ("สะพานเก่าปิด", "th", 3),  # 12 signs
        ("The council closes a bridge (桥).", "en", 6),
    ],
)
def test_signs_are_counted_where_no_words_are_parted(text, language, expected):
    assert read_text("a.txt", text).with_hints(Hints(language=language)).derived(lengths) == (expected,)
