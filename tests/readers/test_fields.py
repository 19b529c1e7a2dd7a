"""Field names and values of front matter and records."""

import pytest

from srclint.article import Span
from srclint.readers.fields import metadata, names, scalar


def test_the_usual_keys_of_site_generators_and_news_crawlers():
    meta = metadata(
        {
            "Headline": "T", "date_publish": "2024-01-02", "lastmod": "2024-01-03", "authors": ["A", {"name": "B"}],
            "source": {"id": None, "name": "Post"}, "canonicalURL": "https://x.example", "lang": "en",
            "categories": ["Opinion", "x"], "slug": "t", "excerpt": "D", "link": "https://y.example", "tags": ["q"],
        }
    )  # fmt: skip
    assert (meta.title, meta.date, meta.modified, meta.authors) == ("T", "2024-01-02", "2024-01-03", ("A", "B"))
    assert (meta.outlet, meta.canonical, meta.language, meta.genre) == ("Post", "https://x.example", "en", "Opinion")
    assert (meta.identifier, meta.description, meta.url) == ("t", "D", "https://y.example")
    assert meta.extra["tags"] == ["q"]


def test_a_source_that_is_an_address_is_the_url():
    meta = metadata({"source": "https://x.example/a"})
    assert (meta.outlet, meta.url) == (None, "https://x.example/a")


def test_an_empty_value_leaves_the_field_to_the_next_key():
    meta = metadata({"date": "", "published": "2024", "author": "null", "byline": "Ada Lorne"})
    assert (meta.date, meta.authors) == ("2024", ("Ada Lorne",))


def test_keys_of_the_users_own_go_first_and_bring_their_spans():
    meta = metadata({"title": "no", "hed": "yes"}, {"hed": Span(3, 6)}, {"title": ("hed",)})
    assert (meta.title, dict(meta.spans)) == ("yes", {"title": Span(3, 6)})


def test_tables_for_own_fields_are_looked_into():
    meta = metadata(
        {"title": "T", "extra": {"author": "Ada Lorne", "title": "no"}, "taxonomies": {"categories": ["News"]}}
    )
    assert (meta.title, meta.authors, meta.genre) == ("T", ("Ada Lorne",), "News")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (" a\n b ", "a b"),
        (7, "7"),
        (True, None),
        (None, None),
        ([], None),
        ([["x"]], None),
        ({"name": "n"}, "n"),
        ("~", None),
    ],
)
def test_scalars(value, expected):
    assert scalar(value) == expected


def test_names_are_told_once():
    assert names(["A", {"name": "A"}, "", "B\ud800"]) == ("A", "B\ufffd")
