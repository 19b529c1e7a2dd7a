"""`srclint init`: a configuration that is then the one that counts."""

import tomllib

import pytest

OWN = {"srclint.toml": "", ".srclint.toml": "", "pyproject.toml": "[tool.srclint]\n"}


def test_a_start_is_written_and_the_hook_explained(srclint, tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    run = srclint("init", cwd=tmp_path)
    assert run.returncode == 0
    assert run.stdout.startswith("Wrote srclint.toml. Next: srclint check .\n")
    assert "      - id: srclint\n" in run.stdout
    assert tomllib.loads((tmp_path / "srclint.toml").read_text(encoding="utf-8")) == {"fail-on": "warning"}


@pytest.mark.parametrize("name", OWN)
def test_a_configuration_that_is_there_is_overwritten_only_when_told(srclint, tmp_path, name):
    (tmp_path / name).write_text(OWN[name], encoding="utf-8")
    run = srclint("init", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(f"srclint: error: {name} configures srclint already; --force ")
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert srclint("init", "--force", cwd=tmp_path).returncode == 0
    shown = srclint("config", cwd=tmp_path).stdout.splitlines()
    assert next(line for line in shown if line.startswith("fail-on")).endswith("srclint.toml")
