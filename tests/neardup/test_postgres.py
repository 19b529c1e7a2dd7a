"""The index on a server: the same answers as from a file, from the real server."""

import json
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from srclint.article import Corpus
from srclint.neardup import compare
from srclint.neardup.archive import Archive, beside
from srclint.neardup.store import KEPT, IndexFileError

from .postgresql import binaries, server
from .stories import CHROME, FERRY, MARKET, printed, reworded

pytest.importorskip("psycopg")
pytestmark = pytest.mark.skipif(binaries() is None, reason="needs the programs of a PostgreSQL server")


@pytest.fixture(scope="module")
def base():
    with server() as url:
        yield url


@pytest.fixture
def url(base, request):
    return f"{base}?schema={request.node.name}"[:100]


@pytest.fixture
def archive(url):
    with Archive.create(url) as made:
        yield made


def story(number, text=""):
    own = " ".join(f"word{number}x{k}" for k in range(60))
    return printed(f"archive/{number:04}.txt", f"{own.capitalize()}.\n\n{text}")


def pairs(archive, *stories):
    mine, others = beside(stories, archive)
    comparison = compare(Corpus(tuple(sorted((*mine, *others), key=lambda s: s.path))))
    paths = [s.path for s in comparison.prints]
    return {(paths[p.a], paths[p.b]): (p.relation, p.containment, p.passages) for p in comparison.pairs}


def test_a_file_is_removed_with_all_of_its_records(archive):
    archive.add([printed(path, MARKET) for path in ("wire.jsonl#1", "wire.jsonl#2", "wire.jsonl2#1")])
    assert sorted(archive.remove(["wire.jsonl"])) == ["wire.jsonl#1", "wire.jsonl#2"]
    assert archive.size() == 1


def test_a_copy_is_found_and_a_removed_story_is_not(archive):
    stories = [story(n) for n in range(40)]
    assert archive.add([*stories, printed("old.txt", FERRY)]) == [*(s.path for s in stories), "old.txt"]
    new = printed("new.txt", reworded(FERRY))
    assert set(pairs(archive, new)) == {("new.txt", "old.txt")}
    assert pairs(archive, printed("old.txt", reworded(FERRY))) == {}
    assert list(archive.verify()) == []
    assert archive.remove(["old.txt", "never.txt"]) == ["old.txt"]
    assert pairs(archive, new) == {}
    before = archive.stats().postings
    archive.compact()
    after = archive.stats()
    assert after.postings < before
    assert (after.stories, after.clusters, archive.size()) == (40, 40, 40)
    assert list(archive.verify()) == []


def test_server_and_file_give_the_same_answers(archive, tmp_path):
    prints = [story(n, CHROME if n % 3 else FERRY) for n in range(90)] + [printed("old.txt", FERRY)]
    prints += [printed("market.txt", MARKET), printed("market.txt", f"{MARKET}\nA second edition.")]
    with Archive.create(tmp_path / "stories.index") as file:
        for some in (prints[:50], prints[50:], prints[20:60]):
            assert archive.add(some) == file.add(some)
        for new in (reworded(FERRY), MARKET, story(7777, CHROME).text):
            assert pairs(archive, printed("new.txt", new)) == pairs(file, printed("new.txt", new))
            ours, theirs = archive.neighbours(printed("new.txt", new)), file.neighbours(printed("new.txt", new))
            assert ours.story.known == theirs.story.known
        assert archive.stats().clusters == file.stats().clusters


def test_postings_of_a_common_shingle_are_capped(archive):
    archive.add(story(n, FERRY) for n in range(KEPT + 10))
    assert list(archive.verify()) == []


def test_stories_are_counted_as_they_come_and_go(archive):
    archive.add([printed("a.txt", FERRY), printed("b.txt", MARKET)])
    archive.add([printed("a.txt", reworded(FERRY))])
    assert archive.size() == 2
    archive.remove(["b.txt", "never.txt"])
    assert archive.size() == archive.stats().stories == 1
    with archive._store.writing():
        archive._store.connection.execute("DELETE FROM setting WHERE name = 'stories'")
    archive.add([printed("b.txt", MARKET)])
    assert archive.size() == 2, "an index that kept no count is gone over"
    archive.compact()
    count = archive._store.connection.execute("SELECT value FROM setting WHERE name = 'stories'")
    assert count.fetchone() == ("2",)


def test_damage_is_told(archive):
    archive.add([printed("a.txt", FERRY), printed("b.txt", MARKET)])
    archive._store.connection.execute("UPDATE text SET data = 'x' WHERE id = 1")
    archive._store.connection.execute("DELETE FROM posting")
    assert sorted(archive.verify()) == ["a.txt: the stored text cannot be read", "b.txt: shingles are missing"]


def test_what_does_not_fit_is_refused(archive, url):
    with pytest.raises(IndexFileError, match="exists already"):
        Archive.create(url)
    with pytest.raises(IndexFileError, match=r"missing: there is no such index"):
        Archive.open(url.partition("?")[0] + "?schema=missing")
    with archive._store.writing():
        archive._store.connection.execute("UPDATE setting SET value = '9' WHERE name = 'shingle'")
    with pytest.raises(IndexFileError, match="made with shingle = 9, and this srclint has 5"):
        Archive.open(url)
    with archive._store.writing():
        archive._store.connection.execute("UPDATE setting SET value = '7' WHERE name = 'format'")
    with pytest.raises(IndexFileError, match="format 7"):
        Archive.open(url)


def test_a_server_that_is_not_there_is_told_without_the_password():
    with pytest.raises(IndexFileError) as told:
        Archive.open("postgresql://editor:secret@127.0.0.1:1/none")
    assert "127.0.0.1:1/none" in str(told.value)
    assert "secret" not in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("url", ["mysql://host/stories", "postgresql://editor:secret@[host/stories"])
def test_a_url_that_cannot_be_used_is_told(url, srclint, tmp_path):
    run = srclint("index", "stats", "--index", url, cwd=tmp_path)
    assert run.returncode == 2
    assert "index: " in run.stderr
    assert "internal error" not in run.stderr


def test_a_reader_writes_nothing(archive, url):
    archive.add([printed("old.txt", FERRY)])
    with Archive.open(url) as reader, pytest.raises(IndexFileError, match="read-only"):
        reader.remove(["old.txt"])


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["add", "remove", "compact"]), st.integers(0, 5)), max_size=8))
def test_any_run_of_changes_leaves_what_a_dict_would(archive, steps):
    archive.remove([f"archive/{number:04}.txt" for number in range(6)])
    expected = {}
    for turn, (what, number) in enumerate(steps):
        path = f"archive/{number:04}.txt"
        if what == "add":
            expected[path] = story(number, f"Turn {turn}.")
            assert archive.add([expected[path]]) == [path]
        elif what == "remove":
            assert archive.remove([path]) == ([path] if expected.pop(path, None) else [])
        else:
            archive.compact()
    assert archive.size() == len(expected)
    assert list(archive.verify()) == []


WRITER = """
import sys
from srclint.neardup.archive import Archive
from srclint.neardup.prints import StoryPrint
from srclint.article import Lines

def story(name, number):
    text = " ".join(f"{name}{number}x{k}" for k in range(40))
    return StoryPrint(f"{name}/{number}.txt", text, ((0, 0, len(text)),), Lines(text))

with Archive.open(sys.argv[1], write=True) as archive:
    for number in range(0, int(sys.argv[3]), 5):
        for path in archive.add(story(sys.argv[2], n) for n in range(number, number + 5)):
            print(path, flush=True)
"""


def writer(url, name, count):
    return subprocess.Popen([sys.executable, "-c", WRITER, url, name, str(count)], stdout=subprocess.PIPE, text=True)


@pytest.mark.usefixtures("archive")
def test_two_writers_and_a_killed_one_lose_nothing(url):
    killed = writer(url, "killed", 100_000)
    acknowledged = {killed.stdout.readline().strip()}
    killed.kill()
    acknowledged.update(line.strip() for line in killed.stdout if line.endswith(".txt\n"))
    killed.wait(timeout=30)
    writers = [writer(url, name, 30) for name in ("one", "two")]
    written = {line.strip() for process in writers for line in process.stdout}
    assert [process.wait(timeout=30) for process in writers] == [0, 0]
    assert len(written) == 60
    with Archive.open(url) as again:
        assert list(again.verify()) == []
    with Archive.open(url) as again, again._store.reading():
        there = {path for _, path, _ in again._store.everything()}
    assert there >= acknowledged | written


def test_the_command_takes_a_url(url, tmp_path, srclint):
    for name, text in (("old.txt", FERRY), ("new.txt", reworded(FERRY))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "srclint.toml").write_text(f'index = "{url}"\n', encoding="utf-8")
    built = srclint("index", "build", "old.txt", cwd=tmp_path)
    assert (built.returncode, built.stdout) == (0, f"1 story added to {url.replace('srclint@', '')}.\n"), built.stderr
    answer = json.loads(srclint("check", "new.txt", "--output-format", "json", cwd=tmp_path).stdout)
    (file,) = answer["files"]
    assert "DUP202" in {finding["code"] for finding in file["findings"]}
    assert answer["summary"]["compared_with"] == f"the index {url.replace('srclint@', '')} (1 story)"
    assert srclint("index", "verify", cwd=tmp_path).stdout == "The index is whole.\n"
    assert srclint("index", "compact", cwd=tmp_path).returncode == 0
    assert "stories                   1" in srclint("index", "stats", cwd=tmp_path).stdout
