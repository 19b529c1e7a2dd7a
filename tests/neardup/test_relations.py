"""Relations, direction, agency text, and the JSON of `dups`."""

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.article import Corpus
from srclint.neardup import Relation, compare, dups_report, earlier
from srclint.neardup.clusters import grouped
from srclint.neardup.relations import original, relation, uncredited
from srclint.record import replace

from .stories import FERRY, MARKET, printed, reworded

WHOLE = (0.9, 0.9)
SCHEMA = {
    "type": "object",
    "required": ["schema_version", "files", "pairs", "clusters"],
    "properties": {
        "schema_version": {"const": 1},
        "pairs": {
            "type": "array",
            "items": {
                "required": [
                    "a", "b", "relation", "wire", "original", "jaccard", "containment", "score", "passages"
                ],
                "properties": {
                    "relation": {"enum": ["exact", "near", "contained", "superseded"]},
                    "wire": {"type": "boolean"},
                    "original": {"enum": [None, "a", "b"]},
                    "containment": {"type": "array", "minItems": 2, "maxItems": 2},
                },
            },
        },
    },
}  # fmt: skip


def test_a_later_version_of_one_outlet_supersedes():
    first = printed("a.txt", FERRY, date="2026-02-01", outlet="Bugle", title="Last ferry sails")
    second = printed("b.txt", reworded(FERRY), date="2026-02-02", outlet="Bugle", title="Last ferry sails")
    assert relation(first, second, WHOLE) is Relation.SUPERSEDED
    assert relation(first, replace(second, outlet="observer"), WHOLE) is Relation.NEAR
    assert relation(first, replace(second, keys=frozenset()), WHOLE) is Relation.NEAR
    assert relation(first, replace(second, when=None), WHOLE) is Relation.NEAR
    assert relation(first, second, (0.3, 0.9)) is Relation.CONTAINED


def test_the_date_tells_the_original():
    first, second = printed("a.txt", FERRY, date="2026-02-03"), printed("b.txt", FERRY, date="2026-02-01")
    assert original(first, second) == "b"
    assert earlier(second, first)
    assert not earlier(first, second)
    assert original(first, replace(second, when=None)) is None


def test_who_was_told_tells_the_original():
    told = printed("a.txt", f'{FERRY}\n\n"It is over," the captain told the Vessel Observer on Tuesday.')
    assert original(told, printed("b.txt", FERRY, url="https://www.vesselobserver.example/x")) == "b"
    assert original(told, printed("b.txt", FERRY, outlet="Vessel Observer")) == "b"
    assert original(told, printed("b.txt", FERRY, outlet="Brennick Bugle")) is None


def test_the_credited_agency_is_the_original():
    credit = printed("b.txt", f"BRENNICK (Reuters) - {FERRY}", outlet="Brennick Bugle")
    agency = printed("a.txt", FERRY, url="https://www.reuters.com/world/ferry")
    assert original(agency, credit) == "a"
    assert uncredited(agency, credit, (1.0, 1.0)) is None


def test_agency_text_without_a_credit_is_told():
    credit, bare = printed("a.txt", f"BRENNICK (AP) — {FERRY}"), printed("b.txt", FERRY)
    assert uncredited(credit, bare, (0.9, 0.9)) == "b"
    assert uncredited(bare, credit, (0.9, 0.9)) == "a"
    assert uncredited(credit, bare, (0.59, 0.59)) is None
    assert uncredited(credit, replace(bare, credit="AFP"), (0.9, 0.9)) is None


def test_a_digest_that_holds_agency_text_should_name_the_agency():
    credit, digest = printed("a.txt", f"BRENNICK (AP) — {FERRY}"), printed("b.txt", f"{MARKET}\n\n{FERRY}")
    assert uncredited(credit, digest, (0.9, 0.3)) == "b"
    named = replace(digest, text=f"{digest.text}\nThe Associated Press reports.")
    assert uncredited(credit, named, (0.9, 0.3)) is None
    assert uncredited(credit, replace(digest, text=f"{digest.text}\nApart from that."), (0.9, 0.3)) == "b"
    small = replace(credit, credit="Orrin Press Agency")
    assert uncredited(small, replace(digest, text=f"{digest.text} (OPA)"), (0.9, 0.3)) is None


@pytest.mark.parametrize(
    ("credit", "agency"),
    [
        ("Orrin Press Agency", "Orrin Press Agency"),
        ("Hanna Brandt, North Coast News Service", "North Coast News Service"),
        ("Orrin Newswire / Staff", "Orrin Newswire"),
        ("Friesische Presseagentur", "Friesische Presseagentur"),
        ("Agence Presse du Nord", None),
        ("Agence Armor Presse", "Agence Armor Presse"),
        ("Agencia de Noticias del Norte", "Agencia de Noticias del Norte"),
        ("Agenzia Nova", "Agenzia Nova"),
        ("the news agency", None),
        ("Press Agency", None),
        ("Environment Agency", None),
        ("Orrin Press Agency correspondents' guild", None),
    ],
)
def test_an_agency_is_known_by_its_kind_in_a_credit(credit, agency):
    assert printed("a.txt", FERRY, authors=(credit,)).credit == agency
    assert printed("a.txt", FERRY, outlet=credit).credit == agency


def test_an_agency_by_its_kind_counts_in_a_byline_and_a_dateline_but_not_in_the_text():
    assert printed("a.txt", f"By Hanna Brandt, Orrin Press Agency\n\n{FERRY}").credit == "Orrin Press Agency"
    assert printed("a.txt", f"BRENNICK (Orrin Press Agency) - {FERRY}").credit == "Orrin Press Agency"
    assert printed("a.txt", f"By noon the keeper had told the Orrin Press Agency\n\n{FERRY}").credit is None
    assert printed("a.txt", f"{FERRY}\n\nA spokesman told the Orrin Press Agency.").credit is None


def test_the_report_has_the_shape_of_version_1():
    prints = (printed("a.txt", FERRY, date="2026-02-01"), printed("b.txt", reworded(FERRY)), printed("c.txt", MARKET))
    report = dups_report(compare(Corpus(prints)), [("a.txt", None), ("b.txt", None), ("c.txt", None), ("d.txt", "bad")])
    jsonschema.validate(report, SCHEMA)
    (pair,) = report["pairs"]
    assert (pair["a"], pair["b"], pair["relation"]) == ("a.txt", "b.txt", "near")
    (start, end) = pair["passages"][0]["a"]
    assert FERRY[start:end].startswith("The last car ferry")
    assert report["clusters"] == [{"representative": "a.txt", "members": ["a.txt", "b.txt"]}]
    assert report["files"][3] == {"path": "d.txt", "error": "bad"}


def test_offsets_in_a_record_count_from_the_start_of_the_file():
    first = printed("a.jsonl#1", FERRY)
    second = printed("a.jsonl#2", reworded(FERRY))
    second.lines.base = 2000
    report = dups_report(compare(Corpus((first, second))), [])
    passage = report["pairs"][0]["passages"][0]
    assert (passage["a"][0], passage["b"][0]) == (0, 2000)


@given(st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=30), st.randoms())
def test_groups_do_not_depend_on_the_order_of_pairs(pairs, rng):
    shuffled = list(pairs)
    rng.shuffle(shuffled)
    groups = grouped(20, pairs).members()
    assert groups == grouped(20, shuffled).members()
    assert all(min(members) == label for label, members in groups.items())
    assert all(any({a, b} <= set(members) for members in groups.values()) for a, b in pairs)
