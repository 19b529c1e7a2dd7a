"""HTML pages to paragraphs, with spans into the raw markup."""

import gc
import gzip
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srclint.article import Kind
from srclint.readers.html import read_html

PAGES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "html_dev.jsonl.gz"


def read(source):
    return read_html("a.html", source)


def texts(source):
    return [paragraph.text for paragraph in read(source).paragraphs]


def outers(source):
    return [source[p.outer.start : p.outer.end] for p in read(source).paragraphs]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>The <b>ferry</b>\r\n  left&nbsp;at <a href=x>no<i>on</i></a>.</p>", ["The ferry left\u00a0at noon."]),
        ("<p>AT&amp;T &lt;b&gt; &#8217; &copy &bogus; &</p>", ["AT&T <b> ’ © &bogus; &"]),
        ("<p>one<p>two<ul><li>three<li>four</ul>five", ["one", "two", "three", "four", "five"]),
        ("<div>bare<p>own</p>after</div>", ["bare", "own", "after"]),
        ("<table><tr><td>a<td>b<tr><th>c</table>", ["a", "b", "c"]),
        ("<p>One.<br>Two.<br/><br />three</p>", ["One.", "Two.", "three"]),
        ("<p>broken<br>in the middle</p>", ["broken in the middle"]),
        ("<h1>Ferry<br>Stays</h1>", ["Ferry Stays"]),
        ("<p>a<script>var x = '<p>no</p>'</script>b<style>p{}</style><!-- <p>no</p> -->c</p>", ["abc"]),
        ("<p>a<noscript>no</noscript><template><p>no</template><svg><text>no</text></svg></p>", ["a"]),
        (
            "<p hidden>no</p><p style='color:red; DISPLAY : none'>no</p><div style=visibility:hidden>no</div>yes",
            ["yes"],
        ),
        ("<p class='a hidden b'>yes</p><p hidden=until-found>found</p><dialog>no</dialog>", ["yes", "found"]),
        ("<title>no</title><p>2 < 3 and a<b</p>", ["2 < 3 and a"]),
        ("<p>cut <a href='x", ["cut"]),
        ("<textarea>never closed<p>yes</p>", ["never closed", "yes"]),
        ('<p title="a > b">yes</p><p title=Don\'t>too</p>', ["yes", "too"]),
        ("<b>a<div>b</b>c</div>d", ["a", "bc", "d"]),
        ("<button>Share</button>text<select><option>no</select>", ["Share", "text"]),
        ("<p>&nbsp;</p><p> </p>", []),
    ],
)
def test_text_is_what_a_browser_shows(exact, source, expected):
    assert [paragraph.text for paragraph in exact(read(source)).paragraphs] == expected


def test_kinds_containers_and_blocks():
    article = read("""<html><body><main id=Main class="Story wide"><h2>Title</h2><p>One</p><p>Two</p>
        <blockquote><p>Said</p></blockquote><figure><img src=x><figcaption>Photo</figcaption></figure>
        <ul><li>Item</li><li><h3>Teaser</h3></li></ul></main>
        <footer><span class=legal>Terms</span></footer></body></html>""")
    assert [(p.kind, p.level, p.block, p.container) for p in article.paragraphs] == [
        (Kind.HEADING, 2, 0, "main#main.story.wide>h2"),
        (Kind.TEXT, 0, 0, "main#main.story.wide>p"),
        (Kind.TEXT, 0, 0, "main#main.story.wide>p"),
        (Kind.QUOTE, 0, 1, "main#main.story.wide>blockquote>p"),
        (Kind.CAPTION, 0, 2, "main#main.story.wide>figure>figcaption"),
        (Kind.ITEM, 0, 3, "main#main.story.wide>ul>li"),
        (Kind.HEADING, 3, 4, "main#main.story.wide>ul>li>h3"),
        (Kind.TEXT, 0, 5, "footer>span.legal"),
    ]


def test_a_kind_ends_where_an_article_starts():
    kinds = [p.kind for p in read("<ul><li>item<article><p>story</p></article></li></ul>").paragraphs]
    assert kinds == [Kind.ITEM, Kind.TEXT]


def test_a_container_path_is_capped():
    source = f"<div class={'x' * 500}>" * 30 + "text"
    (paragraph,) = read(source).paragraphs
    assert len(paragraph.container) <= 400
    assert paragraph.container.startswith("div.xxx")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>All</p>", ["<p>All</p>"]),
        ("<ul><li><a href=x>Teaser</a></li><li>b</li></ul>", ["<li><a href=x>Teaser</a></li>", "<li>b</li>"]),
        ("<li><p>One</p></li>", ["<li><p>One</p></li>"]),
        ("<li><p>One</p><p>Two</p></li>", ["<p>One</p>", "<p>Two</p>"]),
        ("<li><img src=x><p>One</p></li>", ["<p>One</p>"]),
        ("<a href=x><h3>Teaser</h3></a>", ["<a href=x><h3>Teaser</h3></a>"]),
        ("<p><img src=x>Text</p>", ["Text"]),
        ("<div><b>Label:</b> one<br>Two <i>three</i></div>", ["<b>Label:</b> one", "Two <i>three</i>"]),
        ("<body> Only </body>", ["Only"]),
        ("<p>One<p>Two", ["<p>One", "<p>Two"]),
    ],
)
def test_outer_is_the_element_where_the_text_is_all_there_is_in_it(source, expected):
    assert outers(source) == expected


def test_links_are_spans_of_the_text():
    (paragraph,) = read(
        "<p>&nbsp;See <a href=1> the <b>paper </b></a>and <a name=x>no</a> <a href=2>more</a>"
    ).paragraphs
    assert [paragraph.text[s.start : s.end] for s in paragraph.links] == ["the paper", "more"]


NAMES = """p /p div /div b /b br li /li ul /ul table td tr /td /table a a~href=x /a h2 /h2 span~hidden title /title
script /script img !-- !--x-- svg /svg p~class="a p~x='>' select /select ?x body /body button blockquote /br /"""
TAGS = st.sampled_from(NAMES.split()).map(lambda tag: f"<{tag.replace('~', ' ')}>")
NOISE = st.sampled_from(
    (
        "text",
        " ",
        "\n",
        "\r\n",
        "&amp;",
        "&nbsp;",
        "&#10;",
        "&",
        "&lt",
        "É😀",
        "<",
        ">",
        '"',
        "'",
        "-->",
        "<p",
        "</",
        "=",
    )
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(TAGS, NOISE), max_size=30).map("".join))
def test_any_mixture_of_tags_is_located(exact, source):
    exact(read(source))


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 20_000 + "text",
        "<b>" * 10_000 + "<p>" * 10_000,
        "<b " * 100_000,
        '<a b="' * 50_000,
        "<!--" * 100_000,
        "<script>" * 50_000,
        "<table><td>" * 8_000 + "</div>" * 8_000,
        "<p>a" * 10_000,
        "<br>" * 20_000,
        "<br> " * 20_000 + "x",
        "&amp" * 100_000,
        "&" * 200_000,
        "<a href=x>" * 10_000 + "x",
        "</p>" * 50_000,
        "<i>x<br>" * 8_000,
        "<p>" + "x <b>y</b> &amp; " * 10_000,
    ],
    ids=lambda source: source[:12],
)
def test_hostile_pages_take_no_long_time(source):
    started = time.process_time()
    read(source)
    assert time.process_time() - started < 20


def test_a_page_of_800_kilobytes_is_read_without_delay():
    row = '<div class="card"><h3><a href="/x">A teaser</a></h3><p>Some <b>words</b> about it, &amp; more.</p></div>\n'
    rows = 800_000 // len(row) // 8
    source = ("<script>" + "x" * 7 * len(row) + "</script>\n" + row) * rows
    started = time.process_time()
    assert len(read(source).paragraphs) == 2 * rows
    assert time.process_time() - started < 10


@pytest.mark.skipif(not PAGES.exists(), reason="needs the development pages")
def test_real_pages_are_located(exact):
    with gzip.open(PAGES, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 10 == 0:
                assert exact(read(json.loads(line)["html"])).metadata.title


def test_a_plain_paragraph_and_a_woven_one_have_the_same_text_and_links():
    plain, woven = read(
        "<p>\n <a href=x>\u00a0The ferry left</a> </p><p>\n <a href=x>\u00a0The<i> ferry</i> left</a> </p>"
    ).paragraphs
    assert (plain.text, plain.links) == (woven.text, woven.links)
    assert plain.text == "The ferry left"


def test_the_garbage_collector_is_left_as_it_was():
    assert gc.isenabled()
    read("<p>One</p>")
    assert gc.isenabled()
    gc.disable()
    try:
        read("<p>One</p>")
        assert not gc.isenabled()
    finally:
        gc.enable()
