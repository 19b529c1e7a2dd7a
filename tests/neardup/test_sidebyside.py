"""Two stories side by side."""

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from srclint.neardup.sidebyside import State, as_html, as_lines, side_by_side

from .stories import FERRY, MARKET, printed, reworded


def view(a, b):
    return side_by_side(printed("a.txt", a), printed("b <b>.txt", b))


def test_shared_passages_stand_in_one_row_with_what_differs():
    found = view(f"{MARKET}\n{FERRY}", reworded(FERRY))
    (shared,) = [row for row in found.rows if row.shared]
    assert "".join(piece.text for piece in shared.a).startswith("The last car ferry")
    changed = [piece.text.strip() for piece in shared.b if piece.state is State.CHANGED]
    assert "sails" in changed
    assert found.containment[0] < 0.6 < found.containment[1]


def test_an_opening_quotation_mark_stands_with_the_words_that_it_opens():
    found = view(FERRY, FERRY.replace('"Nobody likes', 'Rain is likely on the last day of the month.\n\n"Nobody likes'))
    (added,) = [piece.text for row in found.rows for piece in row.b if piece.state is not State.SAME]
    assert added == "Rain is likely on the last day of the month.\n"


def test_marks_of_a_page_end_with_the_word():
    page = as_html(view(FERRY, FERRY.replace("county transport.", "county transport matters today.")))
    assert "<ins>matters today.</ins>" in page
    assert "<span class=shared>In both</span>" in page


def test_a_moved_paragraph_is_marked():
    first, second, rest = FERRY.split("\n\n", 2)
    found = view(FERRY, f"{rest}\n\n{first}\n\n{second}")
    moved = "".join(piece.text for row in found.rows for piece in row.b if piece.state is State.MOVED)
    assert "last car ferry" in moved


def test_lines_are_two_columns_of_the_width():
    lines = list(as_lines(view(FERRY, reworded(FERRY)), 100))
    assert all(len(line) <= 100 for line in lines)
    assert lines[0].startswith("a.txt (")
    assert any(line[49:50] == "=" for line in lines)
    assert any("[-" in line for line in lines)
    assert any("{+" in line for line in lines)


def test_html_is_whole_and_escaped():
    found = as_html(view(FERRY, f"{reworded(FERRY)}\nAn <i>odd</i> & last line."))
    assert "b &lt;b&gt;.txt" in found
    assert "&lt;i&gt;odd" in found
    open_tags = []

    class Checker(HTMLParser):
        def handle_starttag(self, tag, attrs):  # noqa: ARG002 - the parser's own signature
            if tag != "meta":
                open_tags.append(tag)

        def handle_endtag(self, tag):
            assert open_tags.pop() == tag

    Checker().feed(found)
    assert open_tags == []
    assert "http" not in found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*"abcdef", "\n", "—"]), max_size=90), st.lists(st.sampled_from("abcdef"), max_size=90))
def test_every_word_of_both_stories_is_shown_once(a, b):
    one, other = printed("a.txt", " ".join(a)), printed("b.txt", " ".join(b))
    found = side_by_side(one, other)
    if any(ch.isalnum() for ch in one.text):
        assert "".join(piece.text for row in found.rows for piece in row.a) == one.text
    if any(ch.isalnum() for ch in other.text):
        assert "".join(piece.text for row in found.rows for piece in row.b) == other.text
