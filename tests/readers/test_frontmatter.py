"""Front matter in YAML, TOML and JSON."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.readers.frontmatter import split

YAML = """---
title: "Die Fähre 😀: ein Bericht"
date: 2024-13-40
draft: true
authors: [Ada Lorne, 'Bo Reng']
note: |
  two
  lines
---
Body."""
TOML = """+++
title = "The ferry" # a comment
date = 2024-05-06T07:08:09+02:00
lone = 'x'
[extra]
title = "no"
+++
Body."""
JSON = '{\n  "title": "The ferry",\n  "date": "2024-05-06",\n  "n": 3\n}\n\nBody.'


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_yaml_scalars_stay_as_written(end):
    source = YAML.replace("\n", end)
    front = split(source)
    assert front.fields["date"] == "2024-13-40"
    assert front.fields["draft"] == "true"
    assert front.fields["authors"] == ["Ada Lorne", "Bo Reng"]
    assert source[front.body :] == "Body."
    assert source[slice(*front.spans["title"])] == "Die Fähre 😀: ein Bericht"
    assert source[slice(*front.spans["date"])] == "2024-13-40"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_toml_dates_stay_as_written(end):
    source = TOML.replace("\n", end)
    front = split(source)
    assert front.fields["date"] == "2024-05-06T07:08:09+02:00"
    assert front.fields["extra"] == {"title": "no"}
    places = {key: source[slice(*span)] for key, span in front.spans.items()}
    assert places == {"title": "The ferry", "date": "2024-05-06T07:08:09+02:00", "lone": "x"}
    assert source[front.body :] == "Body."


def test_json_front_matter():
    front = split(JSON)
    assert front.fields == {"title": "The ferry", "date": "2024-05-06", "n": 3}
    assert JSON[slice(*front.spans["date"])] == "2024-05-06"
    assert JSON[front.body :].strip() == "Body."


@pytest.mark.parametrize(
    "source",
    [
        "---\ntitle: [open\n---\nBody.",
        "---\n- a list\n---\nBody.",
        "---\ntitle: never closed\n\nBody.",
        "+++\ntitle = \n+++\nBody.",
        "+++\ntitle = 'x'\n\nBody.",
        '{"title": "x",}\n\nBody.',
        "---\na: " + "[" * 5000 + "\n---\nBody.",
        "+++\na = " + "[" * 5000 + "\n+++\nBody.",
        '{"a": ' + "[" * 50_000 + "\n\nBody.",
    ],
)
def test_what_cannot_be_parsed_is_said_and_is_no_body(source):
    front = split(source)
    (problem,) = front.problems
    assert problem.code == "META508"
    assert problem.span.start == 0
    assert source[front.body :].strip() == "Body."
    assert not front.fields


@pytest.mark.parametrize(
    "source",
    ["Body.", "---\n\nBody.", "---\nBody.\n---\n", "{{< figure >}}\nBody.", "{braces} in prose", "--- no\n---\n"],
)
def test_what_is_no_front_matter_is_body(source):
    front = split(source)
    assert (front.problems, dict(front.fields)) == ((), {}) or source.startswith("---\nBody")
    assert "Body" not in source or "Body" in source[front.body :] or front.problems


def test_empty_front_matter():
    assert split("---\n---\nBody.").body == 8


@given(st.sampled_from(["---\n", "+++\n", "{"]), st.text(alphabet="ab:=[]{}\"'-+.# \n,&*!|>%@`2", max_size=60))
def test_nothing_raises(fence, inner):
    source = f"{fence}{inner}\n{fence}Body."
    front = split(source)
    assert 0 <= front.body <= len(source)
    for span in front.spans.values():
        assert 0 <= span.start <= span.end <= len(source)
