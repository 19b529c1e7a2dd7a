"""DUP201–DUP204, DUP207: one finding a story, at the right file, with the passages."""

import pytest

from srclint.article import Corpus, Metadata
from srclint.cases import check_cases
from srclint.checks import copies
from srclint.neardup import story_print
from srclint.readers.text import read_text
from srclint.record import replace
from srclint.registry import rules_in

TIDE = """The tide mill at Orrin ground its first flour in sixty-one years on Saturday, before a crowd of four hundred.

Volunteers rebuilt the sluice gate from larch that a storm had felled on the slopes above the village.

"She runs quieter than she did when I was a boy," said Albin Moe, 78, whose father was the last miller.

The mill turns for two hours on either side of low water, and grinds some ninety kilos in that time.
"""
RULES = {rule.code: rule for rule in rules_in(copies)}


def printed(path, text, **metadata):
    return story_print(replace(read_text(path, text), metadata=Metadata(**metadata)))


def found(*prints, named=None, codes=tuple(RULES)):
    corpus = Corpus(prints, named)
    return [finding for code in codes for finding in RULES[code].check_corpus(corpus)]


def test_the_cases_of_the_rules_hold():
    assert list(check_cases(RULES.values())) == []
    assert sorted(RULES) == ["DUP201", "DUP202", "DUP203", "DUP204", "DUP207"]


def test_one_pair_brings_one_finding_at_the_later_path():
    (finding,) = found(printed("a.txt", TIDE), printed("b.txt", TIDE))
    assert (finding.code, finding.path, finding.span) == ("DUP201", "b.txt", None)
    assert {related.path for related in finding.related} == {"a.txt"}


def test_a_story_printed_by_many_gets_one_finding_a_copy():
    findings = found(*(printed(f"{number:02}.txt", TIDE) for number in range(30)))
    assert [finding.path for finding in findings] == [f"{number:02}.txt" for number in range(1, 30)]
    assert findings[1].message.endswith("as 00.txt; and 1 more file shares its text")
    assert findings[-1].message.endswith("as 00.txt; and 28 more files share its text")
    assert [related.path for related in findings[2].related] == ["00.txt", "01.txt", "02.txt"]
    assert len(findings[-1].related) <= 12


def test_the_closest_copy_gives_the_code():
    news = " ".join(f"item{number}" for number in range(160))
    digest = f"{TIDE}\n{news.capitalize()}.\n"
    findings = found(printed("a.txt", digest), printed("b.txt", TIDE), printed("c.txt", TIDE))
    assert [(finding.code, finding.path) for finding in findings] == [("DUP201", "c.txt"), ("DUP203", "b.txt")]
    assert [related.path for related in findings[0].related] == ["b.txt", "a.txt"]


def test_the_last_of_several_versions_is_named_once():
    prints = [
        printed(
            f"{n}.txt",
            TIDE.replace("four hundred", f"some {n} hundred"),
            date=f"2026-05-0{n}",
            outlet="Post",
            identifier="7",
        )
        for n in (2, 3, 4)
    ]
    findings = found(*prints)
    assert [(finding.code, finding.path) for finding in findings] == [("DUP204", "2.txt"), ("DUP204", "3.txt")]
    assert findings[0].message == "superseded by a later version, 4.txt; and 1 more file shares its text"
    assert found(*prints[:2], named=(False, True)) == []


def test_an_agency_story_with_several_prints_is_told_once():
    wires = [printed(f"wire{n}.txt", f"ORRIN (AFP) - {TIDE}") for n in (1, 2)]
    (finding,) = found(printed("own.txt", TIDE), *wires, codes=("DUP207",))
    assert finding.path == "own.txt"
    assert [related.path for related in finding.related] == ["wire1.txt", "wire2.txt"]


def test_a_later_date_wins_over_the_path():
    (finding,) = found(printed("a.txt", TIDE, date="2026-05-02"), printed("b.txt", TIDE, date="2026-05-01"))
    assert finding.path == "a.txt"


def test_the_finding_is_at_the_file_that_was_named():
    (finding,) = found(printed("a.txt", TIDE), printed("b.txt", TIDE), named=(True, False))
    assert finding.path == "a.txt"


def test_related_places_are_those_of_the_passages():
    other = f"News from the coast in brief, gathered on foot by our own reporters this week.\n\n{TIDE}"
    (finding,) = found(printed("a.txt", other), printed("b.txt", TIDE), codes=("DUP202",))
    (passage,) = finding.related
    assert passage.start is not None
    assert passage.end is not None
    assert (passage.start.line, passage.start.column) == (3, 1)
    assert other[passage.start.offset : passage.end.offset].endswith("in that time")
    assert "line 1 of b.txt" in passage.message


def test_the_older_version_is_the_one_superseded():
    morning = printed("b.txt", TIDE, date="2026-05-02T06:00:00Z", outlet="Orrin Post", title="Mill turns again")
    evening = printed(
        "a.txt", TIDE.replace("four hundred", "some five hundred"), date="2026-05-02T18:00:00Z", outlet="Orrin Post",
        title="Mill turns again",
    )  # fmt: skip
    (finding,) = found(evening, morning)
    assert (finding.code, finding.path) == ("DUP204", "b.txt")
    assert "a.txt" in finding.message


def test_wire_text_is_told_beside_the_kind_of_copy():
    findings = found(printed("wire.txt", f"ORRIN (AFP) - {TIDE}"), printed("own.txt", TIDE))
    assert [(f.code, f.path) for f in findings] == [("DUP202", "wire.txt"), ("DUP207", "own.txt")]
    assert "AFP" in findings[1].message


@pytest.mark.parametrize("code", sorted(RULES))
def test_unrelated_stories_bring_nothing(code):
    other = "The council of Orrin will vote on Monday on a plan for twelve new street lamps along the harbour wall."
    assert found(printed("a.txt", TIDE), printed("b.txt", other), codes=(code,)) == []
