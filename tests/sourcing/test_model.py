"""The weights and the stream of tokens that they are asked about."""

from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from srclint.data import parsed
from srclint.readers.text import read_text
from srclint.sourcing.extract import candidates
from srclint.sourcing.features import cue_keys, end_keys, layout_keys, left_end_keys, left_start_keys, start_keys
from srclint.sourcing.model import TASKS, bound, model, odds
from srclint.sourcing.stream import Stream
from srclint.sourcing.streams import quoted_ranges

TEXT = "Ann Roe said that the bridge will close, and Lee Ward added it was late."


def stream(text: str) -> Stream:
    article = read_text("a.txt", text)
    return Stream(article.paragraphs, article.derived(quoted_ranges))


def test_every_feature_of_the_file_is_asked_for_and_no_other():
    table = parsed("model/sourcing-en.json")
    for name, task in TASKS.items():
        assert len(table[name]) == task.classes - 1
        for row in table[name]:
            assert set(row) <= {*task.features, "bias"}


def test_keys_are_as_many_as_their_names():
    c = next(iter(candidates(stream(TEXT))))
    keys = cue_keys(c)
    assert len(keys) == len(TASKS["cue"].features)
    assert len(layout_keys(c, keys)) == len(TASKS["layout"].features)
    assert len(start_keys(c, c.head + 1)) == len(TASKS["resume"].features)
    assert len(end_keys(c, c.head + 1, c.head + 3, "U", c.end)) == len(TASKS["end"].features)
    assert len(end_keys(c, c.head + 1, c.end, "U", c.end)) == len(TASKS["end"].features)
    assert len(left_end_keys(c, c.head)) == len(TASKS["left_end"].features)
    assert len(left_start_keys(c, c.head, c.head - 1, -1)) == len(TASKS["left_start"].features)


def test_the_tables_of_a_word_add_up_to_what_the_file_says():
    c = next(iter(candidates(stream(TEXT))))
    keys = cue_keys(c)
    row = parsed("model/sourcing-en.json")["cue"][0]
    outer = {"lemma": c.lemma, "kind": c.kind, "word": "said"}
    expected = row["bias"]
    for name, key in zip(TASKS["cue"].features, keys, strict=True):
        part = name.partition(">")[0]
        table = row.get(name, {})
        expected += (table.get(outer[part], {}) if part != name else table).get(key, 0)
    assert odds(bound("said").cue, keys, model().cue.bias) == expected


def test_a_quotation_is_one_token():
    s = stream("“A b c d e f g h i j,” said Ann Roe.")
    assert s.shape[0] == "Q"
    assert s.low[0] == "“,short"
    assert [s.slice(a, b) for a, b in s.sentences] == ["“A b c d e f g h i j,” said Ann Roe."]


def test_titles_and_initials_end_no_sentence():
    s = stream("Mr. John R. Bryson met Sen. Ann Roe (R-Tex.) in the U.S. in May. She left.")
    assert len(s.sentences) == 2
    assert "(r-tex.)" in s.low


def test_paragraphs_part_sentences():
    s = stream("The mayor met Ann Roe and\n\nLee Ward left")
    assert [s.slice(a, b) for a, b in s.sentences] == ["The mayor met Ann Roe and", "Lee Ward left"]


WORDS = st.lists(
    st.sampled_from(
        ["Ann", "said,", "that", "“yes”", "(R-Tex.)", "Mr.", "U.S.", "...", "—", "a: b", "“", "¶", "[x]", "--", "\n\n"]
    ),
    max_size=30,
)


@given(WORDS.map(" ".join))
def test_tokens_stand_where_they_say(text):
    s = stream(text)
    for number, paragraph in enumerate(s.paragraphs):
        first, last = s.tokens_of(number)
        assert s.bounds[first : last + 1] == sorted(s.bounds[first : last + 1])
        for k in range(first, last):
            start, end = s.start(k), s.bounds[k + 1]
            assert s.begins[number] <= start < end <= s.begins[number] + len(paragraph.text)
            if s.shape[k] != "Q" and s.tokens[k] in paragraph.text:
                assert s.slice(k, k + 1) == s.tokens[k]
                assert s.token(start) == k
            assert s.span(k, k + 1) == paragraph.to_source(start - s.begins[number], end - s.begins[number])


def test_what_is_written_as_usual_is_placed_without_a_search():
    s = stream("“The Skell bridge is shut,” Ann Roe said; Lee Ward – of Leeds – agreed.\n\nBoth left.")
    with mock.patch.object(Stream, "_sought", side_effect=AssertionError):
        assert s.slice(0, len(s.bounds) - 1) == s.text.removesuffix(" ¶ ")


def test_what_follows_a_place_ends_with_its_paragraph():
    s = stream("The mayor met Ann Roe,\n\nprofessor of law.")
    at = s.text.index(" Roe")
    assert (s.following(at, 3), s.following(at, 99)) == (" Ro", " Roe,")
