"""Every entry of the boilerplate packs keeps to its cases, and its prefilter lets through what its pattern matches."""

import pytest

from srclint.data import rules_dir
from srclint.language import fold
from srclint.match import hits, spans_in
from srclint.pack import read_pack
from srclint.readers.text import read_text
from srclint.redos import explain

ENTRIES = [entry for path in sorted((rules_dir() / "boilerplate").glob("*.toml")) for entry in read_pack(path)]
LANGUAGES = {
    "en": "sign up for our newsletter",
    "de": "newsletter abonnieren",
    "fr": "abonnez-vous à notre newsletter",
    "es": "suscríbete a nuestro boletín",
    "it": "iscriviti alla newsletter",
    "pt": "inscreva-se na newsletter",
    "nl": "abonneer je op onze nieuwsbrief",
}


def matches(entry, text):
    return any(spans_in(entry, text if entry.case else fold(text)))


def let_through(entry, text):
    found = read_text("case.txt", " ".join(text.split())).derived(hits).get(0, ())
    return any((entry.code, entry.pattern) == (other.code, other.pattern) for other in found)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.place.rpartition("/")[2])
def test_an_entry_keeps_to_its_cases(entry):
    assert [case for case in entry.bad if not (let_through(entry, case) and matches(entry, case))] == []
    assert [case for case in entry.good if let_through(entry, case) and matches(entry, case)] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.place.rpartition("/")[2])
def test_an_entry_cannot_run_long(entry):
    assert [why for pattern in (entry.pattern, entry.unless) if pattern and (why := explain(pattern))] == []


@pytest.mark.parametrize("phrase", LANGUAGES.values(), ids=LANGUAGES)
def test_the_big_languages_are_known(phrase):
    assert {entry.code for entry in ENTRIES if let_through(entry, phrase) and matches(entry, phrase)} >= {"BP108"}


def test_each_code_has_one_name():
    names = {}
    for entry in ENTRIES:
        names.setdefault(entry.code, set()).add(entry.name)
    assert {code for code, given in names.items() if len(given) > 1} == set()
