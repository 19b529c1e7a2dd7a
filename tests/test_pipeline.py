"""The same results come out however the work is done: cold or warm, on one process or several, timed or not."""

import json
import os
import shutil
import sqlite3
import sys
import time
from itertools import product
from math import inf

import pytest

from srclint import pipeline
from srclint.cache import FILE
from srclint.engine import lint
from srclint.pipeline import CACHE, MANY, Effort
from srclint.record import replace
from srclint.settings import Settings
from srclint.timing import Clock


@pytest.fixture
def folder(root, tmp_path, monkeypatch):
    """Some seeds, a text with directives, two copies in no language, a file that is none, enough for a cache."""
    for name in ("ferry.txt", "mines.txt", "reservoir.md", "wire.jsonl"):
        shutil.copy(root / "seeds" / name, tmp_path)
    for n in range(MANY - 4):
        text = f"The {n}th crossing was the the last. Officials say it’s own wake was too high, Ann Roe said.\n"
        (tmp_path / f"ferry-{n}.txt").write_text(text, encoding="utf-8")
    told = "<!-- srclint: ignore[BP102] -->\n\nREAD MORE: A bridge too few\n\nIt rained on Monday.\n"
    (tmp_path / "told.md").write_text(told, encoding="utf-8")
    words = map("".join, product(("vor", "sal", "muk", "pen", "gro", "tond", "mers"), ("din", "eth", "ra", "nolt")))
    strange = " ".join(words)
    for n in range(2):
        (tmp_path / f"strange-{n}.txt").write_text(f"{strange.capitalize()}.\n")
    (tmp_path / "broken.txt").write_bytes(b"\x00\x01")
    for path in tmp_path.iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)
    return tmp_path


def results(effort, paths=(".",), **options):
    """What comes out, without the line tables, which have no equality."""
    found = lint(paths, Settings(preview=True, **options), effort=effort).results
    return [replace(result, lines=None, source=result.source[:] if result.findings else "") for result in found]


@pytest.mark.parametrize(
    "paths", [(".",), ("ferry.txt", "told.md", "wire.jsonl", *(f"ferry-{n}.txt" for n in range(MANY - 4)))]
)
def test_any_way_of_working_gives_the_same(folder, paths, monkeypatch):
    alone = results(Effort(), paths)
    assert any(result.findings for result in alone)
    kept = Effort(cache=folder / CACHE)
    cold, warm = results(kept, paths), results(kept, paths)
    monkeypatch.setenv("CI", "1")
    assert cold == warm == alone
    assert results(kept, paths) == alone
    assert results(kept._replace(clock=Clock()), paths) == alone
    assert results(Effort(jobs=2), paths) == alone
    assert results(Effort(jobs=2, cache=folder / CACHE), paths) == alone


@pytest.mark.usefixtures("folder")
def test_a_run_takes_on_processes_when_much_is_left(monkeypatch):
    alone = results(Effort())
    monkeypatch.setattr(pipeline, "SETTLED", 0.0)
    monkeypatch.setattr(pipeline, "WORTH", 0.0)
    monkeypatch.setattr("srclint.forked.processors", lambda: 2)
    assert results(Effort(jobs=None)) == alone


@pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux only")
def test_a_few_files_are_shared_with_copies_of_the_process(folder, monkeypatch):
    alone = results(Effort())
    monkeypatch.setattr(pipeline, "QUICK", 0.0001)
    monkeypatch.setattr("srclint.forked.can_fork", lambda: True)  # pytest-xdist has threads of its own
    copies = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: copies.append(fork()) or copies[-1])
    assert results(Effort(jobs=3)) == alone
    assert len(copies) == 2
    kept = Effort(jobs=3, cache=folder / CACHE)
    assert results(kept) == alone
    assert len(copies) == 4
    monkeypatch.setattr(pipeline, "QUICK", 0.001)
    assert results(kept) == alone
    assert results(Effort(jobs=1)) == alone
    assert len(copies) == 4


@pytest.mark.usefixtures("folder")
def test_the_records_still_to_be_read_of_a_file_count(tmp_path, monkeypatch):
    lines = (tmp_path / "wire.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "wire.jsonl").write_text("".join(lines * 20), encoding="utf-8")
    left = []
    monkeypatch.setattr(
        pipeline, "_with_others", lambda _, waiting, *__, **___: left.append(pipeline._size(waiting, inf)) or ()
    )
    results(Effort(jobs=None), ("wire.jsonl",))
    before, after_one, *_ = left
    assert before == after_one == (tmp_path / "wire.jsonl").stat().st_size


def examined(monkeypatch):
    """The paths that are really examined from now on."""
    seen = []
    real = pipeline.examine_all

    def watch(work, *rest, **options):
        seen.append(getattr(work, "display", None) or work.path)
        return real(work, *rest, **options)

    monkeypatch.setattr(pipeline, "examine_all", watch)
    return seen


def test_only_what_changed_is_examined_again(folder, monkeypatch):
    kept = Effort(cache=folder / CACHE)
    results(kept)
    seen = examined(monkeypatch)
    results(kept)
    always = ["broken.txt", "told.md"]  # an error is tried again, and directives speak to the whole run
    assert seen == always
    (folder / "ferry-3.txt").write_text("It rained in the the north.\n", encoding="utf-8")
    changed = next(result for result in results(kept) if result.path == "ferry-3.txt")
    assert seen == [*always, "broken.txt", "ferry-3.txt", "told.md"]
    assert "HYG410" in {finding.code for finding in changed.findings}


def test_a_time_of_change_is_believed_here_and_not_in_ci(folder, monkeypatch):
    kept = Effort(cache=folder / CACHE)
    before = results(kept)
    path = folder / "ferry-3.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("the the", "in the "), encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert [r.findings for r in results(kept)] == [r.findings for r in before]
    monkeypatch.setenv("CI", "true")
    assert [r.findings for r in results(kept)] != [r.findings for r in before]


def test_other_rules_are_another_setup(folder, monkeypatch):
    kept = Effort(cache=folder / CACHE)
    results(kept)
    seen = examined(monkeypatch)
    results(kept, language="de")
    assert "ferry.txt" in seen


@pytest.mark.parametrize(
    "options",
    [
        {"ignore": ("HYG410",)},
        {"select": ("HYG",)},
        {"severity": {"HYG410": "info"}},
        {"per_file_ignores": {"ferry-*": ("HYG410",)}},
    ],
)
def test_what_is_shown_is_part_of_the_setup(folder, options):
    kept = Effort(cache=folder / CACHE)
    before = results(kept)
    told = results(kept, **options)
    assert told == results(kept, **options) == results(Effort(), **options)
    assert told != before


def test_the_same_name_in_two_folders_is_two_files(folder, monkeypatch):
    for name, text in (("a", "It was the the end.\n"), ("b", "It was then an end.\n")):
        (folder / name).mkdir()
        for n in range(MANY):
            (folder / name / f"{n}.txt").write_text(text, encoding="utf-8")
            os.utime(folder / name / f"{n}.txt", (1_700_000_000, 1_700_000_000))
    counts = []
    for name in ("a", "b"):
        monkeypatch.chdir(folder / name)
        found = results(Effort(cache=folder / CACHE), select=("HYG410",), root=folder)
        counts.append(sum(len(result.findings) for result in found))
    assert counts == [MANY, 0]


def test_a_row_in_use_is_kept_although_it_is_old(folder):
    kept = Effort(cache=folder / CACHE)
    results(kept)
    with sqlite3.connect(folder / CACHE / FILE) as database:
        database.execute("UPDATE result SET day = day - 8")
    results(kept)
    with sqlite3.connect(folder / CACHE / FILE) as database:
        assert database.execute("SELECT count(*), count(DISTINCT day) FROM result").fetchone()[1] == 1
        assert database.execute("SELECT day FROM result").fetchone()[0] * 86_400 > time.time() - 2 * 86_400


def test_a_pack_of_the_project_is_part_of_the_setup(folder, monkeypatch):
    pack = folder / "own.toml"
    entry = '[[rule]]\ncode = "OWN101"\nname = "own"\nkeywords = ["{}"]\nbad = ["a {}", "{}"]\ngood = ["a", "b"]\n'
    pack.write_text(entry.replace("{}", "crossing"), encoding="utf-8")
    kept = Effort(cache=folder / CACHE)
    found = [f.code for r in results(kept, rule_paths=(str(pack),)) for f in r.findings]
    assert found.count("OWN101") >= 12
    pack.write_text(entry.replace("{}", "nowhere"), encoding="utf-8")
    seen = examined(monkeypatch)
    results(kept, rule_paths=(str(pack),))
    assert "ferry.txt" in seen


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100, None])
def test_a_damaged_cache_is_made_anew(folder, damage):
    kept = Effort(cache=folder / CACHE)
    before = results(kept)
    file = folder / CACHE / FILE
    if damage is None:
        with sqlite3.connect(file) as database:
            database.execute("UPDATE result SET found = x'01', print = x'00'")
    else:
        file.write_bytes(damage)
    assert results(kept) == before
    assert results(kept) == before


def test_a_cache_that_cannot_be_written_is_done_without(folder):
    (folder / CACHE).write_text("in the way", encoding="utf-8")
    assert results(Effort(cache=folder / CACHE)) == results(Effort())


def test_what_is_old_is_dropped(folder):
    kept = Effort(cache=folder / CACHE)
    results(kept)
    with sqlite3.connect(folder / CACHE / FILE) as database:
        database.execute("UPDATE result SET day = day - 38 WHERE path = 'mines.txt'")
        database.execute(
            "INSERT INTO result SELECT setup, 'gone.txt', digest, 0, 0, day - 38, found, score, rest, sum, print "
            "FROM result LIMIT 1"
        )
    (folder / "new.txt").write_text("It rained.\n", encoding="utf-8")
    results(kept)
    with sqlite3.connect(folder / CACHE / FILE) as database:
        paths = {path for (path,) in database.execute("SELECT path FROM result")}
    assert "mines.txt" in paths
    assert "gone.txt" not in paths


def test_a_few_files_open_no_cache(folder):
    results(Effort(cache=folder / CACHE), ("ferry.txt", "mines.txt"))
    assert not (folder / CACHE).exists()


def test_the_command_keeps_and_cleans(folder, srclint):
    first = srclint("check", ".", "--output-format", "json", cwd=folder)
    assert (folder / CACHE / ".gitignore").read_text(encoding="utf-8") == "*\n"
    for options in ((), ("--no-cache",), ("--jobs", "2"), ("--jobs", "2", "--no-cache")):
        assert srclint("check", ".", "--output-format", "json", *options, cwd=folder).stdout == first.stdout
    assert json.loads(first.stdout)["summary"]["files"] > 16
    assert srclint("clean-cache", cwd=folder).stdout == f"Deleted {CACHE}.\n"
    assert not (folder / CACHE).exists()
    assert srclint("clean-cache", cwd=folder).stdout == "No cache here.\n"
    srclint("check", ".", "--no-cache", cwd=folder)
    assert not (folder / CACHE).exists()


def test_the_command_tells_the_time_of_rules(folder, srclint):
    run = srclint("check", "ferry.txt", "--time-rules", cwd=folder)
    assert "HYG410 doubled-word" in run.stderr
    assert "sourcing.sourcing" in run.stderr
    assert run.stderr.rstrip().endswith("in all")
