"""The hooks, run by the real pre-commit in a real git repository."""

import os
import shutil
import subprocess
import sys

import pytest

FRONT = """---
title: {title}
date: 2025-06-02T08:00:00Z
authors: [{author}]
publisher: {outlet}
url: https://{outlet}.example/story
lang: en
---

"""
STORY = """\
The lighthouse on Gull Rock was lit again on Sunday after a winter without a lamp.

“We had the lens out for six weeks, and every prism in it was cracked,” said Edda Lorne, the keeper of the lighthouse.

The prisms were cast anew at the glassworks in Harrow Deep, said Miro Castell, its master founder. Four of the forty
broke in the mould and were cast a second time.

“A lens of this size is a jigsaw that weighs two tonnes,” Castell said.

The lamp can be seen from a distance of 32 kilometres, Lorne said. Fishing boats sounded their horns when it was lit,
and the ferry to the outer islands waited for an hour so that its passengers could watch.

Jonna Pike, the mayor of the island, said the council would pay for a second keeper from September.
""".strip().split("\n\n")
TEASERS = ("Read more", "Baker's cat wins seat on village council", "Ten beaches where nobody ever goes")


@pytest.fixture(scope="session")
def hooks(root, tmp_path_factory):
    """A git repository with the files of this checkout as they are now: what a user's `repo:` clones."""
    if not (root / ".git").exists():
        pytest.skip("not a git checkout")
    copy = tmp_path_factory.mktemp("srclint")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (root / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, copy / name)
    git = Git(copy, tmp_path_factory.mktemp("unused"))
    git("init", "--quiet")
    git("add", "--all")
    assert git("commit", "--quiet", "--message", "As it is now").returncode == 0
    return copy, git("rev-parse", "HEAD").stdout.strip()


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    """Where pre-commit builds its environment: once for all tests."""
    return tmp_path_factory.mktemp("pre-commit")


class Git:
    """git in a folder, with a name of its own and none of the user's configuration."""

    def __init__(self, folder, store):
        self.folder = folder
        self.env = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT"))}
        who = {
            f"GIT_{who}_{what}": "tests@srclint.example"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        self.env |= who | {"GIT_CONFIG_GLOBAL": os.devnull, "PRE_COMMIT_HOME": str(store), "NO_COLOR": "1"}

    def __call__(self, *arguments):
        return self._run(["git", *arguments])

    def pre_commit(self, *arguments):
        return self._run([sys.executable, "-m", "pre_commit", *arguments])

    def _run(self, command):
        return subprocess.run(
            command, cwd=self.folder, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", check=False,
        )  # fmt: skip


@pytest.fixture
def project(tmp_path, hooks, store):
    """`project(*hook ids)` makes a newsroom's repository with those hooks installed."""

    def make(*ids):
        repo, rev = hooks
        git = Git(tmp_path, store)
        git("init", "--quiet")
        wanted = "".join(f"      - id: {hook}\n" for hook in ids)
        config = f"repos:\n  - repo: {repo.as_posix()}\n    rev: {rev}\n    hooks:\n{wanted}"
        (tmp_path / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
        installed = git.pre_commit("install")
        assert installed.returncode == 0, installed.stdout
        return git

    return make


def write(git, name, paragraphs, title="Lighthouse on Gull Rock lit again", outlet="gazette", author="Ada Brook"):
    path = git.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    front = FRONT.format(title=title, outlet=outlet, author=author)
    path.write_text(front + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
    git("add", name)
    return path


def commit(git):
    done = git("commit", "--message", "A story")
    return done.returncode, done.stdout


def test_a_read_more_block_stops_the_commit(project):
    git = project("srclint")
    write(git, "news/lamp.md", (*STORY[:3], *TEASERS, *STORY[3:]))
    code, output = commit(git)
    assert code == 1
    assert "BP103" in output
    assert "news/lamp.md" in output
    assert git("rev-parse", "--verify", "HEAD").returncode != 0


def test_a_clean_story_passes_and_a_readme_is_no_article(project):
    git = project("srclint")
    lamp = write(git, "news/lamp.md", STORY)
    lamp.rename(git.folder / "-5 degrees.md")
    git("add", "--all")
    write(git, "README.md", TEASERS)
    write(git, "news/requirements.txt", TEASERS)
    code, output = commit(git)
    assert code == 0, output
    assert "Passed" in output


def test_records_are_linted_too(project):
    git = project("srclint")
    (git.folder / "wire.jsonl").write_text('{"title": "Cut", "text": "It was cut... [+512 chars]"}\n', "utf-8")
    git("add", "wire.jsonl")
    code, output = commit(git)
    assert code == 1
    assert "HYG416" in output


def test_the_fix_hook_mends_the_story(project):
    git = project("srclint-fix")
    path = write(git, "news/lamp.md", (*STORY[:3], *TEASERS, *STORY[3:]))
    code, output = commit(git)
    assert code == 1
    assert "files were modified by this hook" in output
    git("add", "--update")
    code, output = commit(git)
    assert code == 0, output
    assert (
        path.read_text(encoding="utf-8")
        == FRONT.format(title="Lighthouse on Gull Rock lit again", outlet="gazette", author="Ada Brook")
        + "\n\n".join(STORY)
        + "\n"
    )


def test_a_copy_of_a_tracked_story_is_refused(project):
    git = project("srclint-dups")
    write(git, "archive/2025/lamp.md", STORY)
    code, output = commit(git)
    assert code == 0, output
    write(git, "news/copy.md", STORY[:-1], title="Gull Rock shines again", outlet="herald", author="Bo Finch")
    write(git, "news/other.md", ("The market hall has a new roof.",), title="Market hall has a new roof")
    code, output = commit(git)
    assert code == 1
    assert "DUP20" in output
    assert "archive/2025/lamp.md" in output
    assert "score" not in output
    assert "news/other.md" not in output


def test_an_untracked_copy_stops_nobody(project):
    git = project("srclint-dups")
    write(git, "news/lamp.md", STORY)
    draft = git.folder / "drafts" / "copy.md"
    draft.parent.mkdir()
    draft.write_bytes((git.folder / "news" / "lamp.md").read_bytes())
    code, output = commit(git)
    assert code == 0, output
