import pytest

from srclint.cases import check_cases
from srclint.checks import duplication
from srclint.checks.duplication import RepeatedHeadline, RepeatedParagraph
from srclint.registry import rules_in

from .texts import fixed, found

TITLE = "Dam breaks above Elm town at noon"
LEAD = "The dam above the town broke at noon on Friday and flooded two villages before night fell."


@pytest.mark.parametrize("rule", list(rules_in(duplication)), ids=lambda rule: rule.code)
def test_the_rules_keep_to_their_cases(rule):
    assert list(check_cases([rule])) == []


def test_neighbouring_repeats_are_one_finding():
    text = f"{TITLE}\n{TITLE}\n\n{TITLE}\n\n{LEAD}\n"
    assert found(RepeatedHeadline(), text) == [f"{TITLE}\n\n{TITLE}"]
    assert fixed(RepeatedHeadline(), text) == f"{TITLE}\n\n{LEAD}\n"


def test_a_headline_again_is_not_also_a_repeated_paragraph():
    assert found(RepeatedParagraph(), f"{TITLE}\n\n{TITLE}\n\n{LEAD}\n") == []
    assert found(RepeatedParagraph(), f"{TITLE}\n\n{LEAD}\n\n{LEAD}\n") == [LEAD]
