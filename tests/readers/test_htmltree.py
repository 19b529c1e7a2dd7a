"""The located tree: tags and strings with their places."""

from srclint.readers.htmltree import Element, parse

SOURCE = (
    "<HTML lang=en>\n<p Class=\"a &amp; b\" id='x' data-y = z disabled>One<br>two</P><!-- no --><ul><li>a<li>b</ul>"
)


def elements(source):
    return {tag.name: tag for tag in parse(source).descendants if isinstance(tag, Element)}


def test_elements_know_their_places():
    tags = elements(SOURCE)
    paragraph = tags["p"]
    assert SOURCE[paragraph.start : paragraph.end].startswith("<p Class")
    assert SOURCE[paragraph.start : paragraph.end].endswith("</P>")
    assert SOURCE[paragraph.inner : paragraph.end] == "One<br>two</P>"
    assert SOURCE[tags["br"].start : tags["br"].end] == "<br>"
    assert SOURCE[tags["li"].start : tags["li"].end] == "<li>b"
    assert tags["html"].end == len(SOURCE)


def test_attributes_are_decoded_and_located():
    paragraph = elements(SOURCE)["p"]
    assert paragraph.attributes() == {"class": "a & b", "id": "x", "data-y": "z", "disabled": ""}
    spans = {name: paragraph.attribute_span(name) for name in ("class", "id", "data-y", "none")}
    assert spans.pop("none") is None
    assert {name: SOURCE[span.start : span.end] for name, span in spans.items()} == {
        "class": "a &amp; b",
        "id": "x",
        "data-y": "z",
    }


def test_the_first_of_two_attributes_counts():
    assert elements("<p id=a ID=b>x")["p"].attributes() == {"id": "a"}


def test_strings_know_their_places():
    for string in parse(SOURCE).find_all(string=True):
        assert SOURCE.startswith(str(string), string.start)


def test_linked_data_is_kept_and_other_scripts_are_not():
    page = parse("<script type='application/ld+json'>{\"a\": 1}</SCRIPT ><script>x</script><p>y")
    assert page.linked_data == ('{"a": 1}',)
    assert [str(string) for string in page.find_all(string=True)] == ["y"]


def test_deep_nesting_is_flattened():
    assert len(list(next(parse("<i>" * 2000 + "x").find_all(string=True).__iter__()).parents)) <= 513


def test_the_tree_is_one_of_beautiful_soup():
    page = parse("<div><p>One <b>two</b></p><br>three</div>four")
    assert str(page) == "<div><p>One <b>two</b></p><br/>three</div>four"
    bold = page.find("b")
    assert [tag.name for tag in bold.parents] == ["p", "div", "[document]"]
    assert str(bold.find_next(string=True).find_next(string=True)) == "three"
    assert page.find("br").previous_sibling.name == "p"
    assert page.find("br").next_sibling == "three"
    assert [str(string) for string in page.find("p").find_all(string=True)] == ["One ", "two"]
