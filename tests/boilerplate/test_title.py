import pytest

from srclint.boilerplate import headline, story
from srclint.readers import ReadOptions, read_bytes

from .stories import CLOSE, MIDDLE, OPENING, STORY, article, codes


def test_the_line_at_the_top_is_the_headline():
    found = article("Dam breaks above Elm town", *STORY).derived(headline)
    assert (found.text, found.index) == ("Dam breaks above Elm town", 0)


@pytest.mark.parametrize("first", [OPENING, "Share this", "By Anna Berg", "12 May 2023", "Read more:"])
def test_what_is_no_headline(first):
    assert article(first, *STORY).derived(headline) is None


def test_a_headline_stands_above_a_lead_that_is_cut_off():
    found = article("Dam breaks above Elm town", MIDDLE.rstrip(".") + " and also").derived(headline)
    assert found is None
    found = article("Dam breaks above Elm town", " ".join(STORY).rstrip(".") + " and also").derived(headline)
    assert found.text == "Dam breaks above Elm town"


def test_a_line_alone_is_a_headline():
    assert article("Dam breaks above Elm town").derived(headline).index == 0
    assert article("Home", "News of the day", "Sport and more").derived(headline) is None


def test_the_headline_of_a_gallery_is_no_teaser():
    title = "In pictures: the dam above Elm town"
    assert article(title, *STORY).derived(headline).text == title
    assert codes(title, *STORY) == {}
    assert codes("Dam breaks above Elm town", OPENING, title, MIDDLE, CLOSE) == {title: "BP102"}


def test_a_language_that_parts_no_words():
    text = (
        "市议会决定关闭旧桥两年",
        "2024年5月3日",
        "市议会周五投票决定关闭这座旧桥两年，一位女发言人说。",
        "“安全第一，”安娜说。",
    )
    assert article(*text).derived(headline).index == 0
    assert codes(*text) == {}
    assert article(*text[2:]).derived(headline) is None


def test_the_signature_of_a_post_is_no_headline():
    found = article("— The Elm Courier (@elmcourier) May 3, 2024", *STORY).derived(headline)
    assert found is None


def test_the_headline_stands_where_its_own_words_are():
    page = (
        "<html><head><title>Elm floods | Courier</title>"
        "<meta property='og:title' content='Dam breaks above Elm town'></head>"
        f"<body><article><h1>Dam breaks above Elm town</h1><p>{OPENING}</p><p>{MIDDLE}</p></article></body></html>"
    )
    read = next(iter(read_bytes(page.encode(), "page.html", ReadOptions())))
    found = read.derived(headline)
    assert read.source[found.span.start : found.span.end] == found.text == "Dam breaks above Elm town"


def test_a_teaser_is_no_headline():
    assert article("Most read", "Singer leaves band after nine years", *STORY).derived(headline) is None


def test_service_lines_before_the_headline_are_passed_over():
    found = article("Share this", "Dam breaks above Elm town", *STORY).derived(headline)
    assert found.index == 1


def test_metadata_have_the_say():
    page = (
        "<html><head><title>Dam breaks</title></head><body><article><h1>Dam breaks</h1>"
        f"<p>{OPENING}</p><p>{MIDDLE}</p></article></body></html>"
    )
    read = next(iter(read_bytes(page.encode(), "page.html", ReadOptions())))
    found = read.derived(headline)
    assert found.text == "Dam breaks"
    assert read.paragraphs[found.index].text == "Dam breaks"


def test_the_story_is_without_title_marks_and_repeats():
    read = article(
        "Dam breaks above Elm town", "Dam breaks above Elm town", OPENING, "Advertisement", MIDDLE, OPENING, CLOSE
    )
    told = read.derived(story)
    assert told.title == "Dam breaks above Elm town"
    assert [paragraph.text for paragraph in told.paragraphs] == [OPENING, MIDDLE, CLOSE]
    assert told.text == f"{OPENING}\n\n{MIDDLE}\n\n{CLOSE}"


def test_a_heading_is_the_headline_and_not_the_path_above_it():
    page = (
        "<html><head><title>Dam breaks above Elm town</title></head><body><article>"
        "<p>Home</p><p>Dam breaks above Elm town</p><h1>Dam breaks above Elm town</h1>"
        f"<p>{OPENING}</p><p>{MIDDLE}</p></article></body></html>"
    )
    [read] = read_bytes(page.encode(), "a.html", ReadOptions())
    assert read.derived(headline).index == 2


@pytest.mark.parametrize("link", ["Skip to content", "Zum Inhalt springen", "Larger text size"])
def test_the_links_at_the_top_of_a_page_are_no_headline(link):
    assert article(link, "Dam breaks above Elm town", *STORY).derived(headline).index == 1
    assert codes(link, "Dam breaks above Elm town", *STORY) == {link: "BP106"}


@pytest.mark.parametrize(
    "menu",
    [
        "News | Sport | Weather | Jobs",
        "Latest. Pictures. Video. Puzzles",
        "Home Politics Business Technology Obituaries Log in",
    ],
)
def test_a_menu_on_one_line_is_no_headline(menu):
    read = article(menu, "Dam breaks above Elm town", *STORY)
    assert read.derived(headline).index == 1
    assert codes(menu, "Dam breaks above Elm town", *STORY) == {menu: "BP103"}


@pytest.mark.parametrize(
    "title",
    ["Sports business news: Elm Town sold", "Dam breaks | Two villages flooded | Mayor asks for help | Tents sent"],
)
def test_a_headline_may_have_words_of_menus_and_marks(title):
    assert article(title, *STORY).derived(headline).index == 0


def test_a_motto_over_the_headline_is_not_it():
    motto = "Breaking stories, notices and what else is on in all the county"
    read = article(motto, "Dam breaks above Elm town", *STORY)
    assert read.derived(headline).index == 1
    assert "Dam breaks above Elm town" not in codes(motto, "Dam breaks above Elm town", *STORY)


def test_a_title_that_the_story_takes_up_is_the_headline_whatever_stands_below():
    title = "Pumps and tents: a night in the school of the old town"
    assert article(title, "Dam breaks above Elm town", *STORY).derived(headline).index == 0
