"""Markdown to paragraphs, with the way back through its markup."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srclint.article import Kind
from srclint.boilerplate import headline
from srclint.readers.markdown import read_markdown


def read(source):
    return read_markdown("a.md", source)


def texts(source):
    return [paragraph.text for paragraph in read(source).paragraphs]


def pieces(article, which):
    return [article.source[getattr(p, which).start : getattr(p, which).end] for p in article.paragraphs]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("The *ferry* __left__ at `noon`.", "The ferry left at \ufffc."),
        ("AT&amp;T and a\\*b &nbsp;c", "AT&T and a*b \u00a0c"),
        ('See [the *paper*](http://x.example/a_(b) "t(") a.', "See the paper a."),
        ("See [one][r], [r][] and [r].\n\n[r]: http://x.example 'r'", "See one, r and r."),
        ("A ![chart [of] *it*](c.png) b <https://x.example/a> <b>c</b>", "A b https://x.example/a c"),
        ("Line one  \nline two\\\nline three\nfour", "Line one line two line three four"),
        ("Noon<br>and<br/>after", "Noon and after"),
        ("snake_case and 2 * 3 * 4 and [not a link] (x)", "snake_case and 2 * 3 * 4 and [not a link] (x)"),
        ("``a ` b`` <!-- note --> c", "\ufffc c"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_inline_markup_is_gone_from_the_text(exact, source, text, end):
    article = exact(read(source.replace("\n", end)))
    assert [p.text for p in article.paragraphs] == [text]


def test_blocks_and_their_kinds(exact):
    source = (
        "# Ferry *stays* #\n\nStory one\nwraps.\n\n> Quoted\n> twice\n\n- item\n- **other**\n  - nested\n\n"
        "Second title\n===\n\n1. first\n\n   more\n"
    )
    article = exact(read(source))
    assert [(p.kind, p.level, p.block, p.text) for p in article.paragraphs] == [
        (Kind.HEADING, 1, 0, "Ferry stays"),
        (Kind.TEXT, 0, 1, "Story one wraps."),
        (Kind.QUOTE, 0, 2, "Quoted twice"),
        (Kind.ITEM, 0, 3, "item"),
        (Kind.ITEM, 0, 3, "other"),
        (Kind.ITEM, 0, 3, "nested"),
        (Kind.HEADING, 1, 4, "Second title"),
        (Kind.ITEM, 0, 5, "first"),
        (Kind.ITEM, 0, 5, "more"),
    ]
    assert pieces(article, "outer") == [
        "# Ferry *stays* #",
        "Story one\nwraps.",
        "> Quoted\n> twice",
        "- item",
        "other",
        "  - nested",
        "Second title\n===",
        "first",
        "more",
    ]


def test_code_tables_html_and_shortcodes_are_no_prose():
    source = """\
Story one.

```
code
```

    indented code

| a | b |
|---|---|
| c | d |

<div>
html
</div>

<!-- a note -->
Story two {{< ref "x" >}} goes on.

{{% notice %}}

Inside the notice {% include a.html %}{{ page.x }}.

{{< /notice
  multi="line" >}}
"""
    assert texts(source) == ["Story one.", "Story two goes on.", "Inside the notice ."]


def test_code_in_a_line_is_an_object_for_rules_and_itself_for_readers():
    source = "# Why `ended.The` fails\n\nCall `a.Bar `  or ``a ` b``.\n\n> Say `one\n> two.Three` now.\n\n`alone`\n"
    article = read(source)
    assert [p.text for p in article.paragraphs] == ["Why \ufffc fails", "Call \ufffc or \ufffc.", "Say \ufffc now."]
    assert [p.shown(source) for p in article.paragraphs] == [
        "Why ended.The fails",
        "Call a.Bar or a ` b.",
        "Say one two.Three now.",
    ]
    assert article.metadata.title == "Why ended.The fails"
    assert headline(article).index == 0


def test_an_object_that_the_writer_set_is_shown_as_it_is():
    source = "A \ufffc stays."
    assert read(source).paragraphs[0].shown(source) == source


def test_links_are_spans_of_the_text():
    (paragraph,) = read("See [the **paper**](x) and [![i](j)](k) <https://y.example>.").paragraphs
    assert [paragraph.text[s.start : s.end] for s in paragraph.links] == ["the paper", "https://y.example"]


def test_offsets_count_the_front_matter():
    article = read("---\ntitle: A title\n---\n\nStory.\n")
    assert pieces(article, "span") == ["Story."]
    assert article.metadata.title == "A title"


def test_a_first_heading_is_the_title_where_there_is_none():
    meta = read("# The *ferry*\n\nStory.").metadata
    assert (meta.title, meta.titles) == ("The ferry", {"h1": "The ferry"})
    meta = read("---\ntitle: Other\n---\n# The ferry").metadata
    assert (meta.title, meta.titles) == ("Other", {"title": "Other", "h1": "The ferry"})


def test_unparsed_front_matter_is_a_problem_and_no_prose():
    article = read("+++\ntitle = \n+++\nStory.")
    assert [problem.code for problem in article.problems] == ["META508"]
    assert [p.text for p in article.paragraphs] == ["Story."]


WORDS = r"""* ** _ ` `` [ ] ( ) ](x) ][r] ![ < > &amp; &#35; & \ | ~~~ <br> <b> <!-- --> {{< >}} {% %} word É 😀
<https://a.example/ä%20>"""
STARTS = ("\n", "\n\n", "\r\n", "  \n", "# ", "## ", " ##", "- ", "1. ", "> ", "\t", "    ", " ", "\u00a0")
LINES = ("===\n", "---\n", "[r]: x\n", "](<a b> 'c')")
MARKS = st.sampled_from((*WORDS.split(), *STARTS, *LINES))


@settings(max_examples=400, deadline=None)
@given(st.lists(MARKS, max_size=30).map("".join))
def test_any_mixture_of_marks_is_located(exact, source):
    article = read(source)
    plain = [p for p in article.paragraphs if "https://a.example" not in p.text]
    for paragraph in plain:
        assert "\ufdd0" not in paragraph.text
    if len(plain) == len(article.paragraphs):
        exact(article)


@pytest.mark.parametrize(
    "source",
    [
        "*[" * 8_000,
        "> " * 5000 + "x",
        "- " * 5000 + "x",
        "[a](" * 8_000,
        "`" * 5000 + " `" * 5000,
        "![" * 10_000,
        "{{" * 50_000,
        "{%" * 50_000,
        "<!--" * 20_000,
        "_a__" * 8_000,
        "- a\n" * 5000,
        "[a]: b\n" * 5000,
    ],
    ids=lambda source: source[:6],
)
def test_hostile_markdown_takes_no_long_time(source):
    started = time.process_time()
    read(source)
    assert time.process_time() - started < 30
