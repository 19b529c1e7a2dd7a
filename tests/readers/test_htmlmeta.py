"""What an HTML page says about its article."""

import json

import pytest

from srclint.readers.html import read_html

HEAD = """<html lang="de-DE"><head><title>Fähre &amp; Brücke | Hafenblatt</title>
<meta property="og:title" content="Fähre fährt weiter"><meta name="author" content="Ada Lorne">
<meta property="article:published_time" content="2024-05-06T07:08:09+02:00">
<meta property="article:modified_time" content="2024-05-07"><meta property="og:site_name" content="Hafenblatt">
<meta name="DC.creator" content="nobody"><link rel="canonical" href="https://x.example/a">
<meta property="og:url" content="https://x.example/a?b"><meta name=description content="Kurz.">
<meta property="article:section" content="Lokales"></head>"""


def meta(source):
    return read_html("a.html", source).metadata


def linked(data):
    return f'<script type="application/ld+json">{data if isinstance(data, str) else json.dumps(data)}</script>'


def test_meta_tags():
    source = HEAD + "<body><h1>Die Fähre <i>fährt</i></h1>"
    found = meta(source)
    assert found.title == "Fähre fährt weiter"
    assert found.titles == {
        "title": "Fähre & Brücke | Hafenblatt",
        "og:title": "Fähre fährt weiter",
        "h1": "Die Fähre fährt",
    }
    assert (found.date, found.modified) == ("2024-05-06T07:08:09+02:00", "2024-05-07")
    assert (found.authors, found.outlet, found.language) == (("Ada Lorne",), "Hafenblatt", "de-DE")
    assert (found.url, found.canonical) == ("https://x.example/a?b", "https://x.example/a")
    assert (found.genre, found.description, found.has_fields) == ("Lokales", "Kurz.", True)
    places = {name: source[span.start : span.end] for name, span in found.spans.items()}
    assert places["title"] == "Fähre &amp; Brücke | Hafenblatt"
    assert places["date"] == "2024-05-06T07:08:09+02:00"
    assert places["canonical"] == "https://x.example/a"
    assert places["h1"] == "Die Fähre <i>fährt"


@pytest.mark.parametrize(
    "wrap",
    [
        lambda node: node,
        lambda node: [{"@type": "WebSite", "name": "x"}, node],
        lambda node: {"@context": "https://schema.org", "@graph": [{"@type": "Person", "name": "P"}, node]},
        lambda node: {"@type": "WebPage", "mainEntity": node},
        lambda node: json.dumps(node)[:-1] + ",}",
        lambda node: f"<!-- {json.dumps(node)} -->",
    ],
)
def test_linked_data_goes_first(wrap):
    node = {
        "@type": ["NewsArticle", "Thing"],
        "headline": "Ferry &amp; bridge",
        "datePublished": "2024-01-02",
        "author": [{"@type": "Person", "name": "Bo Reng"}, "Ada Lorne"],
        "publisher": {"name": "Harbour Post"},
    }
    found = meta(HEAD + linked(wrap(node)))
    assert found.title == found.titles["headline"] == "Ferry & bridge"
    assert (found.date, found.authors, found.outlet) == ("2024-01-02", ("Bo Reng", "Ada Lorne"), "Harbour Post")
    assert "date" not in found.spans


def test_references_in_a_graph_are_resolved():
    graph = [
        {"@type": "OpinionNewsArticle", "headline": "H", "author": {"@id": "#p"}},
        {"@id": "#p", "@type": "Person", "name": "Bo Reng"},
    ]
    found = meta(linked({"@graph": graph}))
    assert (found.authors, found.genre) == (("Bo Reng",), "opinion")


def test_broken_linked_data_gives_the_fields_that_can_be_read():
    found = meta(linked('{"@type": "NewsArticle", "headline": "A \\"ferry\\"", "datePublished": "2024", "x": oops}'))
    assert (found.title, found.date) == ('A "ferry"', "2024")


@pytest.mark.parametrize("data", ["", "[", "[" * 20_000, '"text"', "7", '{"@type": 7, "headline": {"a": []}}', "{}"])
def test_useless_linked_data_costs_nothing(data):
    assert meta("<title>Ferry</title>" + linked(data)).title == "Ferry"


def test_times_and_the_title_tag_are_the_last_resort():
    found = meta("<title> Ferry\n stays </title><time datetime=2024-05-06>6 May</time><time datetime=2020-01-01>")
    assert (found.title, found.date, found.authors, found.language) == ("Ferry stays", "2024-05-06", (), None)
