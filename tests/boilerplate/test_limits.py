"""What is never marked, whatever stands around it."""

from hypothesis import example, given
from hypothesis import strategies as st

from .stories import CLOSE, MIDDLE, OPENING, marked

NAMES = st.sampled_from(["Tom Hill", "Anna Berg", "Samuel Ortega", "Dr. Ito", "Nadia el-Amin"])
VERBS = st.sampled_from(["said", "told reporters", "added", "replied"])
SAYINGS = st.lists(
    st.sampled_from(
        "we you your read watch share the dam story news free follow never subscribe comments and nobody".split()
    ),
    min_size=3,
    max_size=18,
).map(" ".join)
CHROME = st.lists(
    st.sampled_from(
        ["Advertisement", "Share this article", "READ MORE: Bridge reopens after a year", "Comments", "Home", "Videos"]
    ),
    max_size=4,
)
TOPICS = st.lists(
    st.sampled_from("What The Cracks engineers Old Town water knew night Before flood villages after pumps".split()),
    min_size=2,
    max_size=6,
    unique=True,
).map(lambda words: " ".join(words).capitalize())


@st.composite
def quotations(draw):
    """A quotation of five words and more, closed, with who said it."""
    saying, name, verb = draw(SAYINGS).capitalize(), draw(NAMES), draw(VERBS)
    opening, closing = draw(st.sampled_from(["“”", '""']))
    if draw(st.booleans()):
        return f"{opening}{saying},{closing} {name} {verb}."
    return f"{name} {verb}: {opening}{saying}.{closing}"


@given(quotations(), CHROME, CHROME, st.integers(0, 3))
@example("“Subscribe and share,” Anna Berg said.", ["Advertisement", "Home", "Videos"], ["Comments"], 3)
def test_a_quotation_with_its_attribution_is_never_marked(quotation, before, after, at):
    story = [OPENING, MIDDLE, CLOSE]
    assert quotation not in marked(*story[:at], *before, quotation, *after, *story[at:])


@given(TOPICS, CHROME, CHROME)
def test_a_heading_between_paragraphs_of_the_story_is_never_marked(heading, between, tail):
    assert heading not in marked(OPENING, heading, MIDDLE, *between, CLOSE, *tail)


@given(st.lists(st.sampled_from([OPENING, MIDDLE, CLOSE]), unique=True, min_size=1), CHROME, CHROME)
def test_running_text_is_never_marked(story, before, after):
    assert not set(story) & set(marked(*before, *story, *after))
