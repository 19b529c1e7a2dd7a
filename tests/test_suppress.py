"""Suppression: what is silenced, and which directives are called unused."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.article import Article, Metadata, Span
from srclint.edits import apply_edits
from srclint.rule import Finding, Rule, Severity
from srclint.suppress import apply, suppressions

CODES = {"BP102": "teaser-line", "BP106": "social-call", "DUP202": "near-duplicate", "HYG410": "doubled-word"}


def rule(code, name):
    return type(code, (Rule,), {"code": code, "name": name})()


KNOWN = {code: rule(code, name) for code, name in CODES.items()}
RAN = frozenset(KNOWN)


def article(source, **extra):
    return Article("a.md", source, "markdown", (), Metadata(extra=extra))


def finding(code, source, words):
    span = None
    if words is not None:
        span = Span(source.index(words), source.index(words) + len(words))
    return Finding(code, CODES[code], Severity.WARNING, "m", "a.md", span)


def outcome(source, *found, ran=RAN, **extra):
    findings = [finding(code, source, words) for code, words in found]
    return apply(findings, suppressions(article(source, **extra), KNOWN), ran)


SOURCE = "Rain fell.\n\n<!-- srclint: ignore[BP102] -->\n\nREAD MORE: Snow\n\nREAD MORE: Hail\n"


def test_only_the_named_rule_and_only_the_next_block():
    kept, silenced, own = outcome(
        SOURCE, ("BP102", "READ MORE: Snow"), ("BP102", "READ MORE: Hail"), ("HYG410", "Snow")
    )
    assert [f.code for f in silenced] == ["BP102"]
    assert [f.code for f in kept] == ["BP102", "HYG410"]
    assert own == ()


@pytest.mark.parametrize("selector", ["BP102", "bp102", "BP", "BP1", "teaser-line"])
def test_code_prefix_and_name(selector):
    source = SOURCE.replace("BP102", selector)
    assert len(outcome(source, ("BP102", "READ MORE: Snow")).suppressed) == 1


def test_an_unused_one_is_reported_and_its_fix_takes_it_out():
    own = outcome(SOURCE).own
    assert [(f.code, f.message) for f in own] == [("SL002", "Unused suppression: BP102 finds nothing here")]
    assert apply_edits(SOURCE, own[0].fix.edits) == "Rain fell.\n\nREAD MORE: Snow\n\nREAD MORE: Hail\n"


def test_only_the_needless_part_of_a_list_goes():
    source = SOURCE.replace("BP102", "BP102, HYG410")
    [own] = outcome(source, ("BP102", "READ MORE: Snow")).own
    assert apply_edits(source, own.fix.edits) == SOURCE


def test_a_rule_that_did_not_run_is_not_judged():
    assert outcome(SOURCE, ran={"HYG410"}).own == ()


def test_a_prefix_is_judged_when_one_of_its_rules_ran():
    assert len(outcome(SOURCE.replace("BP102", "BP"), ran={"BP106"}).own) == 1


def test_an_unknown_rule_is_malformed_with_a_suggestion():
    own = outcome(SOURCE.replace("BP102", "teaser-lime")).own
    assert [f.code for f in own] == ["SL001"]
    assert "did you mean 'teaser-line'" in own[0].message


def test_a_finding_about_the_file_needs_a_directive_for_the_file():
    assert outcome(SOURCE.replace("BP102", "DUP202"), ("DUP202", None)).suppressed == ()
    whole = "<!-- srclint: file-ignore[DUP202] -->\n\nRain fell.\n"
    assert len(outcome(whole, ("DUP202", None)).suppressed) == 1


def test_front_matter():
    source = "---\nsrclint-ignore: [DUP202, HYG410]\n---\n\nRain fell.\n"
    kept, silenced, own = outcome(source, ("DUP202", None), **{"srclint-ignore": ["DUP202", "HYG410"]})
    assert (kept, len(silenced)) == ((), 1)
    assert apply_edits(source, own[0].fix.edits) == source.replace(", HYG410", "")


def test_the_narrowest_is_the_one_that_was_needed():
    source = "<!-- srclint: file-ignore[BP102] -->\n" + SOURCE
    [own] = outcome(source, ("BP102", "READ MORE: Snow")).own
    assert own.span.start == 0


def test_an_enable_that_ends_nothing_is_unused():
    own = outcome("<!-- srclint: enable[BP102] -->\n\nRain fell.\n").own
    assert [f.message for f in own] == ["enable[BP102] ends nothing"]


def test_a_directive_used_from_another_file_is_not_unused():
    source = "<!-- srclint: file-ignore[DUP202] -->\n\nRain fell.\n"
    held = suppressions(article(source), KNOWN)
    entry = held.covers("DUP202", None)
    assert entry is not None
    assert apply((), held, RAN, used=[entry]).own == ()
    assert len(apply((), held, RAN).own) == 1


def test_they_travel_between_processes():
    held = pickle.loads(pickle.dumps(suppressions(article(SOURCE), KNOWN)))  # noqa: S301 - our own bytes
    assert held.covers("BP102", Span(SOURCE.index("READ MORE"), len(SOURCE))) is not None


_LINES = [
    "One.",
    "",
    "<!-- srclint: ignore[BP102] -->",
    "<!-- srclint: disable[BP102] -->",
    "<!-- srclint: enable[BP102] -->",
]


@given(st.lists(st.sampled_from(_LINES), max_size=25), st.data())
def test_the_table_agrees_with_a_search_through_all_scopes(lines, data):
    source = "\n".join(lines)
    held = suppressions(article(source), KNOWN)
    at = data.draw(st.integers(0, len(source)))
    inside = [e for e in held.entries if e.scope is not None and e.scope.start <= at < e.scope.end]
    found = held.covers("BP102", Span(at, at))
    assert (found is None) == (not inside)
    assert found is None or len(found.scope) == min(len(e.scope) for e in inside)


@given(st.lists(st.sampled_from(_LINES), max_size=25))
def test_taking_out_what_is_unused_ends(lines):
    source = "\n".join(lines)
    for _ in range(len(lines) + 1):
        own = outcome(source).own
        if not own:
            break
        source = apply_edits(source, own[0].fix.edits)
    assert outcome(source).own == ()
    assert "One." in source or "One." not in "\n".join(lines)
