"""Learning from the files of a run before they are checked: `check --learn`."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from srclint.article import Article
from srclint.boilerplate.learn import learn, write_pack
from srclint.config import Settings
from srclint.load import load
from srclint.record import replace

BY = "folder"
LEAST = 2
"""Files of an outlet that must share a paragraph; two are enough where the user asked to learn from just these."""


def learned_from(
    names: Sequence[str], settings: Settings, stdin: tuple[bytes, str] | None
) -> tuple[Settings, TemporaryDirectory[str]]:
    """The settings with a pack of what recurs in the files that `names` stand for, and the folder that holds it."""
    folder = TemporaryDirectory(prefix="srclint-learned-")
    pack = Path(folder.name) / "learned.toml"
    stories = (item for item in load(names, settings, stdin=stdin) if isinstance(item, Article))
    pack.write_text("\n".join(write_pack(learn(stories, by=BY, least=LEAST), BY)) + "\n", encoding="utf-8")
    return replace(settings, packs=(*settings.packs, str(pack))), folder
