"""What is shipped: the rule packs go with the code, and the source distribution builds the same wheel."""

import tarfile
import zipfile

import pytest


@pytest.fixture(scope="module")
def packs(root):
    return {path.relative_to(root).as_posix() for path in (root / "rules").rglob("*.toml")}


def build(kind, folder, to, monkeypatch):
    from hatchling.builders.sdist import SdistBuilder
    from hatchling.builders.wheel import WheelBuilder

    monkeypatch.chdir(folder)
    [built] = {"sdist": SdistBuilder, "wheel": WheelBuilder}[kind](str(folder)).build(directory=str(to))
    return built


def test_the_wheel_holds_the_rule_packs(root, packs, tmp_path, monkeypatch):
    with zipfile.ZipFile(build("wheel", root, tmp_path, monkeypatch)) as wheel:
        names = set(wheel.namelist())
    assert packs
    assert {f"srclint/{pack}" for pack in packs} <= names
    assert "srclint/py.typed" in names


def test_the_source_distribution_builds_the_same_wheel(root, packs, tmp_path, monkeypatch):
    with tarfile.open(build("sdist", root, tmp_path, monkeypatch)) as source:
        source.extractall(tmp_path, filter="data")
    [folder] = (path for path in tmp_path.iterdir() if path.is_dir())
    for name in ("seeds/expected.toml", ".pre-commit-hooks.yaml", "README.md", ".ci/run", *packs):
        assert (folder / name).is_file(), name
    with (
        zipfile.ZipFile(build("wheel", folder, tmp_path / "again", monkeypatch)) as again,
        zipfile.ZipFile(build("wheel", root, tmp_path, monkeypatch)) as wheel,
    ):
        assert sorted(again.namelist()) == sorted(wheel.namelist())
