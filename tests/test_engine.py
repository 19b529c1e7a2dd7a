import json
import shutil
import subprocess

import pytest

from srclint import Finding, Rule, Settings, lint
from srclint.engine import make_plan
from srclint.errors import ConfigError
from srclint.record import fields

STORY = """\
Harbour wall to be raised by a metre

The harbour wall of Port Ellery will be raised by a metre before the winter storms, the council decided on Monday.

The work will cost 2 million crowns and close the quay to lorries for nine weeks, according to the minutes.

Ines Varga, the harbour master, said the old wall was overtopped eleven times in the last two winters.
"""
ILL = STORY.replace("The work", "READ MORE: Storm sinks three boats\n\nThe the work")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, **texts):
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def codes(paths, **options):
    results = lint(paths, Settings(**options)).results
    return {result.path: [finding.code for finding in result.findings] for result in results}


def test_findings_come_in_path_order_and_by_place(folder):
    write(folder, b=ILL, a=STORY)
    found = codes(["."], select=("BP", "HYG"))
    assert list(found.items()) == [("a.txt", []), ("b.txt", ["BP102", "HYG410"])]


def test_select_and_ignore_take_codes_names_and_prefixes(folder):
    write(folder, a=ILL)
    assert codes(["a.txt"], select=("teaser-line",)) == {"a.txt": ["BP102"]}
    assert codes(["a.txt"], select=("BP", "HYG"), ignore=("BP",)) == {"a.txt": ["HYG410"]}
    assert codes(["a.txt"], select=("BP102", "HYG"), ignore=("BP",)) == {"a.txt": ["BP102", "HYG410"]}
    assert codes(["a.txt"], select=("HYG",), extend_select=("BP102",)) == {"a.txt": ["BP102", "HYG410"]}


@pytest.mark.parametrize(
    ("paths", "options", "message"),
    [([""], {}, "one of the paths is empty"), (["."], {"select": ()}, "select: no rule is selected")],
)
def test_what_a_script_left_empty_is_refused(folder, paths, options, message):
    write(folder, a=STORY)
    with pytest.raises(ConfigError, match=message):
        list(lint(paths, Settings(**options)).results)


def test_an_unknown_rule_is_refused_with_a_suggestion():
    with pytest.raises(ConfigError, match="no rule is called 'teaser-lines'; did you mean 'teaser-line'"):
        lint(["."], Settings(ignore=("teaser-lines",)))


def test_preview_rules_are_shown_on_request_only():
    plan = make_plan(Settings())
    assert not any(plan.known[code].preview for code in plan.shown)
    assert any(plan.known[code].preview for code in make_plan(Settings(preview=True)).shown)


def test_marks_of_preview_rules_cost_nothing(root):
    (result,) = lint([root / "seeds" / "ferry.txt"], Settings(preview=True)).results
    assert "BP104" in {finding.code for finding in result.findings}
    assert "BP104" not in {row.code for row in result.score.rows}


@pytest.mark.parametrize("start", [".", "blog", "news"])
def test_per_file_ignores_are_found_from_any_folder(folder, monkeypatch, start):
    write(folder, blog__a=ILL, blog__old__a=ILL, news__a=ILL)
    monkeypatch.chdir(folder / start)
    for glob in ("blog/**", "**/blog/**", "/blog/", "blog"):
        ignores = {glob: ("BP",), "*.md": ("HYG",)}
        run = lint([folder], Settings(select=("BP",), per_file_ignores=ignores, root=folder))
        assert [len(result.findings) for result in sorted(run.results, key=lambda r: "blog" in r.path)] == [1, 0, 0]


@pytest.mark.parametrize(
    ("ignores", "message"),
    [
        ({"*.md": ("BPX",)}, "no rule is called 'BPX'"),
        ({"!": ("BP",)}, r"per-file-ignores: '!' is no pattern as in a \.gitignore"),
        ({"[z-a]": ("BP",)}, r"per-file-ignores: '\[z-a\]' is no pattern"),
    ],
)
def test_a_per_file_ignore_that_says_nothing_is_refused(ignores, message):
    with pytest.raises(ConfigError, match=message):
        lint(["."], Settings(per_file_ignores=ignores))


def test_per_file_ignores_go_by_glob(folder):
    write(folder, news__a=ILL, blog__a=ILL)
    found = codes(["."], select=("BP", "HYG"), per_file_ignores={"blog/*": ("BP",)})
    assert found == {"blog/a.txt": ["HYG410"], "news/a.txt": ["BP102", "HYG410"]}


def test_severities_can_be_set(folder):
    write(folder, a=ILL)
    settings = Settings(select=("BP", "HYG"), severity={"BP": "info", "BP102": "error"})
    (result,) = lint(["a.txt"], settings).results
    assert [(f.code, f.severity.value) for f in result.findings] == [("BP102", "error"), ("HYG410", "warning")]


def test_what_is_not_selected_is_scored_and_what_is_ignored_costs_nothing(folder):
    write(folder, a=ILL)

    def clean(**options):
        (result,) = lint(["a.txt"], Settings(**options)).results
        return result.score.subscores["clean"]

    assert clean() < 100
    assert clean(select=("HYG",)) == clean()
    assert clean(ignore=("BP",)) == 100
    assert clean(per_file_ignores={"*.txt": ("BP",)}) == 100


def test_a_suppressed_mark_costs_nothing_whatever_is_selected(folder):
    text = ILL.replace("READ MORE", "<!-- srclint: ignore[BP102] -- ours -->\n\nREAD MORE")
    (folder / "a.md").write_text(text, encoding="utf-8")
    for select in ("ALL", "HYG"):
        (result,) = lint(["a.md"], Settings(select=(select,))).results
        assert result.score.subscores["clean"] == 100


def test_a_folder_compares_its_files_and_single_files_compare_with_nothing(folder):
    write(folder, a=STORY, b=STORY)
    assert codes(["."], select=("DUP",)) == {"a.txt": [], "b.txt": ["DUP201"]}
    assert codes(["a.txt", "b.txt"], select=("DUP",)) == {"a.txt": [], "b.txt": []}
    assert lint(["."]).info.compared_with == "each other"
    run = lint(["b.txt"])
    assert run.info.compared_with == "nothing"
    assert next(run.results).score.subscores["original"] is None


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_file_with_a_number_sign_in_its_name_is_no_copy_of_itself(folder):
    (folder / "story #1.txt").write_text(STORY, encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    subprocess.run(["git", "add", "."], cwd=folder, check=True)
    assert codes(["story #1.txt"], select=("DUP",), compare="tracked") == {"story #1.txt": []}


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_tracked_files_are_compared_with_whatever_was_named(folder):
    write(folder, a=STORY, b=STORY, c=STORY)
    for command in (["init", "-q"], ["add", "a.txt", "b.txt"]):
        subprocess.run(["git", *command], check=True)
    found = codes(["b.txt"], select=("DUP",), compare="tracked")
    assert found == {"b.txt": ["DUP201"]}
    assert codes(["c.txt"], select=("DUP",), compare="tracked") == {"c.txt": ["DUP201"]}


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_tracked_files_are_those_of_the_project_from_any_folder(folder, monkeypatch):
    write(folder, a__a=STORY, b__b=STORY)
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "."], check=True)
    monkeypatch.chdir(folder / "b")
    assert codes(["b.txt"], select=("DUP",), compare="tracked", root=folder) == {"b.txt": ["DUP201"]}


def test_a_cross_file_finding_can_be_suppressed_from_either_file(folder):
    for name, note in (("a", ""), ("b", ""), ("c", "---\nsrclint-ignore: [DUP201]\n---\n")):
        (folder / f"{name}.md").write_text(note + STORY, encoding="utf-8")
    assert codes(["."], select=("DUP",)) == {"a.md": [], "b.md": ["DUP201"], "c.md": []}
    (copied,) = next(result.findings for result in lint(["."], Settings(select=("DUP",))).results if result.findings)
    assert ({related.path for related in copied.related}, "more file" in copied.message) == ({"a.md"}, False)
    (folder / "c.md").unlink()
    (folder / "a.md").write_text("---\nsrclint-ignore: [DUP201]\n---\n" + STORY, encoding="utf-8")
    assert codes(["."], select=("DUP",)) == {"a.md": [], "b.md": []}


def test_a_file_that_means_its_copies_silences_no_other_file(folder):
    for name, note in (("a", "---\nsrclint-ignore: [DUP201]\n---\n"), ("b", ""), ("c", "")):
        (folder / f"{name}.md").write_text(note + STORY, encoding="utf-8")
    first, second, third = lint(["."], Settings(select=("DUP", "SL"))).results
    assert (first.findings, second.findings) == ((), ())
    assert [(finding.code, finding.message) for finding in third.findings] == [
        ("DUP201", "the same story, word for word, as b.md")
    ]


def test_a_baseline_hides_what_it_knows_and_scores_it_all_the_same(folder):
    from srclint.baseline import write_baseline

    write(folder, a=ILL)
    before = list(lint(["a.txt"]).results)
    write_baseline(folder / "known.json", before)
    (after,) = lint(["a.txt"], Settings(baseline="known.json")).results
    assert (after.findings, after.score) == ((), before[0].score)
    write(folder, a=ILL.replace("eleven times", "eleven eleven times"))
    (worse,) = lint(["a.txt"], Settings(baseline="known.json")).results
    assert [finding.code for finding in worse.findings] == ["HYG410"]


BROKEN_RULE = '''
from srclint import Rule

class Broken(Rule):
    """Fails."""

    code = "XX001"
    name = "broken"

    def check(self, article):
        raise ValueError("no such luck")
        yield
'''


def test_a_rule_that_fails_makes_an_error_of_the_file(folder):
    write(folder, a=STORY)
    (folder / "broken.py").write_text(BROKEN_RULE, encoding="utf-8")
    (result,) = lint(["a.txt"], Settings(rule_paths=("broken.py",))).results
    assert result.error == "internal error in rule XX001: ValueError: no such luck"
    assert (result.findings, result.score) == ((), None)


def test_an_unreadable_file_is_an_error_and_the_others_are_linted(folder):
    write(folder, a=ILL)
    (folder / "b.txt").write_bytes(b"\0\1\2\3" * 50)
    first, second = lint(["."], Settings(select=("BP",))).results
    assert [finding.code for finding in first.findings] == ["BP102"]
    assert second.error
    assert second.score is None


def test_stdin_is_read_under_the_name_given():
    run = lint(["-"], Settings(select=("HYG",)), stdin=(ILL.encode(), "wire/a.txt"))
    (result,) = run.results
    assert result.path == "wire/a.txt"
    assert [finding.code for finding in result.findings] == ["HYG410"]


def test_single_files_stream(folder):
    write(folder, a=STORY, b=STORY)
    run = lint(["a.txt", "b.txt"])
    assert next(run.results).path == "a.txt"
    (folder / "b.txt").unlink()
    assert next(run.results).error


def test_records_are_articles_with_places_in_the_file(folder):
    rows = [json.dumps({"title": "T", "text": text}) for text in (STORY, ILL)]
    (folder / "wire.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    results = list(lint(["wire.jsonl"], Settings(select=("HYG410",))).results)
    assert [result.path for result in results] == ["wire.jsonl#1", "wire.jsonl#2"]
    (finding,) = results[1].findings
    start = results[1].lines.position(finding.span.start)
    whole = (folder / "wire.jsonl").read_text(encoding="utf-8")
    assert start.line == 2
    assert whole[start.offset :].lower().startswith("the ")


def test_the_public_api_is_what_the_package_names():
    assert issubclass(Rule, object)
    assert {"code", "message", "span", "fix"} <= fields(Finding).keys()
