"""Directives: what is one, what is none, what is malformed, and what each covers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.article import Article, Metadata, Paragraph, Span
from srclint.directives import directives


def markdown(source, **extra):
    return Article("a.md", source, "markdown", (), Metadata(extra=extra))


def page(source, *elements):
    spans = [Span(source.index(e), source.index(e) + len(e)) for e in elements]
    paragraphs = tuple(Paragraph(n, e, span, span) for n, (e, span) in enumerate(zip(elements, spans, strict=True)))
    return Article("a.html", source, "html", paragraphs)


def covered(article):
    """(selector, the text it covers) for each suppression; None for the whole file."""
    return [
        (s.selector, None if s.scope is None else article.source[s.scope.start : s.scope.end].strip())
        for s in directives(article).suppressions
    ]


def test_a_line_of_its_own_covers_the_next_block():
    article = markdown("One.\n\n<!-- srclint: ignore[BP102] -- ours -->\n\nTwo\ntwo.\n\nThree.\n")
    assert covered(article) == [("BP102", "Two\ntwo.")]


def test_a_line_of_its_own_right_above_the_block():
    assert covered(markdown("One.\n\n<!-- srclint: ignore[BP102] -->\nTwo.\n\nThree.\n")) == [("BP102", "Two.")]


def test_comments_above_each_other_cover_the_same_block():
    article = markdown("<!-- srclint: ignore[BP102] -->\n<!-- srclint: ignore[HYG410] -->\n\nOne.\n\nTwo.\n")
    assert covered(article) == [("BP102", "One."), ("HYG410", "One.")]


def test_at_the_end_of_a_block_it_covers_that_block():
    article = markdown("One.\n\nTwo\ntwo. <!-- srclint: ignore[BP102, teaser-line] -->\n\nThree.\n")
    text = "Two\ntwo. <!-- srclint: ignore[BP102, teaser-line] -->"
    assert covered(article) == [("BP102", text), ("teaser-line", text)]


def test_at_the_end_of_the_file_there_is_nothing_to_cover():
    assert covered(markdown("One.\n\n<!-- srclint: ignore[BP102] -->\n")) == [("BP102", "")]


def test_disable_reaches_to_its_enable_rule_by_rule():
    article = markdown("<!-- srclint: disable[BP102, HYG410] -->\none\n<!-- srclint: enable[bp102] -->\ntwo\n")
    assert covered(article) == [("BP102", "one"), ("HYG410", "one\n<!-- srclint: enable[bp102] -->\ntwo")]


def test_the_file_and_the_front_matter():
    source = "---\nsrclint-ignore: [DUP202, BP]\n---\n\nOne.\n\n<!-- srclint: file-ignore[HYG410] -->\n"
    article = markdown(source, **{"srclint-ignore": ["DUP202", "BP"]})
    assert covered(article) == [("DUP202", None), ("BP", None), ("HYG410", None)]
    directive = directives(article).suppressions[0].directive
    assert source[directive.listing.start : directive.listing.end] == "DUP202, BP"
    assert source[directive.removal.start : directive.removal.end] == "srclint-ignore: [DUP202, BP]\n"


def test_in_html_it_covers_its_element_or_the_next():
    source = "<p>One.</p><!-- srclint: ignore[BP102] --><p>Two.</p><p>Three. <!-- srclint: ignore[HYG410] --></p>"
    article = page(source, "<p>One.</p>", "<p>Two.</p>", "<p>Three. <!-- srclint: ignore[HYG410] --></p>")
    assert covered(article) == [
        ("BP102", "<p>Two.</p>"),
        ("HYG410", "<p>Three. <!-- srclint: ignore[HYG410] --></p>"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "```\n<!-- srclint: ignore[BP102] -->\n```\n",
        "~~~ html\n<!-- srclint: ignore -->\n~~~~\n",
        "````\n```\n<!-- srclint: ignore[BP102] -->\n````\n",
        "- ```\n  <!-- srclint: ignore -->\n  ```\n",
        "Write `<!-- srclint: ignore[BP102] -->` above it.\n",
        "Write ``<!-- srclint: `ignore` -->`` above it.\n",
        "<!-- srclint is what we use -->\n",
        "<!-- a remark -->\n",
    ],
)
def test_what_is_no_directive(source):
    found = directives(markdown(source))
    assert (found.suppressions, found.malformed) == ((), ())


def test_after_a_fence_directives_count_again():
    assert covered(markdown("```\ncode\n```\n<!-- srclint: ignore[BP102] -->\nOne.\n")) == [("BP102", "One.")]


def test_an_unclosed_backtick_hides_nothing():
    assert covered(markdown("A ` stray <!-- srclint: ignore[BP102] -->\n")) != []


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("<!-- srclint: ignore -->", "not understood"),
        ("<!-- srclint: ignore[] -->", "names no rule"),
        ("<!-- srclint: ignore[ALL] -->", "no form that silences all"),
        ("<!-- srclint: ignore[BP102 -->", "not understood"),
        ("<!-- srclint: ignore[BP102] because -->", "not understood"),
        ("<!-- srclint: ignore[BP102,] -->", "'' is not the code"),
        ("<!-- srclint: ignore[BP*] -->", "'BP*' is not the code"),
        ("<!-- srclint: ingore[BP102] -->", "not understood"),
        ("<!-- srclint ignore[BP102] -->", "not understood"),
        ("<!-- SRCLINT: ignore[BP102] -->", "not understood"),
        ("<!-- srclint: ignore[BP102]", "does not end on its line"),
        ("<!-- srclint: ignore[BP102]\n-->", "does not end on its line"),
    ],
)
def test_the_malformed_suppress_nothing(comment, message):
    found = directives(markdown(f"One.\n\n{comment}\n\nREAD MORE: Two\n"))
    assert found.suppressions == ()
    assert [message in item.message for item in found.malformed] == [True]


@pytest.mark.parametrize("value", [True, "BP102", [1], [], {"BP102": True}])
def test_malformed_front_matter(value):
    found = directives(markdown("---\nsrclint-ignore: x\n---\n", **{"srclint-ignore": value}))
    assert (found.suppressions, len(found.malformed)) == ((), 1)


@pytest.mark.parametrize("format_", ["text", "jsonl"])
def test_other_formats_have_no_directives(format_):
    article = Article("a", "<!-- srclint: ignore[BP102] -->\n", format_, ())
    assert directives(article).suppressions == ()


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("One.\n\n<!-- srclint: ignore[X] -->\n\nTwo.\n", "One.\n\nTwo.\n"),
        ("One.\n\n<!-- srclint: ignore[X] -->\nTwo.\n", "One.\n\nTwo.\n"),
        ("One.\n<!-- srclint: ignore[X] -->\nTwo.\n", "One.\n\nTwo.\n"),
        ("One. <!-- srclint: ignore[X] -->\n\nTwo.\n", "One.\n\nTwo.\n"),
        ("One <!-- srclint: ignore[X] -->two.\n", "One two.\n"),
        ("One <!-- srclint: ignore[X] --> two.\n", "One two.\n"),
        ("- One.\n\n  <!-- srclint: ignore[X] --> Two.\n", "- One.\n\n  Two.\n"),
        ("<!-- srclint: ignore[X] -->\r\n\r\nOne.\r\n", "One.\r\n"),
        ("One.\n\n<!-- srclint: ignore[X] -->", "One.\n\n"),
    ],
)
def test_what_goes_with_a_comment(source, left):
    [suppression] = directives(markdown(source)).suppressions
    removal = suppression.directive.removal
    assert source[: removal.start] + source[removal.end :] == left


_PIECES = st.lists(
    st.sampled_from(
        [
            "One.\n",
            "\n",
            "```\n",
            "`",
            "<!-- srclint: ignore[BP] -->",
            "<!-- srclint:",
            "-->",
            "\r\n",
            "enable[BP]",
            "> - ",
        ]
    ),
    max_size=30,
)


@given(_PIECES)
def test_any_text_gives_spans_inside_it(pieces):
    source = "".join(pieces)
    found = directives(markdown(source))
    for item in found.malformed:
        assert 0 <= item.span.start <= item.span.end <= len(source)
    for suppression in found.suppressions:
        directive = suppression.directive
        assert source[directive.span.start : directive.span.end].startswith("<!--")
        assert directive.removal.covers(directive.span)


@pytest.mark.parametrize(
    "piece", ["<!-- srclint: ignore[BP102] -->\n", "One <!-- srclint: ignore[BP102] -->\n", "` <!-- srclint: x"]
)
def test_many_directives_take_steps_in_proportion(piece, steps):
    few, many = (markdown(piece * times) for times in (100, 800))
    assert steps(lambda: directives(many)) < 12 * steps(lambda: directives(few))
