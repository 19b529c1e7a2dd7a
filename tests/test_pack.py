import re

import pytest

from srclint.data import rules_dir
from srclint.errors import ConfigError
from srclint.pack import builtin_packs, read_pack
from srclint.record import replace

GOOD = """
[defaults]
code = "X001"
name = "no-such-thing"
summary = "Says that a thing is unheard of."

[[rule]]
keywords = ["unheard of"]
bad = ["This is unheard of.", "An Unheard of thing"]
good = ["This was heard.", "A hearing"]
"""


def write(tmp_path, text):
    path = tmp_path / "pack.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_entry_inherits_the_defaults(tmp_path):
    (entry,) = read_pack(write(tmp_path, GOOD))
    assert (entry.code, entry.name, entry.level, entry.scope) == ("X001", "no-such-thing", "warning", "paragraph")
    assert entry.regex.search("this is unheard of.")
    assert not entry.regex.search("unheard often")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("keywords", "keyword"), r"unknown key 'keyword'; did you mean 'keywords'\?"),
        (('code = "X001"', ""), "'code' is missing"),
        (('["This was heard.", "A hearing"]', '["This was heard."]'), "at least two good cases"),
        (('"An Unheard of thing"', '"Nothing"'), "no keyword stands in the bad case 'Nothing'"),
        (
            ('["unheard of"]', '["unhear"]\npattern = "unheard"'),
            "no keyword stands in .* as a word of its own",
        ),
        (('["unheard of"]', '["unheard of", ""]'), "a keyword is empty"),
        (('["unheard of"]', "[]"), "without keywords and a pattern there is nothing to look for"),
        (
            ("[[rule]]", '[[rule]]\npattern = "(unheard)"\nreplacement = "\\\\2"'),
            "group 2, which the pattern",
        ),
        (('["unheard of"]', '["Unheard of"]'), "must be lower case"),
        (('["unheard of"]', '"unheard of"'), "'keywords' is a list of strings"),
        (("[[rule]]", '[[rule]]\npattern = "("'), "does not compile"),
        (("[[rule]]", '[[rule]]\nscope = "word"'), "scope = 'word' is none of headline, lede"),
        (("[[rule]]", "[[rule]]\nmax_words = true"), "'max_words' has the wrong type"),
        (("[[rule]]", '[[rule]]\nnear = ["thing"]'), "'near' and 'distance' belong together"),
        (("[[rule]]", "[[rule]]\ndistance = 3"), "'near' and 'distance' belong together"),
        (("[[rule]]", '[[rule]]\nnear = ["thing"]\ndistance = -1'), "distance = -1 is less than none"),
        (("[[rule]]", '[[rule]]\nnear = ["thing"]\ndistance = 3\npattern = "x"'), "'near' goes with keywords alone"),
        (("[[rule]]", '[[rule]]\nnear = ["Thing"]\ndistance = 3'), "'Thing' must be lower case"),
        (
            ('["unheard of"]', '[]\nnear = ["thing"]\ndistance = 3\nunless = "x"'),
            "without keywords and a pattern there is nothing to look for",
        ),
        (("[defaults]", "[default]"), "unknown table 'default'"),
        (("[[rule]]", "[[rule]"), "pack.toml: "),
    ],
)
def test_a_broken_pack_is_refused_with_its_place(tmp_path, change, message):
    with pytest.raises(ConfigError, match=message) as refusal:
        read_pack(write(tmp_path, GOOD.replace(*change)))
    assert "pack.toml" in str(refusal.value)


def test_a_missing_pack_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"nowhere\.toml"):
        read_pack(tmp_path / "nowhere.toml")


@pytest.mark.parametrize("path", builtin_packs(), ids=lambda p: p.stem)
def test_the_shipped_packs_pass_the_gates(path):
    assert read_pack(path)


@pytest.mark.parametrize(
    ("pattern", "anchored"),
    [
        ("", False),
        ("unheard of", False),
        ("^unheard (?:of|at)", True),
        ("^unheard|of", False),
        ("^unheard|^of", True),
        (r"^unheard[|)(]of\|\[", True),
        (r"^unheard[]|]|of", False),
        (r"^(?:unheard)\(|of", False),
    ],
)
def test_an_entry_knows_whether_it_matches_at_the_start_of_a_line_alone(tmp_path, pattern, anchored):
    (entry,) = read_pack(write(tmp_path, GOOD.replace("[[rule]]", f"[[rule]]\npattern = '{pattern}'")))
    assert entry.is_anchored is anchored
    assert not replace(entry, linear=("pattern",)).is_anchored


def test_the_keywords_of_the_double_verb_are_all_its_pairs():
    (entry,) = read_pack(rules_dir() / "text" / "hygiene.toml")
    verbs = {verb for pair in entry.keywords for verb in pair.split()}
    pairs = {f"{one} {other}" for one in verbs for other in verbs}
    assert {pair for pair in pairs if entry.regex.search(pair)} == {*entry.keywords}
    assert verbs == {*re.findall("[a-z]{4,}", entry.pattern)}
