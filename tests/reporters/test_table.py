"""Tables line up in every script, and fit the terminal where they can."""

from hypothesis import given
from hypothesis import strategies as st

from srclint.reporters.style import Style, cells
from srclint.reporters.table import Column, table, wrap

PLAIN = Style(enabled=False)
COLUMNS = (Column("Name", gives=True), Column("Role", gives=True), Column("Count", figures=True))


def drawn(*rows, width=60):
    return list(table(COLUMNS, rows, width=width, style=PLAIN))


def test_wide_and_combining_characters_line_up():
    lines = drawn(("田中花子", "editor", "1"), ("Jose\u0301", "cook", "12"), ("Ann Roe", "baker", "3"))
    assert {cells(line) for line in lines} == {cells("  Name      Role    Count")}


def test_what_is_too_wide_is_wrapped_and_figures_stay():
    lines = drawn(("Ann Roe", "spokeswoman for the board of the harbour and of the pier", "1"), width=40)
    assert all(cells(line) <= 40 for line in lines)
    assert lines[1].endswith("1")
    assert " ".join(" ".join(line.split()) for line in lines[1:]).replace(" 1", "").endswith("the pier")


def test_columns_that_give_share_the_room_down_to_their_least():
    words = "so many words that no terminal has room for them in one line"
    columns = (Column("Name", gives=True, least=30), Column("Role", gives=True), Column("Body", gives=True))
    [heading, *_] = table(columns, [(words, words, words)], width=80, style=PLAIN)
    assert (heading.index("Role") - 4, heading.index("Body") - heading.index("Role")) == (30, 24)


def test_nothing_is_drawn_without_rows():
    assert drawn() == []


def test_control_characters_do_no_harm():
    assert "\x1b" not in "\n".join(drawn(("\x1b[31mred", "x\ny", "1")))


@given(st.text(max_size=80), st.integers(2, 30))
def test_wrapping_loses_nothing_and_keeps_the_width(text, width):
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cells(line) <= width for line in lines)
