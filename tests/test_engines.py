import gzip
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint import engines
from srclint.article import Article, Paragraph, Span
from srclint.engines import VARIABLE, check_choice, re2, re2_if_worth_it
from srclint.errors import ConfigError
from srclint.language import fold
from srclint.match import entries, hits
from srclint.pack import with_cases

DEVELOPMENT = Path(__file__).resolve().parents[1].parent / "shared" / "data"
PLACE = Span(0, 0)


def of(*texts):
    """An article of paragraphs."""
    return Article("a.txt", "", "text", tuple(Paragraph(n, text, PLACE, PLACE) for n, text in enumerate(texts)))


def by_engine(article):
    """The entries that may match an article's paragraphs, as either engine tells."""
    with pytest.MonkeyPatch.context() as patch:
        for engine in engines.ENGINES:
            patch.setenv(VARIABLE, engine)
            yield {n: [entry.place for entry in found] for n, found in hits(article).items()}


def test_re2_is_what_is_forced(monkeypatch):
    pytest.importorskip("re2")
    monkeypatch.setenv(VARIABLE, "re2")
    check_choice()
    assert re2() is re2_if_worth_it() is engines.installed_re2()
    monkeypatch.setenv(VARIABLE, "pure")
    check_choice()
    assert re2() is re2_if_worth_it() is None


def test_an_engine_that_there_is_not_is_refused(monkeypatch):
    monkeypatch.setenv(VARIABLE, "pcre")
    with pytest.raises(ConfigError, match="SRCLINT_ENGINE='pcre' is none of pure, re2"):
        check_choice()


def test_an_engine_that_is_not_installed_cannot_be_forced(monkeypatch):
    monkeypatch.setattr(engines, "installed_re2", lambda: None)
    check_choice()
    assert re2() is None
    monkeypatch.setenv(VARIABLE, "re2")
    with pytest.raises(ConfigError, match=r"pip install 'srclint\[fast\]'"):
        check_choice()


def test_a_module_of_the_same_name_is_not_taken_for_it(monkeypatch):
    monkeypatch.setattr(engines, "import_module", lambda _: re)
    assert engines.installed_re2.__wrapped__() is None


def test_re2_is_started_when_a_process_has_seen_enough(monkeypatch):
    pytest.importorskip("re2")
    monkeypatch.delenv(VARIABLE, raising=False)
    engines._articles.cache_clear()
    monkeypatch.setattr(engines, "_WORTH", 2)
    assert [re2_if_worth_it() is not None for _ in range(4)] == [False, False, True, True]


def test_every_case_of_the_packs_has_the_same_candidates_by_either_engine():
    pytest.importorskip("re2")
    for entry in map(with_cases, entries()):
        pure, fast = by_engine(of(*entry.bad, *entry.good))
        assert pure == fast


KEYWORDS = st.sampled_from(sorted({keyword for entry in entries() for keyword in entry.keywords}))
PIECES = (
    KEYWORDS | KEYWORDS.map(str.title) | st.sampled_from(["é", "s", "\0", "\ud800", ".", "’", "-", " ", "\n", "über"])
)
TEXTS = st.lists(PIECES, max_size=12).flatmap(
    lambda pieces: st.sampled_from([" ", "", "’"]).map(lambda by: by.join(pieces))
)


@given(st.lists(TEXTS | st.text(max_size=60), max_size=4))
def test_every_text_has_the_same_candidates_by_either_engine(texts):
    pytest.importorskip("re2")
    pure, fast = by_engine(of(*texts))
    assert pure == fast


@pytest.mark.parametrize("name", ["boilerplate", "neardup", "sourcing"])
def test_every_development_text_has_the_same_candidates_by_either_engine(name):
    pytest.importorskip("re2")
    data = DEVELOPMENT / f"{name}_dev.jsonl.gz"
    if not data.exists():
        pytest.skip("no development data here")
    with gzip.open(data, "rt", encoding="utf-8") as rows:
        for row in rows:
            pure, fast = by_engine(of(*(piece for text in _texts(json.loads(row)) for piece in text.splitlines())))
            assert pure == fast


def _texts(value):
    """Every text in a row, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def test_the_packs_ask_for_what_folding_gives():
    assert all(keyword == fold(keyword) for entry in entries() for keyword in entry.keywords)


def test_the_command_refuses_an_engine_that_there_is_not(srclint, monkeypatch):
    monkeypatch.setenv(VARIABLE, "pcre")
    run = srclint("check", "seeds", "--isolated", "--no-cache")
    assert run.returncode == 2
    assert run.stderr == "srclint: error: SRCLINT_ENGINE='pcre' is none of pure, re2\n"


def test_the_command_says_the_same_by_either_engine(srclint, monkeypatch):
    pytest.importorskip("re2")
    said = []
    for engine in engines.ENGINES:
        monkeypatch.setenv(VARIABLE, engine)
        said.append(srclint("check", "seeds", "--isolated", "--no-cache", "--output-format", "json").stdout)
    assert said[0] == said[1] != ""
