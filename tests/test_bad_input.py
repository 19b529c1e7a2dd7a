"""Whatever lies in a folder: findings or a clear error with exit code 2, never a traceback, never a hang."""

import json
import os
import random
import sys

import pytest

COMMANDS = ("check", "score", "sources", "dups", "text")
SUFFIXES = (".txt", ".md", ".html", ".jsonl")


def check(srclint, path, **options):
    """The result by file of `srclint check`, which must not have crashed."""
    run = srclint("check", path, "--isolated", "--output-format", "json", **options)
    assert "Traceback" not in run.stderr, run.stderr[-3000:]
    assert run.returncode in (0, 1, 2)
    files = json.loads(run.stdout)["files"]
    assert "internal error" not in "".join(file["error"] or "" for file in files)
    return run.returncode, {file["path"].rpartition("/")[2]: file for file in files}


@pytest.mark.parametrize("command", COMMANDS)
def test_random_bytes(srclint, tmp_path, command):
    chance = random.Random(7)  # noqa: S311 - noise, not a secret
    for number in range(12):
        name = f"noise{number}{SUFFIXES[number % 4]}"
        (tmp_path / name).write_bytes(chance.randbytes(chance.choice((1, 2, 100, 5000))))
    run = srclint(command, tmp_path, "--isolated")
    assert "Traceback" not in run.stderr, run.stderr[-3000:]
    assert "internal error" not in run.stdout + run.stderr
    assert run.returncode in (0, 1, 2)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_file_is_answered(srclint, tmp_path, suffix):
    path = tmp_path / f"empty{suffix}"
    path.touch()
    check(srclint, path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("app.html", '<html><head><title>Quay closed</title></head><body><div id="app"></div></body></html>'),
        ("pictures.html", "<p><img src='quay.jpg'></p>"),
        ("fields.md", "---\ntitle: Quay closed\n---\n"),
    ],
)
def test_a_page_without_a_word_is_no_clean_story(srclint, tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    code, files = check(srclint, tmp_path / name)
    assert code == 2
    assert files[name]["error"] == "no text, only markup or fields"
    assert files[name]["score"] is None


def test_truncated_utf8_is_found_and_not_called_unreadable(srclint, tmp_path):
    path = tmp_path / "cut.txt"
    path.write_bytes("The café on the quay has closed. “See you in May,” said its owner, Zoë".encode()[:-1])
    _, files = check(srclint, path)
    assert files["cut.txt"]["error"] is None
    assert "HYG411" in {finding["code"] for finding in files["cut.txt"]["findings"]}


def test_a_line_of_50_megabytes(srclint, tmp_path):
    sentence = "The ferry left at noon, said Edda Lorne, and nobody was late. "
    path = tmp_path / "long.txt"
    path.write_text(sentence * (50_000_000 // len(sentence)), encoding="utf-8")
    _, files = check(srclint, path)
    assert set(files) == {"long.txt"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_fifo_does_not_block(srclint, tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    code, files = check(srclint, tmp_path / "pipe.txt")
    assert code == 2
    assert files["pipe.txt"]["error"]


def test_a_symlink_loop_ends(srclint, tmp_path):
    try:
        (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    except OSError:
        pytest.skip("no symbolic links on this system")
    (tmp_path / "story.txt").write_text("The ferry left at noon.\n", encoding="utf-8")
    _, files = check(srclint, tmp_path)
    assert files["story.txt"]["error"] is None
    assert len([name for name in files if name == "story.txt"]) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX permissions")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_an_error_and_the_rest_is_checked(srclint, tmp_path):
    (tmp_path / "locked.txt").write_text("The ferry left at noon.\n", encoding="utf-8")
    (tmp_path / "locked.txt").chmod(0)
    (tmp_path / "open.txt").write_text("The ferry left at noon.\n", encoding="utf-8")
    code, files = check(srclint, tmp_path)
    assert code == 2
    assert files["locked.txt"]["error"]
    assert files["open.txt"]["error"] is None


def test_a_folder_with_the_name_of_an_article(srclint, tmp_path):
    (tmp_path / "series.txt").mkdir()
    (tmp_path / "series.txt" / "one.txt").write_text("The ferry left at noon.\n", encoding="utf-8")
    _, files = check(srclint, tmp_path)
    assert set(files) == {"one.txt"}


def test_a_missing_file_is_an_error(srclint, tmp_path):
    run = srclint("check", tmp_path / "nowhere.txt", "--isolated")
    assert run.returncode == 2
    assert "nowhere.txt" in run.stdout + run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1, 2]",
        '{"title": 7, "text": ["a", {"b": null}]}',
        '{"text": null}',
        '{"text": "\\ud800 half a pair"}',
        "{" * 5000,
    ],
)
def test_a_broken_record_does_not_take_the_others_with_it(srclint, tmp_path, line):
    good = json.dumps({"title": "Ferry leaves", "text": "The ferry left at noon."})
    (tmp_path / "wire.jsonl").write_text(f"{good}\n{line}\n{good}\n", encoding="utf-8")
    _, files = check(srclint, tmp_path / "wire.jsonl")
    assert files["wire.jsonl#1"]["error"] is None
    assert files["wire.jsonl#3"]["error"] is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("front.md", "---\ntitle: [unclosed\n---\n\nThe ferry left at noon.\n"),
        ("front.md", "+++\ntitle = \n+++\n\nThe ferry left at noon.\n"),
        ("bomb.md", "---\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: *c\n---\n\nThe ferry left.\n"),
        ("deep.html", "<div>" * 20_000 + "The ferry left at noon."),
        ("deep.md", "> " * 3000 + "The ferry left at noon.\n"),
        ("marks.md", "*[" * 10_000),
        ("quotes.txt", "“" * 50_000),
        ("script.html", '<script type="application/ld+json">{"@graph": [' + "[" * 5000 + "</script><p>Noon.</p>"),
    ],
)
def test_hostile_markup(srclint, tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    _, files = check(srclint, tmp_path / name)
    assert set(files) == {name}
