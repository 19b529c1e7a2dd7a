"""SARIF as the standard wants it."""

import json

import pytest
from jsonschema import Draft7Validator


@pytest.fixture
def run(written):
    [run] = json.loads(written("sarif"))["runs"]
    return run


def test_it_is_as_the_standard_says(written, root):
    schema = json.loads((root / "tests" / "data" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    Draft7Validator(schema).validate(json.loads(written("sarif")))


def test_every_result_points_to_its_rule(run):
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({result["ruleId"] for result in run["results"]})
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_a_rule_brings_its_documentation(run):
    rule = next(rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == "BP102")
    assert rule["shortDescription"]["text"] == "A line that points to another story."
    assert rule["help"]["markdown"].startswith("**BP102 teaser-line**")
    assert "House style: links" in rule["help"]["text"]
    assert rule["defaultConfiguration"] == {"level": "warning"}


def test_levels_and_places(run):
    levels = {result["ruleId"]: result["level"] for result in run["results"]}
    assert (levels["META502"], levels["BP102"], levels["HYG403"]) == ("error", "warning", "note")
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]) == (5, 1, 6, 22)
    assert (
        "region" not in next(r for r in run["results"] if r["ruleId"] == "META502")["locations"][0]["physicalLocation"]
    )


def test_a_record_is_placed_in_its_file(run):
    location = run["results"][-1]["locations"][0]["physicalLocation"]
    assert (location["artifactLocation"]["uri"], location["region"]["startLine"]) == ("wire.jsonl", 7)


def test_paths_are_escaped_as_uris(run):
    related = next(r for r in run["results"] if r["ruleId"] == "DUP202")["relatedLocations"]
    assert related[0]["physicalLocation"]["artifactLocation"]["uri"] == "stories/a%2C%20b%3A%20c.txt"


def test_fingerprints_differ_and_do_not_hang_on_the_place(run):
    prints = [result["partialFingerprints"]["srclint/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)


def test_fixes_are_given_as_changes_and_reencoding_is_not(run):
    fixes = {result["ruleId"]: result.get("fixes") for result in run["results"]}
    [replacement] = fixes["BP102"][0]["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"] == {"text": ""}
    assert replacement["deletedRegion"]["charLength"] == 55
    assert fixes["HYG411"] is None


def test_a_file_in_error_makes_the_run_unsuccessful(run):
    [invocation] = run["invocations"]
    assert not invocation["executionSuccessful"]
    [note] = invocation["toolExecutionNotifications"]
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "stories/broken.txt"
    assert run["artifacts"][0]["properties"]["score"] == 71.5
