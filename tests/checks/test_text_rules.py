"""What holds for every rule about words, metadata and headlines."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from srclint import checks
from srclint.article import Article
from srclint.boilerplate import marks
from srclint.cases import check_cases
from srclint.checks import (
    dates,
    headline,
    headline_story,
    hygiene_characters,
    hygiene_loss,
    hygiene_names,
    hygiene_quotes,
    hygiene_words,
    metadata,
    metadata_story,
)
from srclint.redos import explain
from srclint.registry import rules, rules_in

from .texts import article, fixed

MODULES = (
    dates, headline, headline_story, hygiene_characters, hygiene_loss, hygiene_names, hygiene_quotes, hygiene_words,
    metadata, metadata_story,
)  # fmt: skip
RULES = {c: r for c, r in rules().items() if c.startswith(("HYG", "META", "HEAD", "STY"))}
CATALOGUE = {
    *(f"HYG{n}" for n in range(401, 418)),
    *(f"META{n}" for n in range(501, 511)),
    *(f"HEAD{n}" for n in range(601, 606)),
    *(f"STY{n}" for n in range(801, 804)),
}
BY_PARAGRAPH = [
    "HYG406",
    "HYG407",
    "HYG409",
    "HYG410",
    "HYG411",
    "HYG412",
    "HYG413",
    "HYG417",
    "STY801",
    "STY802",
    "STY803",
]

PIECES = [
    "The council met on Monday to talk about the harbour and the old pier.",
    "Nobody knows where the the ferry went, and it's owner is silent.",
    "The club opened it’s gates.The crowd went in.",
    "The pier\u00a0stands. It cost 5\u00a0million\u200b euros.",
    'He called it “a mistake" and left.',
    "She said: “We were never asked.",
    "Smith &amp; Sons &#8211; a bakery &#8211; won.",
    "The cafÃ© was full, and itâ€™s popular.",
    "Follow our accounts here on and @harbour",
    "It was the P resident first trip to T uesday’s market.",
    "A terrifying deal, seen by many as a mistake of the hermit kingdom.",
    "Officials revealed said the boat was late.",
    "Its a long way, <b>they</b> said.",
    "“All is well,” he said.",
]
texts = st.lists(st.sampled_from(PIECES[1:]), max_size=6, unique=True).map(lambda more: "\n\n".join([PIECES[0], *more]))


def test_the_catalogue_is_complete():
    assert set(RULES) == CATALOGUE
    assert all(hasattr(checks, module.__name__.rpartition(".")[2]) for module in MODULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda r: r.code)
def test_the_cases_hold(rule):
    assert list(check_cases([rule])) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda r: r.code)
def test_a_rule_is_documented(rule):
    assert rule.authority
    assert len((rule.__doc__ or "").split()) > 15


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.__name__.rpartition(".")[2])
def test_patterns_in_code_cannot_backtrack_catastrophically(module):
    patterns = [p for p in vars(module).values() if isinstance(p, re.Pattern)]
    patterns += [
        p for d in vars(module).values() if isinstance(d, dict) for p in d.values() if isinstance(p, re.Pattern)
    ]
    assert {p.pattern: why for p in patterns if (why := explain(p.pattern))} == {}


def test_a_rule_in_code_stands_in_one_module():
    codes = [rule.code for module in MODULES for rule in rules_in(module)]
    assert len(codes) == len(set(codes))


def test_inside_boilerplate_only_four_rules_on_hygiene_speak():
    teaser = "READ MORE: P resident revealed said the the c\u00a0ity.Then cafÃ© of it's own in a hermit kingdom"
    read = article(f'Harbour news\n\n{PIECES[0]}\n\n{teaser} ‘x" &amp; y\n\n{PIECES[0][:-1]} again.')
    assert 2 in read.derived(marks).by_index
    spoke = {f.code for rule in RULES.values() for f in rule.check(read) if f.span and not f.code.startswith("META")}
    assert spoke <= {"HYG402", "HYG407", "HYG413", "HYG417"}
    assert {"HYG407", "HYG417"} <= spoke


@settings(max_examples=60, deadline=None)
@given(texts)
def test_fixes_come_to_rest_and_silence_their_finding(text):
    for rule in RULES.values():
        after = fixed(rule, text)
        assert not [f for f in rule.check(article(after)) if f.fix and f.fix.edits], rule.code


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PIECES[1:]), st.sampled_from(BY_PARAGRAPH))
def test_unrelated_text_elsewhere_changes_nothing(piece, code):
    rule = RULES[code]
    unrelated = "A storm kept the boats in the harbour for a week, the coast guard wrote in its log."
    opening = PIECES[0]
    alone = [f.message for f in rule.check(article(f"{opening}\n\n{piece}"))]
    amid = [f.message for f in rule.check(article(f"{unrelated}\n\n{opening}\n\n{piece}\n\n{unrelated[:40]}\n"))]
    assert amid == alone


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_no_text_breaks_a_rule(text):
    read = article(f"Council met.\n{text}".replace("\0", "").encode("utf-8", "replace"))
    assume(isinstance(read, Article))  # text with many control characters is taken for binary
    for rule in RULES.values():
        for finding in rule.check(read):
            assert finding.span is None or 0 <= finding.span.start <= finding.span.end <= len(read.source)
