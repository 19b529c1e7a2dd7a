from hypothesis import given

from srclint.checks.capitals import capitals
from srclint.checks.hygiene_names import _has_variants, _names, _names_of, _variants
from srclint.readers.text import read_text

from .texts import spaced

NAMES = (
    "Kim Min-jun|Kim Min Jun|President Kim|Kim Minjun|Sergei Orlov|Sergey Orlov|Orlov’s"
    "|Anna O'Neill's|Betsy DeVos|Betsy Devos|José Lund|Jose Lund"
    "|Al-Farsi|Al Farsi|THE FERRY|Mayor|and|of|.|, |’|-|X|Ida B. Wells|North-Korea|Apollo 11|iPhone"
).split("|")


def test_runs_of_capitals():
    found = capitals(read_text("a.txt", "“Anna Marlow’s U.S. boat,” said Kim Min-jun of NATO.\n\nMayor Lund’s iPhone"))
    assert found.runs == {"Anna Marlow’s U", "Kim Min-jun", "NATO", "Mayor Lund’s"}
    assert found.words == {"Anna", "Marlow", "s", "U", "Kim", "Min-jun", "NATO", "Mayor", "Lund"}


@given(spaced(NAMES, 14))
def test_runs_hold_the_names_of_the_text(text):
    article = read_text("a.txt", text)
    told = {name.replace("'", "’") for p in article.paragraphs for name, _ in _names(p.text)}
    runs = article.derived(capitals).runs
    multiple = [run for run in runs if " " in run or "-" in run]
    assert told == {name for run in multiple for name, _ in _names_of(run)}
    if any(_variants(told)):
        assert _has_variants(runs)
