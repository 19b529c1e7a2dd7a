"""Settings: which file counts, what it may say, and what is said about mistakes in it."""

import tomllib

import pytest
from jsonschema import Draft202012Validator

from srclint.config import find_config, load_settings, settings_rows, settings_schema, with_options
from srclint.errors import ConfigError
from srclint.settings import OPTIONS, Settings


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_everything_is_default(tmp_path):
    settings = load_settings(tmp_path)
    assert settings == Settings(root=tmp_path)
    assert settings.select == ("ALL",)
    assert settings.fail_on == "warning"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("srclint.toml", "preview = true"),
        (".srclint.toml", "preview = true"),
        ("pyproject.toml", "[tool.srclint]\npreview = true"),
    ],
)
def test_each_kind_of_file_is_read(tmp_path, name, text):
    path = write(tmp_path / name, text)
    settings = load_settings(tmp_path)
    assert settings.preview
    assert (settings.root, settings.source) == (tmp_path, path)


def test_the_nearest_file_wins_and_does_not_inherit(tmp_path):
    write(tmp_path / "srclint.toml", 'preview = true\nfail-on = "error"')
    write(tmp_path / "desk" / "srclint.toml", 'fail-on = "info"')
    settings = load_settings(tmp_path / "desk")
    assert settings.fail_on == "info"
    assert not settings.preview


def test_a_file_of_a_folder_above_counts(tmp_path):
    path = write(tmp_path / "srclint.toml", "")
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert find_config(tmp_path / "a" / "b") == path


def test_a_pyproject_without_our_table_is_passed_over(tmp_path):
    path = write(tmp_path / "srclint.toml", "")
    write(tmp_path / "a" / "pyproject.toml", "[tool.other]\nx = 1")
    assert find_config(tmp_path / "a") == path


def test_the_dotted_file_goes_first_in_a_folder(tmp_path):
    write(tmp_path / "srclint.toml", "")
    write(tmp_path / "pyproject.toml", "[tool.srclint]")
    path = write(tmp_path / ".srclint.toml", "")
    assert find_config(tmp_path) == path


def test_extend_joins_lists_and_tables_and_replaces_the_rest(tmp_path):
    write(
        tmp_path / "base.toml",
        'select = ["BP"]\nextend-select = ["SRC"]\nfail-on = "error"\n'
        '[per-file-ignores]\n"a/*" = ["BP"]\n"b/*" = ["BP"]',
    )
    write(
        tmp_path / "srclint.toml",
        'extend = "base.toml"\nselect = ["HYG"]\nextend-select = ["DUP"]\n[per-file-ignores]\n"a/*" = ["DUP"]',
    )
    settings = load_settings(tmp_path)
    assert settings.select == ("HYG",)
    assert settings.extend_select == ("SRC", "DUP")
    assert settings.fail_on == "error"
    assert settings.per_file_ignores == {"a/*": ("DUP",), "b/*": ("BP",)}
    assert settings.origins["fail-on"].endswith("base.toml")
    assert settings.origins["select"].endswith("srclint.toml")


def test_files_that_extend_each_other_are_an_error(tmp_path):
    write(tmp_path / "srclint.toml", 'extend = "other.toml"')
    write(tmp_path / "other.toml", 'extend = "srclint.toml"')
    with pytest.raises(ConfigError, match=r"extend each other in a circle"):
        load_settings(tmp_path)


def test_paths_are_relative_to_the_file_that_names_them(tmp_path):
    write(tmp_path / "house" / "base.toml", 'rule-paths = ["packs"]')
    write(tmp_path / "desk" / "srclint.toml", 'extend = "../house/base.toml"\nbaseline = "known.json"')
    settings = load_settings(tmp_path / "desk")
    assert [str(tmp_path / "desk" / ".." / "house" / "packs")] == list(settings.rule_paths)
    assert settings.baseline == str(tmp_path / "desk" / "known.json")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('selct = ["BP"]', r"srclint\.toml: unknown key 'selct'; did you mean 'select'\?"),
        ('fail_on = "error"', r"unknown key 'fail_on'; did you mean 'fail-on'\?"),
        ("preview = 1", r"srclint\.toml: preview: wants true or false, not a number \(1\)"),
        ('select = "BP"', r"select: wants a list of strings, not a string"),
        ("select = [1]", r"select: wants a list of strings"),
        ('fail-on = "eror"', r"fail-on: 'eror' is none of error, warning, info; did you mean 'error'\?"),
        ("fail-under = 101", r"fail-under: wants a number from 0 to 100, not 101"),
        ("fail-under = true", r"fail-under: wants a number"),
        ("fail-under = {sorcing = 1}", r"fail-under: unknown key 'sorcing'; did you mean 'sourcing'\?"),
        ('[severity]\nBP102 = "bad"', r"severity\.BP102: 'bad' is none of"),
        ("[jsonl]\nbody = 'x'", r"jsonl: unknown key 'body'"),
        ("[per-file-ignores]\nx = 'BP'", r"per-file-ignores\.x: wants a list of strings"),
        ('language = "English"', r"language: 'English' is no language code, as en or pt-BR is"),
        ("select = ]", r"srclint\.toml: .*line 1"),
        ("extend = 3", r"extend: wants the path"),
        ('extend = "gone.toml"', r"gone\.toml: No such file or directory$"),
    ],
)
def test_mistakes_name_the_file_and_the_key(tmp_path, text, message):
    write(tmp_path / "srclint.toml", text)
    with pytest.raises(ConfigError, match=message):
        load_settings(tmp_path)


def test_a_file_that_is_not_utf8_is_an_error(tmp_path):
    (tmp_path / "srclint.toml").write_bytes(b'index = "caf\xe9"')
    with pytest.raises(ConfigError, match=r"srclint\.toml: not UTF-8"):
        load_settings(tmp_path)


def test_a_byte_order_mark_is_no_part_of_a_file(tmp_path):
    write(tmp_path / "srclint.toml", '\ufeffselect = ["BP"]')
    assert load_settings(tmp_path).select == ("BP",)


def test_config_pairs_lie_over_the_file(tmp_path):
    write(tmp_path / "srclint.toml", 'fail-on = "error"\n[severity]\nBP102 = "error"')
    settings = load_settings(tmp_path, ['fail-on="info"', 'severity.HYG401="info"', "fail-under=70"])
    assert settings.fail_on == "info"
    assert settings.severity == {"BP102": "error", "HYG401": "info"}
    assert settings.fail_under == {"score": 70.0}
    assert settings.origins["fail-on"] == "--config"


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        ("fail-on=error", r'not a TOML value; a string wants quotes: fail-on="error"'),
        ("nonsense", r"no such file, and not KEY=VALUE"),
        ("prevew=true", r"--config prevew=true: unknown key 'prevew'; did you mean 'preview'"),
    ],
)
def test_mistakes_in_config_pairs(tmp_path, pair, message):
    with pytest.raises(ConfigError, match=message):
        load_settings(tmp_path, [pair])


def test_config_may_name_the_file_to_read(tmp_path):
    write(tmp_path / "srclint.toml", "preview = true")
    path = write(tmp_path / "other.toml", 'fail-on = "error"')
    settings = load_settings(tmp_path, ["other.toml"])
    assert (settings.fail_on, settings.preview, settings.source) == ("error", False, path)


def test_isolated_reads_no_file(tmp_path):
    write(tmp_path / "srclint.toml", "preview = true")
    assert not load_settings(tmp_path, isolated=True).preview
    assert load_settings(tmp_path, ["preview=true"], isolated=True).preview
    with pytest.raises(ConfigError, match="--isolated"):
        load_settings(tmp_path, ["srclint.toml"], isolated=True)


def test_the_command_line_lies_over_everything(tmp_path):
    write(tmp_path / "srclint.toml", 'select = ["BP"]\nextend-ignore = ["BP101"]\nfail-under = 50')
    settings = with_options(
        load_settings(tmp_path), select=("SRC",), extend_ignore=("SRC301",), preview=None, fail_under={"sourcing": 40.0}
    )
    assert settings.select == ("SRC",)
    assert settings.extend_ignore == ("BP101", "SRC301")
    assert settings.fail_under == {"score": 50.0, "sourcing": 40.0}
    assert settings.origins["select"] == "the command line"
    assert "preview" not in settings.origins


def test_a_number_and_a_name_for_jsonl_keys(tmp_path):
    write(tmp_path / "srclint.toml", '[jsonl]\ntext = ["body", "content"]\nid = "uid"')
    assert load_settings(tmp_path).jsonl == {"text": ("body", "content"), "id": ("uid",)}


def test_rows_are_toml_that_reads_back(tmp_path):
    write(tmp_path / "srclint.toml", '[per-file-ignores]\n"a \\"b\\"/*" = ["BP102"]\n[fail-under]\nsourcing = 50')
    settings = load_settings(tmp_path)
    rows = {key: (value, origin) for key, value, origin in settings_rows(settings)}
    assert set(rows) == set(OPTIONS)
    for key, (value, _) in rows.items():
        if value:
            again = load_settings(tmp_path, [f"{key}={value}"], isolated=True)
            assert getattr(again, OPTIONS[key].name) == getattr(settings, OPTIONS[key].name)
    assert rows["select"][1] == "default"
    assert rows["fail-under"][1].endswith("srclint.toml")


def test_the_schema_knows_every_option_and_holds_the_defaults():
    schema = settings_schema()
    Draft202012Validator.check_schema(schema)
    assert set(schema["properties"]) == {"extend", *OPTIONS}
    defaults = {k: v["default"] for k, v in schema["properties"].items() if "default" in v}
    Draft202012Validator(schema).validate(defaults)
    assert all(row["description"] for row in schema["properties"].values())


@pytest.mark.parametrize(
    "text",
    ["selct = []", "preview = 1", 'fail-on = "x"', 'language = "English"', "fail-under = 101", "[jsonl]\nbody = 'x'"],
)
def test_what_the_loader_refuses_the_schema_refuses(text):
    assert not Draft202012Validator(settings_schema()).is_valid(tomllib.loads(text))


def test_settings_cannot_be_changed():
    with pytest.raises(AttributeError):
        Settings().preview = True
