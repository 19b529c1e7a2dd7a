import re

import pytest

from srclint.lazy import lazy


def test_a_lazy_pattern_does_what_a_compiled_one_does():
    pattern = lazy(r"(?P<a>b+)", re.IGNORECASE)
    assert pattern.search("aBb")["a"] == "Bb"
    assert pattern.sub("c", "abba") == "aca"
    assert [match[0] for match in pattern.finditer("bab")] == ["b", "b"]
    assert pattern.split("abc") == ["a", "b", "c"]
    assert pattern.pattern == r"(?P<a>b+)"


def test_a_pattern_is_compiled_once_and_on_first_use(monkeypatch):
    calls = []
    monkeypatch.setattr("srclint.lazy.compiled", lambda *args: calls.append(args) or re.compile(*args))
    pattern = lazy("x")
    assert calls == []
    pattern.match("x")
    pattern.search("x")
    assert calls == [("x", 0)]


def test_what_a_pattern_has_not_is_an_error():
    with pytest.raises(AttributeError):
        lazy("x").scanner  # noqa: B018
