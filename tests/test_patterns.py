import marshal
import re
import sys

import pytest

from srclint import patterns
from srclint.kept import packed
from srclint.match import entries
from srclint.patterns import compiled, keep

PATTERNS = [
    ("a", 0),
    (rb"[\x80-\xff]+(?P<rest>.)", re.IGNORECASE),
    (r"(?P<first>\w+) (?P<second>[^\W\d_]{2,})(x)?", re.IGNORECASE),
    (r"^\W{0,3}(?i:straße|[à-ÿ]+?)$", re.MULTILINE),
    (r"(?<!\w)(?=(a|b*+))\1(?(1)c|d)", re.DOTALL),
    *((entry.pattern, re.MULTILINE) for entry in entries()),
]


@pytest.fixture
def place(tmp_path, monkeypatch):
    """The file of a Python that has compiled nothing yet."""
    path = tmp_path / "cache" / "patterns.bin"
    monkeypatch.setattr(patterns.kept, "place", lambda _: path)
    forget()
    yield path
    forget()


def forget():
    compiled.cache_clear()
    patterns._store.cache_clear()


@pytest.fixture
def parses(monkeypatch):
    """The patterns that were parsed."""
    import re._parser

    seen = []
    real = re._parser.parse
    monkeypatch.setattr(re._parser, "parse", lambda pattern, *rest: seen.append(pattern) or real(pattern, *rest))
    return seen


@pytest.mark.usefixtures("place")
def test_a_later_run_takes_what_an_earlier_one_compiled(parses):
    for pattern, flags in PATTERNS:
        assert compiled(pattern, flags) == re.compile(pattern, flags)
    keep()
    forget()
    parses.clear()
    taken = [compiled(pattern, flags) for pattern, flags in PATTERNS]
    assert parses == []
    assert taken == [re.compile(pattern, flags) for pattern, flags in PATTERNS]
    assert taken[2].match("Ab cDe").groupdict() == {"first": "Ab", "second": "cDe"}


@pytest.mark.usefixtures("place")
def test_what_is_new_joins_what_is_known(parses):
    for pattern in ("a", "b"):
        compiled(pattern)
        keep()
        forget()
    parses.clear()
    assert compiled("a").match("a")
    assert compiled("b").match("b")
    assert parses == []


def test_nothing_is_written_where_nothing_is_new(place):
    keep()
    assert not place.exists()


@pytest.mark.usefixtures("place")
def test_a_pattern_under_other_flags_is_another():
    assert not compiled("a").match("A")
    assert compiled("a", re.IGNORECASE).match("A")


@pytest.mark.usefixtures("place")
def test_a_bad_pattern_is_an_error_as_ever():
    with pytest.raises(re.error, match="unterminated subpattern"):
        compiled("(a")


def written_by_another():
    return with_program(32, 0, {}, b"\0\0\0\0", writer="another Python")


def with_program(*program, writer=sys.version):
    return packed(writer, {("a", 0): marshal.dumps(program)})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff nonsense",
        marshal.dumps(7),
        packed(sys.version, {})[:-1],
        packed(sys.version, {("a", 0): b"\xff"}),
        written_by_another(),
        with_program(32, 0, {}, b"\0\0\0"),
        with_program(32, 0, {}, b"\xff\xff\xff\xff"),
        with_program(32, 0, {"x": 9}, b"\1\0\0\0"),
        with_program(32, 0),
    ],
)
def test_a_file_that_is_not_as_expected_costs_only_time(data, place):
    place.parent.mkdir()
    place.write_bytes(data)
    assert compiled("a") == re.compile("a")
    keep()
    forget()
    assert compiled("a") == re.compile("a")


def test_a_place_that_cannot_be_written_costs_only_time(place):
    place.parent.write_text("a file in the way", encoding="utf-8")
    assert compiled("a").match("a")
    keep()
    forget()
    assert compiled("a").match("a")


def test_a_python_that_compiles_in_another_way_does_it_alone(place, monkeypatch):
    def gone(name):
        raise ImportError(name)

    monkeypatch.setattr(patterns, "import_module", gone)
    assert compiled("a").match("a")
    keep()
    assert not place.exists()


@pytest.mark.usefixtures("place")
def test_the_file_does_not_grow_for_ever(monkeypatch):
    monkeypatch.setattr(patterns, "_MOST", 3)
    for number in range(5):
        compiled(f"a{number}")
        keep()
        forget()
    assert len(patterns._store().known) <= 3


def test_in_a_large_file_what_is_new_takes_the_place_of_what_is_not_used(place, monkeypatch):
    for number in range(6):
        compiled(f"a{number}")
    keep()
    forget()
    monkeypatch.setattr(patterns, "_MOST_BYTES", place.stat().st_size - 1)
    for pattern in ("a1", "a2", "a3", "b"):
        compiled(pattern)
    keep()
    forget()
    assert {pattern for pattern, _ in patterns._store().known} == {"a1", "a2", "a3", "b"}
    forget()
    compiled("a1")
    keep()  # nothing is new: a process whose workers use the rest leaves it alone
    forget()
    assert len(patterns._store().known) == 4
