import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.boilerplate import story
from srclint.cases import check_cases
from srclint.checks import boilerplate, boilerplate_page
from srclint.checks.boilerplate import CommentForm, SelfPromo, TeaserBlock, TeaserLine
from srclint.checks.boilerplate_page import BlockPage, BoilerplateShare, PageFurniture
from srclint.checks.marked import deletion
from srclint.edits import apply_edits
from srclint.registry import rules_in
from srclint.rule import Safety

from .texts import article, findings, fixed, found

A = "The dam above the town broke at noon on Friday and flooded two villages before night fell on the valley."
B = "Engineers had warned of cracks since the spring of 2019, the ministry said, and nobody had looked at them since."
C = "Bakers of the old market street say that they will sell rolls until ten at night from the first of next month on."
D = "A choir of ninety miners sang in the new hall for an hour and a half, and the mayor of the town sang along."
TEASER = "READ MORE: Minister quits over leak"


@pytest.mark.parametrize("rule", [*rules_in(boilerplate), *rules_in(boilerplate_page)], ids=lambda rule: rule.code)
def test_the_rules_keep_to_their_cases(rule):
    assert list(check_cases([rule])) == []


def test_a_finding_spans_exactly_a_run_of_neighbours():
    text = f"{A}\n\nMost read\n\nSinger leaves band after nine years\n\n{B}\n\nLeave a Reply\n\n12 comments\n"
    assert found(TeaserBlock(), text) == ["Most read\n\nSinger leaves band after nine years"]
    assert found(CommentForm(), text) == ["Leave a Reply\n\n12 comments"]


def test_the_message_says_why():
    [finding] = findings(TeaserBlock(), f"{A}\n\nMost read\n\nSinger leaves band after nine years\n\n{B}\n")
    assert "“Most read”" in finding.message
    assert "other stories" in finding.message
    assert finding.fix.safety is Safety.SAFE


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{A}\n\n{TEASER}\n\n{B}\n", f"{A}\n\n{B}\n"),
        (f"{A}\n\n\n{TEASER}\n\n{B}\n", f"{A}\n\n\n{B}\n"),
        (f"{A}\n{TEASER}\n\n{B}\n", f"{A}\n\n{B}\n"),
        (f"{A}\n\n{TEASER}\n{B}\n", f"{A}\n\n{B}\n"),
        (f"{TEASER}\n\n{A}\n", f"{A}\n"),
        (f"{A}\n\n{TEASER}\n", f"{A}\n"),
        (f"{A}\n\n{TEASER}", A),
        (f"{A}\r\n\r\n{TEASER}\r\n\r\n{B}\r\n", f"{A}\r\n\r\n{B}\r\n"),
    ],
)
def test_a_paragraph_goes_with_one_of_the_blank_runs_beside_it(before, after):
    assert fixed(TeaserLine(), before) == after


def test_in_html_the_element_goes():
    page = f"<html><body><article><p>{A}</p><p>{TEASER}</p>\n<p>{B}</p></article></body></html>"
    after = fixed(TeaserLine(), page, "page.html")
    assert TEASER not in after
    assert f"<p>{A}</p>" in after
    assert f"<p>{B}</p></article></body></html>" in after


def test_in_jsonl_the_string_stays_whole():
    import json

    line = json.dumps({"text": f"{A}\n\n{TEASER}\n\n{B}", "title": "Dam breaks"})
    assert json.loads(fixed(TeaserLine(), line, "stories.jsonl"))["text"] == f"{A}\n\n{B}"


@given(st.sets(st.integers(0, 5), min_size=1, max_size=5), st.sampled_from(["\n\n", "\n", "\n\n\n", "\r\n\r\n"]))
def test_deleting_leaves_the_other_paragraphs_as_they_were(chosen, gap):
    lines = [f"Line {number} of a story that is not long." for number in range(6)]
    read = article(gap.join(lines) + "\n")
    runs, edits = [], []
    for index in sorted(chosen):
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    for run in runs:
        edits.extend(deletion(read, run))
    left = article(apply_edits(read.source, sorted(edits)))
    assert [p.text for p in left.paragraphs] == [line for n, line in enumerate(lines) if n not in chosen]


@pytest.mark.parametrize("after", ["", f"\n***\n\n{B}\n"])
def test_below_a_thematic_break_no_blank_lines_are_left(after):
    read = article(f"{A}\n\n___\n\n{TEASER}\n{after}", "a.md")
    assert apply_edits(read.source, deletion(read, [1])) == f"{A}\n\n___\n{after}"


def test_a_page_that_turned_the_reader_away():
    assert found(BlockPage(), "Access denied\n\nPlease verify you are a human.") == [""]
    assert found(BlockPage(), f"{A}\n\n{B}\n\nHe was denied access to a lawyer.") == []
    assert found(BlockPage(), f"{A} {A} {A} {A} {A} {A}\n\nPlease enable JavaScript to view the comments.") == []


def test_the_share_is_that_of_words():
    assert found(BoilerplateShare(), f"{A}\n\n{TEASER}\n\n{B}") == []
    [finding] = findings(BoilerplateShare(), f"{TEASER}\n\nShare this article\n\nLeave a Reply\n\nThe dam broke.\n")
    assert "more than half" in finding.message


def test_the_page_around_a_story_is_marked_and_taken_out_of_the_text():
    page = (
        f"<html><body><nav><a href='/'>Home</a></nav><main><article><h1>Dam breaks</h1><p>{A}</p><p>{B}</p>"
        "</article></main><footer><p>© 2024 Courier Media. All rights reserved.</p></footer></body></html>"
    )
    assert [text.strip() for text in found(PageFurniture(), page, "page.html")] == [
        "Home",
        "© 2024 Courier Media. All rights reserved.",
    ]
    assert article(page, "page.html").derived(story).text == f"{A}\n\n{B}"


@pytest.mark.parametrize("layout", ["with-sidebar", "theia-sticky-sidebar", "sidebar-layout"])
def test_a_class_of_the_whole_layout_makes_no_sidebar_of_the_story(layout):
    page = (
        f"<html><body><div class='{layout}'><nav><a href='/'>Home</a></nav><article><h1>Dam breaks</h1><p>{A}</p>"
        f"<p>{B}</p></article></div></body></html>"
    )
    assert found(PageFurniture(), page, "page.html") == ["Home"]
    assert article(page, "page.html").derived(story).text == f"{A}\n\n{B}"


def test_what_stands_on_top_of_every_page_is_no_line_left_in_the_story():
    page = (
        "<html><body><div class='top'><a href='/in'>Log in</a></div><div class='main'><h1>Dam breaks</h1>"
        f"<p>{A}</p><p>{B}</p><p>Sign up for our newsletter</p><p>{A[::-1]}.</p></div></body></html>"
    )
    assert found(PageFurniture(), page, "page.html") == ["Log in"]
    assert found(SelfPromo(), page, "page.html") == ["Sign up for our newsletter"]


def test_a_long_text_in_a_sidebar_is_not_the_story():
    teasers = "".join(f"<p>{sentence}</p>" for sentence in (C, D, C[::-1] + "."))
    page = (
        f"<html><body><article><h1>Dam breaks</h1><p>{A}</p><p>{B}</p></article>"
        f"<div class='sidebar'>{teasers}</div></body></html>"
    )
    assert article(page, "page.html").derived(story).text == f"{A}\n\n{B}"


def test_a_page_of_nothing_but_a_story_is_left_alone():
    page = f"<html><body><h1>Dam breaks</h1><p>{A}</p><h2>What engineers knew</h2><p>{B}</p></body></html>"
    assert found(PageFurniture(), page, "page.html") == []
    assert "What engineers knew" in article(page, "page.html").derived(story).text


def test_the_page_around_a_story_is_no_share_of_it():
    menu = "".join(f"<a href='/{n}'>Section {n}</a> " for n in range(60))
    story_of_two = f"<article><h1>Dam breaks</h1><p>{A}</p><p>{B}</p></article>"
    page = f"<html><body><nav>{menu}</nav><main>{story_of_two}</main></body></html>"
    assert found(BoilerplateShare(), page, "page.html") == []
