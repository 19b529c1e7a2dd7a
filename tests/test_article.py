import pickle
import string

from hypothesis import given
from hypothesis import strategies as st

from srclint.article import Article, Corpus, Lines, Paragraph, Position, Span


@given(st.text(alphabet=string.ascii_letters + "\n\r ", max_size=200), st.integers(0, 50), st.integers(1, 9))
def test_positions_agree_with_counting_line_feeds(source, base, first):
    lines = Lines(source, base, first)
    for offset in range(len(source) + 1):
        before = source[:offset]
        line = before.count("\n")
        column = offset - (before.rfind("\n") + 1) + 1
        assert lines.position(offset) == Position(first + line, column, base + offset)


def test_line_start_is_where_a_line_begins():
    lines = Lines("ab\ncd\n", first=4)
    assert [lines.line_start(n) for n in (4, 5, 6)] == [0, 3, 6]


def test_span_arithmetic():
    span = Span(3, 7)
    assert len(span) == 4
    assert span.overlap(Span(6, 9)) == 1
    assert span.overlap(Span(7, 9)) == 0
    assert span.covers(Span(4, 7))
    assert not span.covers(Span(4, 8))
    assert span.shift(2) == Span(5, 9)


# "Tom &amp; Jo <b>say</b> no" as a reader of HTML would give it.
MARKED_UP = "<p>Tom &amp; Jo <b>say</b> no</p>"
PARAGRAPH = Paragraph(
    index=0,
    text="Tom & Jo say no",
    span=Span(3, 29),
    outer=Span(0, 33),
    segments=((0, 3, 4), (5, 12, 4), (9, 19, 3), (12, 26, 3)),
)


def source_of(start, end):
    span = PARAGRAPH.to_source(start, end)
    return MARKED_UP[span.start : span.end]


def test_to_source_follows_the_segments():
    assert source_of(0, 3) == "Tom"
    assert source_of(6, 8) == "Jo"
    assert source_of(9, 12) == "say"
    assert source_of(13, 15) == "no"


def test_to_source_widens_over_what_was_decoded():
    assert source_of(4, 5) == "&amp;"
    assert source_of(0, 5) == "Tom &amp;"
    assert source_of(4, 8) == "&amp; Jo"


def test_to_source_spans_markup_inside_the_range():
    assert source_of(6, 12) == "Jo <b>say"


def test_to_source_without_segments_is_the_slice():
    paragraph = Paragraph(0, "plain", Span(10, 15), Span(10, 15))
    assert paragraph.to_source(1, 3) == Span(11, 13)
    assert paragraph.from_source(11) == 1


def test_from_source_is_the_way_back():
    assert [PARAGRAPH.from_source(PARAGRAPH.to_source(at, at + 1).start) for at in range(15)] == list(range(15))
    assert PARAGRAPH.from_source(MARKED_UP.index("amp;")) == PARAGRAPH.text.index("&")
    assert PARAGRAPH.from_source(0) == 0


def test_shown_is_what_a_reader_sees_of_a_span():
    article = Article("a.html", MARKED_UP, "html", (PARAGRAPH,))
    for start in range(15):
        for end in range(start + 1, 16):
            assert article.shown(PARAGRAPH.to_source(start, end)) == PARAGRAPH.text[start:end]
    assert article.shown(Span(0, 3)) == "<p>"
    assert article.shown(Span(5, 5)) == ""


def test_an_analysis_runs_once_an_article():
    calls = []

    def count(article):
        calls.append(article.path)
        return len(calls)

    article = Article("a.txt", "", "text", ())
    assert (article.derived(count), article.derived(count)) == (1, 1)
    assert calls == ["a.txt"]


def test_an_analysis_runs_once_a_corpus():
    calls = []

    def count(corpus):
        calls.append(len(corpus.items))
        return sum(corpus.items)

    corpus = Corpus((1, 2))
    assert (corpus.derived(count), corpus.derived(count)) == (3, 3)
    assert calls == [2]
    assert corpus.named == (True, True)


def test_a_span_is_two_numbers_that_pickle():
    span = Span(3, 7)
    assert pickle.loads(pickle.dumps(span)) == span  # noqa: S301 - our own
    assert tuple(span) == (3, 7)
    assert sorted([Span(3, 9), Span(1, 4), span]) == [Span(1, 4), span, Span(3, 9)]
