"""The documentation tells the truth: what it shows as output is what the command prints.

A console block holds commands after `$ ` and their output; SRCLINT_UPDATE_DOCS=1 writes the present output into them.
"""

import doctest
import json
import os
import re
import shlex
import tomllib
from pathlib import Path

import jsonschema
import pytest
import yaml

from srclint.pack import Entry
from srclint.record import fields
from srclint.settings import parse_options

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
UPDATE = os.environ.get("SRCLINT_UPDATE_DOCS")
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language, text=README):
    return [body for kind, body in BLOCK.findall(text) if kind == language]


def output_of(line, srclint):
    """What a command line of the documentation prints; it may end in `| head -n N`."""
    command, _, pipe = line.removeprefix("$ ").partition(" | ")
    run = srclint(*shlex.split(command)[1:])
    assert run.returncode in (0, 1), run.stderr
    lines = run.stdout.splitlines(keepends=True)
    if pipe:
        lines = lines[: int(pipe.removeprefix("head -n "))]
    return "".join(lines).rstrip("\n") + "\n"


def renewed(page, srclint):
    """The page with every console block run again."""

    def run(match):
        kind, body = match.groups()
        commands = [line for line in body.splitlines() if line.startswith("$ ")]
        if kind != "console" or not all(line.startswith("$ srclint ") for line in commands):
            return match.group()
        parts = [f"{line}\n{output_of(line, srclint)}" for line in commands]
        return "```console\n" + "\n".join(parts) + "```"

    return BLOCK.sub(run, page)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_shown_output_is_true(path, srclint):
    page = path.read_text(encoding="utf-8")
    now = renewed(page, srclint)
    if UPDATE:
        path.write_text(now, encoding="utf-8")
    else:
        assert page == now


def test_the_python_example(monkeypatch):
    monkeypatch.chdir(ROOT)
    for body in blocks("pycon"):
        example = doctest.DocTestParser().get_doctest(body, {}, "README.md", "README.md", 0)
        failed, tried = doctest.DocTestRunner().run(example)
        assert tried
        assert not failed


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_configurations_are_valid(path):
    for body in blocks("toml", path.read_text(encoding="utf-8")):
        if body.startswith("# srclint.toml"):
            assert parse_options(tomllib.loads(body), path.name, ROOT)


def test_the_json_example_fits_the_schema():
    [example] = blocks("json", (ROOT / "docs" / "json.md").read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "docs" / "schema" / "check-1.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(example), schema)


def test_the_page_on_packs_names_every_key(srclint, tmp_path):
    page = (ROOT / "docs" / "rule-packs.md").read_text(encoding="utf-8")
    keys = fields(Entry).keys() - {"place", "linear"}
    assert {key for key in keys if f"`{key}`" not in page} == set()
    (tmp_path / "pack.toml").write_text("\n".join(blocks("toml", page)), encoding="utf-8")
    run = srclint("test", "pack.toml", "--isolated", cwd=tmp_path)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_pages_of_rules_are_those_of_the_command(srclint):
    run = srclint("rule", "--all", "--output-format", "markdown", "--isolated")
    now: dict[str, str] = {}
    for section in re.split(r"^(?=## [A-Z]+\d{3} )", run.stdout, flags=re.MULTILINE)[1:]:
        family = re.match(r"## ([A-Z]+)", section)[1]
        now[family] = now.get(family, f"# {family}\n\n") + section
    folder = ROOT / "docs" / "rules"
    if UPDATE:
        folder.mkdir(exist_ok=True)
        for family, page in now.items():
            (folder / f"{family}.md").write_text(page, encoding="utf-8")
    assert {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.md")} == now


def test_the_hooks_exist():
    offered = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    configurations = [yaml.safe_load(body) for body in blocks("yaml")]
    [hooks] = [c["repos"][0]["hooks"] for c in configurations if "repos" in c]
    assert {hook["id"] for hook in hooks} == offered


def test_the_rules_of_the_five_minutes_work(srclint, tmp_path):
    wanted = {"house/weather.toml", "house/names.py", "srclint.toml"}
    for body in (*blocks("toml"), *blocks("python")):
        name = body.splitlines()[0].removeprefix("# ")
        if name in wanted:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(body, encoding="utf-8")
    run = srclint("test", "house", cwd=tmp_path)
    assert run.returncode == 0, run.stdout + run.stderr
    (tmp_path / "story.txt").write_text("They battened down the hatches, a man told Beacon.\n", encoding="utf-8")
    run = srclint("check", "story.txt", "--output-format", "concise", cwd=tmp_path)
    assert "HOUSE901" in run.stdout
    assert "HOUSE902" in run.stdout


def test_ci_runs_the_tests_as_the_readme_says():
    [_, command] = blocks("sh")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert 'pip install -q -e ".[dev]"' in command
    assert "-e '.[dev]'" in script
    assert command.rpartition("/bin/")[2] in script
