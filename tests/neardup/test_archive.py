"""The archive index: what goes in comes out, whatever happens in between."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srclint.article import Corpus
from srclint.neardup import Relation, compare
from srclint.neardup import sqlite as store_file
from srclint.neardup.archive import Archive, beside
from srclint.neardup.packing import pack, unpack
from srclint.neardup.rarity import at_least
from srclint.neardup.shingles import COMMON, sketch
from srclint.neardup.store import KEPT, IndexFileError

from .stories import CHROME, FERRY, MARKET, printed, reworded


def story(number, text=""):
    """A story of its own words, and a text after it."""
    own = " ".join(f"word{number}x{k}" for k in range(60))
    return printed(f"archive/{number:04}.txt", f"{own.capitalize()}.\n\n{text}")


@pytest.fixture
def archive(tmp_path):
    with Archive.create(tmp_path / "stories.index") as made:
        yield made


def pairs(archive, *stories, load=None):
    mine, others = beside(stories, archive, load)
    comparison = compare(Corpus(tuple(sorted((*mine, *others), key=lambda s: s.path))))
    paths = [s.path for s in comparison.prints]
    return {(paths[p.a], paths[p.b]): p for p in comparison.pairs}


def test_a_new_story_is_found_in_the_archive(archive):
    stories = [story(n) for n in range(40)]
    assert archive.add([*stories, printed("old.txt", FERRY)]) == [*(s.path for s in stories), "old.txt"]
    (found,) = pairs(archive, printed("new.txt", reworded(FERRY))).items()
    assert found[0] == ("new.txt", "old.txt")
    assert found[1].relation is Relation.NEAR
    assert pairs(archive, printed("other.txt", MARKET)) == {}


def test_passages_of_an_archived_story_have_their_places(archive):
    source = f"Notes from the coast that nobody else had this week, by our own staff.\n\n{FERRY}"
    archive.add([printed("old.txt", source, date="2026-01-01")])
    mine, others = beside((printed("new.txt", FERRY),), archive)
    (pair,) = compare(Corpus((*mine, *others))).pairs
    start, end = others[0].lines.position(pair.passages[0].b.start), pair.passages[0].b.end
    assert (start.line, start.column) == (3, 1)
    assert source[start.offset : end].startswith("The last car ferry")
    assert others[0].when is not None


def test_a_story_is_replaced_by_its_path(archive):
    archive.add([printed("a.txt", FERRY)])
    archive.add([printed("a.txt", MARKET)])
    assert archive.stats().stories == 1
    assert pairs(archive, printed("new.txt", FERRY)) == {}
    assert set(pairs(archive, printed("new.txt", MARKET))) == {("a.txt", "new.txt")}


def test_its_older_self_is_no_copy(archive):
    archive.add([printed("a.txt", FERRY)])
    assert pairs(archive, printed("a.txt", reworded(FERRY))) == {}


def test_a_removed_story_is_gone(archive):
    archive.add([printed("a.txt", FERRY), printed("b.txt", MARKET)])
    assert archive.remove(["a.txt", "never.txt"]) == ["a.txt"]
    assert pairs(archive, printed("new.txt", FERRY)) == {}
    before = archive.stats().postings
    archive.compact()
    assert archive.stats().postings < before
    assert set(pairs(archive, printed("new.txt", MARKET))) == {("b.txt", "new.txt")}
    assert list(archive.verify()) == []


def test_many_stories_go_into_the_blocks(archive, monkeypatch):
    monkeypatch.setattr("srclint.neardup.postings._MERGED_FROM", 30)
    for start in range(0, 100, 20):
        archive.add(story(n) for n in range(start, start + 20))
    assert archive._store.connection.execute("SELECT count(*) FROM block").fetchone()[0] > 0
    assert list(archive.verify()) == []
    for number in (0, 33, 99):
        new = printed("new.txt", story(number).text.replace(f"word{number}x59", "changed"))
        assert set(pairs(archive, new)) == {(f"archive/{number:04}.txt", "new.txt")}


def test_chrome_that_the_archive_knows_is_no_copy(archive):
    archive.add(story(n, CHROME) for n in range(90))
    new = story(7777, CHROME)
    assert pairs(archive, new) == {}


def test_a_story_printed_by_many_is_still_rare_text(archive):
    prints = [
        printed(f"print/{n:03}.txt", f"{FERRY}\nPrint run {n} was set by hand at number {n * 7}.") for n in range(90)
    ]
    archive.add(prints)
    assert archive.stats().clusters <= 5
    assert len(pairs(archive, printed("new.txt", FERRY))) >= 16


def test_postings_of_a_common_shingle_are_capped(archive):
    archive.add(story(n, FERRY) for n in range(KEPT + 40))
    archive.compact()
    assert list(archive.verify()) == []


def test_without_texts_the_sketch_alone_judges(tmp_path):
    with Archive.create(tmp_path / "bare.index", text="none") as bare:
        bare.add([printed("old.txt", FERRY)])
        near = bare.neighbours(printed("new.txt", FERRY))
        assert near.prints == ()
        assert near.story.sketched == (("old.txt", 1.0),)
        assert bare.neighbours(printed("new.txt", MARKET)).story.sketched == ()
        mine, _ = beside((printed("old.txt", reworded(FERRY)), printed("new.txt", FERRY)), bare)
        assert [found.sketched for found in mine] == [(), ()]


def test_texts_can_stay_in_their_files(tmp_path):
    old = printed("old.txt", FERRY)
    with Archive.create(tmp_path / "bare.index", text="file") as bare:
        bare.add([old])
        assert bare.stats().texts == 0
        found = pairs(bare, printed("new.txt", reworded(FERRY)), load={"old.txt": old}.get)
        assert set(found) == {("new.txt", "old.txt")}
        assert bare.neighbours(printed("new.txt", FERRY), load=lambda _: None).story.sketched[0][0] == "old.txt"


@given(st.text(max_size=200), st.text(max_size=20))
def test_a_packed_print_is_the_same(text, title):
    one = printed("a.txt", f"{FERRY}\n{text}", title=title, url="https://a.example/x", date="2026-01-01")
    again = unpack("a.txt", pack(one))
    assert (again.text, again.segments, again.title, again.when, again.keys) == (
        one.text, one.segments, one.title, one.when, one.keys
    )  # fmt: skip
    assert again.lines.starts == one.lines.starts


def test_between_two_common_shingles_all_is_common():
    raised = at_least([1] * 10, range(10), {1: 80, 4: 90, 7: 1})
    assert raised == [1, 80, 80, 80, 90, 1, 1, 1, 1, 1]


@pytest.mark.parametrize("write", [False, True])
def test_a_file_that_is_no_index_is_refused(tmp_path, write):
    other = tmp_path / "other.index"
    other.write_bytes(b"not a database, but long enough to be looked at " * 40)
    with pytest.raises(IndexFileError, match="not a srclint index"):
        Archive.open(other, write=write)
    sqlite3.connect(tmp_path / "empty.db").execute("CREATE TABLE a (b)").connection.close()
    with pytest.raises(IndexFileError, match="not a srclint index"):
        Archive.open(tmp_path / "empty.db", write=write)
    with pytest.raises(IndexFileError, match="no such index"):
        Archive.open(tmp_path / "missing.index", write=write)


def test_an_index_is_made_where_no_links_are_known(tmp_path, monkeypatch):
    def refused(self, target):
        raise PermissionError(1, "Operation not permitted", str(self), str(target))

    monkeypatch.setattr(Path, "hardlink_to", refused)
    path = tmp_path / "a.index"
    Archive.create(path).close()
    assert [file.name for file in tmp_path.iterdir() if ".new" in file.name] == []
    Archive.open(path).close()


def test_another_format_or_other_settings_are_refused(tmp_path):
    path = tmp_path / "a.index"
    Archive.create(path).close()
    with pytest.raises(IndexFileError, match="exists already"):
        Archive.create(path)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE setting SET value = '9' WHERE name = 'shingle'")
    with pytest.raises(IndexFileError, match=r"made with shingle = 9, and this srclint has 5"):
        Archive.open(path)
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 7")
    with pytest.raises(IndexFileError, match="format 7, and this srclint reads format 1"):
        Archive.open(path)


def test_an_index_that_cannot_be_made_leaves_nothing(tmp_path, monkeypatch):
    with pytest.raises(IndexFileError, match="cannot make an index"):
        Archive.create(tmp_path / "missing" / "a.index")
    monkeypatch.setattr("srclint.neardup.sqlite._SCHEMA", "CREATE TABLE half (a); CREATE nonsense")
    with pytest.raises(IndexFileError, match="cannot make an index"):
        Archive.create(tmp_path / "a.index")
    assert list(tmp_path.iterdir()) == []


def test_damage_is_told(archive):
    archive.add([printed("a.txt", FERRY), printed("b.txt", MARKET)])
    archive._store.connection.execute("UPDATE text SET data = x'00' WHERE id = 1")
    archive._store.connection.execute("DELETE FROM recent")
    assert list(archive.verify()) == ["a.txt: the stored text cannot be read", "b.txt: shingles are missing"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_an_index_in_a_folder_without_write_permission_can_be_read(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    with Archive.create(folder / "a.index") as made:
        made.add([printed("old.txt", FERRY)])
    folder.chmod(0o555)
    try:
        with Archive.open(folder / "a.index") as read:
            assert len(pairs(read, printed("new.txt", FERRY))) == 1
    finally:
        folder.chmod(0o755)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["add", "remove", "compact"]), st.integers(0, 5)), max_size=12))
def test_any_run_of_changes_leaves_what_a_dict_would(tmp_path_factory, steps):
    expected = {}
    with Archive.create(tmp_path_factory.mktemp("runs") / "a.index") as made:
        for turn, (what, number) in enumerate(steps):
            if what == "add":
                one = story(number, f"Turn {turn}.")
                assert made.add([one]) == [one.path]
                expected[one.path] = one
            elif what == "remove":
                path = f"archive/{number:04}.txt"
                assert made.remove([path]) == ([path] if expected.pop(path, None) else [])
            else:
                made.compact()
        assert made.stats().stories == len(expected)
        assert list(made.verify()) == []
        for path, one in expected.items():
            found = made.neighbours(printed("new.txt", one.text)).prints
            assert one.text in {other.text for other in found if other.path == path}


WRITER = """
import json, sys
from pathlib import Path
from srclint.neardup.archive import Archive
from srclint.neardup.prints import StoryPrint
from srclint.article import Lines

def story(name, number):
    text = " ".join(f"{name}{number}x{k}" for k in range(40))
    return StoryPrint(f"{name}/{number}.txt", text, ((0, 0, len(text)),), Lines(text))

name = sys.argv[2]
with Archive.open(Path(sys.argv[1]), write=True) as archive:
    for number in range(int(sys.argv[3]), int(sys.argv[4]), 5):
        for path in archive.add(story(name, n) for n in range(number, number + 5)):
            print(path, flush=True)
        if number % 25 == 0:
            archive.compact()
"""


def writer(path, name, start, end):
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(start), str(end)], stdout=subprocess.PIPE, text=True
    )


def stored(path):
    with Archive.open(path) as archive:
        assert list(archive.verify()) == []
        return {path for (path,) in archive._store.connection.execute("SELECT path FROM story")}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that cannot be caught")
def test_what_was_acknowledged_survives_a_kill_at_any_moment(tmp_path):
    path = tmp_path / "a.index"
    Archive.create(path).close()
    acknowledged = set()
    for turn in range(6):
        process = writer(path, f"turn{turn}", 0, 100_000)
        acknowledged.add(process.stdout.readline().strip())
        # At a different place of the loop each time: the moments differ by some milliseconds.
        time.sleep(0.013 * turn)
        process.send_signal(signal.SIGKILL)
        acknowledged.update(line.strip() for line in process.stdout if line.endswith(".txt\n"))
        process.wait(timeout=30)
        assert acknowledged <= stored(path)
    assert len(acknowledged) >= 6


def test_two_writers_and_a_reader_at_once(tmp_path):
    path = tmp_path / "a.index"
    Archive.create(path).close()
    writers = [writer(path, name, 0, 60) for name in ("one", "two")]
    while any(process.poll() is None for process in writers):
        with Archive.open(path) as archive:
            archive.stats()
    written = {line.strip() for process in writers for line in process.stdout}
    assert [process.returncode for process in writers] == [0, 0]
    assert len(written) == 120
    assert stored(path) == written


def test_a_full_disk_is_told_and_loses_nothing_that_was_there(archive):
    archive.add([printed("old.txt", FERRY)])
    connection = archive._store.connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(IndexFileError, match=r"stories\.index: database or disk is full"):
        archive.add([story(number) for number in range(400)])
    assert archive.size() == 1
    assert len(pairs(archive, printed("new.txt", FERRY))) == 1


def test_an_index_that_stays_locked_is_told(archive, tmp_path, monkeypatch):
    monkeypatch.setattr(store_file, "WAIT", 0.01)
    path = tmp_path / "stories.index"
    told = pytest.raises(IndexFileError, match=r"stories\.index: database is locked")
    with Archive.open(path, write=True) as waiting, archive._store.writing(), told:
        waiting.add([printed("old.txt", FERRY)])


def test_the_settings_are_in_the_file(archive):
    found = dict(archive._store.connection.execute("SELECT name, value FROM setting"))
    assert {name: json.loads(value) for name, value in found.items()}["shingle"] == 5


def test_stories_are_counted_as_they_come_and_go(tmp_path):
    path = tmp_path / "a.index"
    with Archive.create(path) as archive:
        archive.add([printed("a.txt", FERRY), printed("b.txt", MARKET)])
        archive.add([printed("a.txt", reworded(FERRY))])
        assert archive.size() == 2
        archive.remove(["b.txt", "never.txt"])
        assert archive.size() == archive.stats().stories == 1
    with sqlite3.connect(path) as db:
        db.execute("DELETE FROM setting WHERE name = 'stories'")
    with Archive.open(path, write=True) as archive:
        archive.add([printed("b.txt", MARKET)])
        assert archive.size() == 2, "an index that kept no count is gone over"
        archive.compact()
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT value FROM setting WHERE name = 'stories'").fetchone() == ("2",)


@pytest.mark.parametrize("name", ["a b%20.index", "who?.index", "a#1.index", "Bücher “東”.index"])
def test_an_index_may_have_any_name(tmp_path, name):
    path = tmp_path / name
    with Archive.create(path) as archive:
        archive.add([printed("a.txt", FERRY)])
    with Archive.open(path) as archive:
        assert archive.size() == 1
    assert path.is_file()


def test_a_shingle_is_counted_in_all_clusters_or_in_enough_of_them(archive):
    """Of a shingle that many stories have, not all stories are looked at."""
    archive.add(printed(f"copies/{n:03}.txt", FERRY) for n in range(70))
    archive.add(story(n, FERRY) for n in range(30))
    archive.add(story(n, MARKET) for n in range(100, 200))
    mine = sketch(printed("new.txt", f"{FERRY}\n{MARKET}").text)
    known = archive.neighbours(printed("new.txt", f"{FERRY}\n{MARKET}")).story.known
    ferry, market = (set(sketch(printed("a.txt", text).text)) for text in (FERRY, MARKET))
    clusters = {row.cluster for row in archive._store.rows(range(1, 101)).values()}
    assert 20 < len(clusters) < COMMON
    assert {known[value] for value in mine if value in ferry} == {len(clusters)}
    assert all(known[value] >= COMMON for value in mine if value in market)
    older = archive.neighbours(story(100, MARKET)).story.known
    assert all(older[value] >= COMMON for value in market)
