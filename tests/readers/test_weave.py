"""Text woven from a source, and the way back."""

from hypothesis import given
from hypothesis import strategies as st

from srclint.article import Paragraph, Span
from srclint.readers.weave import Weave, cut, extent, plain, trim

PIECES = st.lists(
    st.one_of(
        st.text("abc ", min_size=1, max_size=5).map(lambda text: ("copy", text, text)),
        st.sampled_from([("decode", "&", "&amp;"), ("decode", "\u00a0", "&nbsp;"), ("skip", "", "<b>")]),
    ),
    max_size=12,
)


def woven(pieces):
    weave, source = Weave(), ""
    for kind, shown, written in pieces:
        if kind == "copy":
            weave.copy(shown, len(source))
        elif kind == "decode":
            weave.decode(shown, len(source), len(source) + len(written))
        source += written
    return source, *weave.finish()


def located(source, text, segments):
    span = Span(0, len(source))
    paragraph = Paragraph(0, text, span, span, segments=segments)
    return [source[s.start : s.end] for s in (paragraph.to_source(i, i + 1) for i in range(len(text)))]


def assert_exact(source, text, segments):
    for char, piece in zip(text, located(source, text, segments), strict=True):
        assert piece == {"&": "&amp;", "\u00a0": "&nbsp;"}.get(char, char)


def test_a_reference_beside_a_tag_is_located_without_the_tag():
    source, text, segments = woven(
        [("copy", "a", "a"), ("skip", "", "<b>"), ("decode", "&", "&amp;"), ("skip", "", "</b>"), ("copy", "c", "c")]
    )
    assert located(source, text, segments) == ["a", "&amp;", "c"]


@given(PIECES)
def test_every_character_is_located(pieces):
    source, text, segments = woven(pieces)
    if segments:
        assert_exact(source, text, segments)


@given(PIECES, st.integers(0, 20), st.integers(1, 20))
def test_a_cut_is_located_as_the_whole_was(pieces, start, length):
    source, text, segments = woven(pieces)
    part = text[start : start + length]
    if part:
        assert_exact(source, part, cut(segments, start, start + len(part)))


@given(PIECES)
def test_a_trimmed_text_has_no_outer_blanks(pieces):
    source, whole, segments = woven(pieces)
    text, segments = trim(whole, segments)
    assert text == whole.strip()
    if text:
        assert_exact(source, text, segments)
        span = extent(text, segments)
        assert source[span.start : span.end].startswith(located(source, text, segments)[0])


def test_a_plain_copy_needs_no_segments():
    assert plain("xabc", "abc", Span(1, 4), ((0, 1, 3),)) == ()
    assert plain("xa c", "abc", Span(1, 4), ((0, 1, 3),)) == ((0, 1, 3),)
