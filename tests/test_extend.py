"""A rule of one's own is one file: a TOML pack or a Python class in a project that knows nothing else."""

import json

import pytest

from srclint.cache import setup
from srclint.plan import make_plan
from srclint.settings import Settings

PACK = """
[[rule]]
code = "HOUSE901"
name = "weather-cliche"
level = "error"
summary = "A stock phrase of weather copy."
message = "Say what the weather did."
authority = "House style, weather."
keywords = ["battened down the hatches", "brace for impact"]
bad = ["Villagers battened down the hatches.", "The coast must brace for impact."]
good = ["Villagers nailed boards over the windows.", "The sailors closed the hatches."]
"""

PLUGIN = '''
"""Rules of the newsroom."""

from srclint import Rule


class OutletName(Rule):
    """The outlet writes its own name with an article."""

    code = "HOUSE902"
    name = "outlet-name"
    authority = "House style, names."
    bad = ("A reader of Beacon wrote.", "He told Beacon that it rained.")
    good = ("A reader of The Beacon wrote.", "The lighthouse was dark.")

    def check(self, article):
        """Yield a finding for each bare name."""
        for paragraph in article.paragraphs:
            at = paragraph.text.find(" Beacon")
            if at >= 0 and not paragraph.text[:at].endswith("The"):
                yield self.finding(article, paragraph.to_source(at + 1, at + 7), "It is The Beacon.")
'''

STORY = "Storm reaches the coast\n\nThe islands battened down the hatches, Edda Lorne told Beacon.\n"


def make_project(folder, configuration):
    (folder / "srclint.toml").write_text(configuration, encoding="utf-8")
    (folder / "story.txt").write_text(STORY, encoding="utf-8")
    (folder / "house").mkdir()
    (folder / "house" / "weather.toml").write_text(PACK, encoding="utf-8")
    (folder / "house" / "names.py").write_text(PLUGIN, encoding="utf-8")


def house_findings(run):
    [file] = json.loads(run.stdout)["files"]
    found = (f for f in file["findings"] if f["code"].startswith("HOUSE"))
    return [(f["code"], f["severity"], f["start"]["line"], f["start"]["column"]) for f in found]


def test_a_pack_and_a_class_of_the_project(srclint, tmp_path):
    make_project(tmp_path, 'rule-paths = ["house"]\n')
    run = srclint("check", "story.txt", "--output-format", "json", cwd=tmp_path)
    assert house_findings(run) == [("HOUSE901", "error", 3, 13), ("HOUSE902", "warning", 3, 56)]
    assert run.returncode == 1


def test_they_are_selected_and_silenced_like_any_other(srclint, tmp_path):
    make_project(tmp_path, 'rule-paths = ["house"]\nselect = ["HOUSE"]\nignore = ["weather-cliche"]\n')
    run = srclint("check", "story.txt", "--output-format", "json", cwd=tmp_path)
    assert [code for code, *_ in house_findings(run)] == ["HOUSE902"]


def test_they_are_explained(srclint, tmp_path):
    make_project(tmp_path, 'rule-paths = ["house"]\n')
    for code, words in (("HOUSE901", "A stock phrase of weather copy."), ("HOUSE902", "with an article")):
        run = srclint("rule", code, cwd=tmp_path)
        assert run.returncode == 0, run.stderr
        assert words in run.stdout


def test_their_cases_are_run(srclint, tmp_path):
    make_project(tmp_path, 'rule-paths = ["house"]\n')
    run = srclint("test", "house", cwd=tmp_path)
    assert run.returncode == 0, run.stdout + run.stderr
    broken = PLUGIN.replace("A reader of Beacon wrote.", "A reader of The Beacon wrote.")
    (tmp_path / "house" / "names.py").write_text(broken, encoding="utf-8")
    run = srclint("test", "house", cwd=tmp_path)
    assert run.returncode == 1
    assert "HOUSE902" in run.stdout


def test_a_misspelt_key_of_a_pack_is_named_with_its_place(srclint, tmp_path):
    make_project(tmp_path, 'rule-paths = ["house"]\n')
    (tmp_path / "house" / "weather.toml").write_text(PACK.replace("keywords", "keyword"), encoding="utf-8")
    run = srclint("check", "story.txt", cwd=tmp_path)
    assert run.returncode == 2
    assert "weather.toml" in run.stderr
    assert "keywords" in run.stderr


def test_an_installed_plugin_is_found_by_its_entry_point(srclint, tmp_path, monkeypatch):
    make_project(tmp_path, 'plugins = ["house"]\n')
    installed = tmp_path / "site"
    info = installed / "house_rules-1.0.dist-info"
    info.mkdir(parents=True)
    (installed / "house_rules.py").write_text(PLUGIN, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: house-rules\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[srclint.rules]\nhouse = house_rules\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(installed))
    run = srclint("check", "story.txt", "--output-format", "json", cwd=tmp_path)
    assert [code for code, *_ in house_findings(run)] == ["HOUSE902"], run.stderr


@pytest.mark.parametrize(("code", "refused"), [("HYG406", True), ("BP102", False)])
def test_a_pack_adds_to_rules_that_are_patterns_alone(srclint, tmp_path, code, refused):
    make_project(tmp_path, 'rule-paths = ["house"]\n')
    (tmp_path / "house" / "weather.toml").write_text(PACK.replace("HOUSE901", code), encoding="utf-8")
    run = srclint("check", "story.txt", cwd=tmp_path)
    assert (run.returncode == 2) is refused
    assert ("the code is that of a rule that is no pattern; take one of your own" in run.stderr) is refused


def test_a_pack_can_say_that_words_stand_near_each_other(srclint, tmp_path):
    make_project(tmp_path, 'rule-paths = ["near.toml"]\n')
    (tmp_path / "near.toml").write_text(
        '[[rule]]\ncode = "HOUSE904"\nname = "close-sources"\nmessage = "Who is it: \'{match}\'?"\nquotes = "skip"\n'
        'keywords = ["sources"]\nnear = ["close to"]\ndistance = 2\n'
        'bad = ["Sources close to her", "sources who are close to her"]\ngood = ["Sources said", "It is close."]\n',
        encoding="utf-8",
    )
    text = "It came out, sources who were close to her said.\n\nSources at the mill, which is close to the dam, left.\n"
    (tmp_path / "story.txt").write_text(text, encoding="utf-8")
    run = srclint("check", "story.txt", "--select", "HOUSE904", "--output-format", "concise", cwd=tmp_path)
    found = [line for line in run.stdout.splitlines() if "HOUSE904" in line]
    assert found == ["story.txt:1:14: HOUSE904 warning: Who is it: 'sources who were close to'?"]
    assert srclint("test", "near.toml", cwd=tmp_path).returncode == 0


def test_a_rule_path_that_holds_no_rules_is_refused(srclint, tmp_path):
    make_project(tmp_path, 'rule-paths = ["story.txt"]\n')
    run = srclint("check", "story.txt", cwd=tmp_path)
    assert run.returncode == 2
    assert "story.txt: neither a pack (.toml) nor a module (.py)" in run.stderr


def test_a_module_that_ends_the_process_is_refused(srclint, tmp_path):
    make_project(tmp_path, 'rule-paths = ["house"]\n')
    (tmp_path / "house" / "names.py").write_text("import sys\nsys.exit(0)\n", encoding="utf-8")
    run = srclint("check", "story.txt", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert "names.py' cannot be imported: SystemExit: 0" in run.stderr


def test_a_rule_that_cannot_be_made_is_refused(srclint, tmp_path):
    make_project(tmp_path, 'rule-paths = ["house"]\n')
    needy = PLUGIN.replace(
        "    def check(", "    def __init__(self, names):\n        self.names = names\n\n    def check("
    )
    (tmp_path / "house" / "names.py").write_text(needy, encoding="utf-8")
    run = srclint("check", "story.txt", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert "names.py': a rule cannot be made: TypeError: " in run.stderr


def test_a_rule_that_ends_the_process_makes_the_file_an_error(srclint, tmp_path):
    make_project(tmp_path, 'rule-paths = ["house"]\n')
    ending = PLUGIN.replace("for paragraph in", "raise SystemExit(0)\n        for paragraph in")
    (tmp_path / "house" / "names.py").write_text(ending, encoding="utf-8")
    run = srclint("check", "story.txt", "--output-format", "concise", cwd=tmp_path)
    assert run.returncode == 2
    assert "story.txt: error: internal error in rule HOUSE902: SystemExit: 0\n" in run.stdout


@pytest.mark.parametrize(
    ("line", "instead", "told"),
    [
        (
            'code = "HOUSE902"',
            'code = "house 902"',
            "the code 'house 902' is not a family in capitals and three digits",
        ),
        ('code = "HOUSE902"', "code = 902", "the code 902 is not a family in capitals and three digits"),
        ('name = "outlet-name"', 'name = "Outlet name"', "the name 'Outlet name' is not lower-case words with hyphens"),
        (
            'name = "outlet-name"',
            'severity = "grave"\n    name = "outlet-name"',
            "HOUSE902: severity 'grave' is none of",
        ),
    ],
)
def test_a_class_that_cannot_be_named_or_rated_is_refused(srclint, tmp_path, line, instead, told):
    make_project(tmp_path, 'rule-paths = ["house"]\n')
    (tmp_path / "house" / "names.py").write_text(PLUGIN.replace(line, instead), encoding="utf-8")
    run = srclint("check", "story.txt", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert f"names.py': {told}" in run.stderr


def test_a_pack_that_cannot_be_named_is_refused(srclint, tmp_path):
    make_project(tmp_path, 'rule-paths = ["house"]\n')
    (tmp_path / "house" / "weather.toml").write_text(PACK.replace("HOUSE901", "house901"), encoding="utf-8")
    run = srclint("check", "story.txt", cwd=tmp_path)
    assert run.returncode == 2
    assert "weather.toml: rule 1 (house901): the code 'house901' is not a family in capitals" in run.stderr


def test_a_severity_may_be_written_as_text(srclint, tmp_path):
    make_project(tmp_path, 'rule-paths = ["house"]\n')
    rated = PLUGIN.replace("    authority", '    severity = "error"\n    authority')
    (tmp_path / "house" / "names.py").write_text(rated, encoding="utf-8")
    run = srclint("check", "story.txt", "--select", "HOUSE902", "--output-format", "concise", cwd=tmp_path)
    assert "HOUSE902 error: It is The Beacon." in run.stdout


@pytest.mark.parametrize("found", ['"It is The Beacon."', 'self.finding(article, (1, 5), "It is The Beacon.")', "None"])
def test_a_rule_that_finds_what_is_no_finding_is_named(srclint, tmp_path, found):
    make_project(tmp_path, 'rule-paths = ["house"]\n')
    wrong = PLUGIN.replace("for paragraph in", f"yield {found}\n        for paragraph in")
    (tmp_path / "house" / "names.py").write_text(wrong, encoding="utf-8")
    run = srclint("check", "story.txt", "--output-format", "concise", cwd=tmp_path)
    assert run.returncode == 2
    assert "story.txt: error: internal error in rule HOUSE902: AttributeError: " in run.stdout


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ('"no finding"', "AttributeError: 'str' object has no attribute 'path'"),
        ("1 / 0", "ZeroDivisionError: division"),
    ],
)
def test_a_rule_across_files_that_fails_is_named(srclint, tmp_path, found, told):
    make_project(tmp_path, 'rule-paths = ["house"]\n')
    across = "from srclint.rule import CorpusRule\n\n\ndef path(article):\n    return article.path\n"
    across += f'''
class Shared(CorpusRule):
    """Fails."""

    code, name, summary = "HOUSE903", "shared-name", path

    def check_corpus(self, corpus):
        yield {found}
'''
    (tmp_path / "house" / "names.py").write_text(across, encoding="utf-8")
    run = srclint("check", ".", "--no-cache", cwd=tmp_path)
    assert run.returncode == 2
    assert f"srclint: error: internal error in rule HOUSE903: {told}" in run.stderr


def test_a_case_that_a_rule_trips_over_has_failed(srclint, tmp_path):
    make_project(tmp_path, 'rule-paths = ["house"]\n')
    tripping = PLUGIN.replace("for paragraph in", "1 / 0\n        for paragraph in")
    (tmp_path / "house" / "names.py").write_text(tripping, encoding="utf-8")
    run = srclint("test", "house/names.py", cwd=tmp_path)
    assert run.returncode == 1
    assert run.stdout.splitlines()[0] == (
        "HOUSE902 outlet-name: ZeroDivisionError (division by zero) in the bad case 'A reader of Beacon wrote.'"
    )
    assert run.stdout.endswith("1 rule, 4 cases: 4 failures.\n")


@pytest.mark.parametrize("name", ["__init__.py", "_helpers.py", ".venv/lib.py"])
def test_what_a_folder_of_rules_holds_besides(srclint, tmp_path, name):
    make_project(tmp_path, 'rule-paths = ["house"]\n')
    (tmp_path / "house" / name).parent.mkdir(exist_ok=True)
    (tmp_path / "house" / name).write_text("", encoding="utf-8")
    run = srclint("check", "story.txt", "--output-format", "json", cwd=tmp_path)
    assert len(house_findings(run)) == 2, run.stderr


def test_modules_of_one_name_in_two_folders(tmp_path):
    for folder, code in (("a", "HOUSE902"), ("b", "HOUSE903")):
        (tmp_path / folder).mkdir()
        text = PLUGIN.replace("HOUSE902", code).replace("outlet-name", f"outlet-{folder}")
        (tmp_path / folder / "names.py").write_text(text, encoding="utf-8")
    settings = Settings(rule_paths=(str(tmp_path),))
    before = setup(make_plan(settings), compare=False)
    (tmp_path / "a" / "names.py").write_text(
        PLUGIN.replace("outlet-name", "outlet-a") + "# changed\n", encoding="utf-8"
    )
    assert setup(make_plan(settings), compare=False) != before
