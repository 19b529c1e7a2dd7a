"""What can be configured: one table of options, from which values are checked and the JSON Schema is made."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from srclint.errors import ConfigError
from srclint.record import Field, NamedTuple, field, fields, record

LEVELS = ("error", "warning", "info")
SCORES = ("score", "clean", "original", "sourcing", "text", "metadata")
COMPARE = ("none", "tracked")
RECORD_FIELDS = (
    "id", "text", "title", "date", "modified", "authors", "outlet", "url", "canonical", "language", "genre",
    "description",
)  # fmt: skip
_LANGUAGE = "[A-Za-z]{2,3}(-[A-Za-z0-9]+)*"
INCLUDE = ("*.txt", "*.md", "*.markdown", "*.html", "*.htm", "*.jsonl")
EXCLUDE = (
    ".git", ".hg", ".svn", ".tox", ".nox", ".venv", "venv", "node_modules", "__pycache__", "site-packages",
    ".mypy_cache", ".pytest_cache", ".ruff_cache",
    "README*", "LICENSE*", "LICENCE*", "COPYING*", "NOTICE*", "AUTHORS*", "CHANGELOG*", "CHANGES*",
    "HISTORY*", "CONTRIBUTING*", "CODE_OF_CONDUCT*", "SECURITY*", "requirements*.txt", "constraints*.txt",
    "CMakeLists.txt", "robots.txt", "humans.txt", "llms.txt",
)  # fmt: skip


class Kind(NamedTuple):
    """A kind of value: its JSON Schema, how TOML becomes the setting, and how an extended file's value joins.

    `parse(value, where, root)` raises ConfigError. `join` is "replace", "concat" (lists) or "merge" (tables).
    """

    schema: Mapping[str, Any]
    parse: Callable[[Any, str, Path], Any]
    join: str = "replace"


def _typed(expected: type | tuple[type, ...], words: str) -> Callable[[Any, str, Path], Any]:
    def parse(value: Any, where: str, root: Path) -> Any:  # noqa: ANN401, ARG001 - TOML values
        if not isinstance(value, expected) or (isinstance(value, bool) and expected is not bool):
            raise ConfigError(f"{where}: wants {words}, not {_written(value)}")
        return value

    return parse


def _written(value: object) -> str:
    names = {
        bool: "a boolean",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list",
        dict: "a table",
    }
    return f"{names.get(type(value), 'a ' + type(value).__name__)} ({value!r})"


_text = _typed(str, "a string")
_table = _typed(dict, "a table")


def _strings(value: Any, where: str, root: Path) -> tuple[str, ...]:  # noqa: ANN401, ARG001 - TOML values
    if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
        raise ConfigError(f"{where}: wants a list of strings, not {_written(value)}")
    return tuple(value)


def _path(value: Any, where: str, root: Path) -> str:  # noqa: ANN401 - TOML values
    return str(root / Path(_text(value, where, root)).expanduser())


def _place(value: Any, where: str, root: Path) -> str:  # noqa: ANN401 - TOML values
    """A path, or the URL of something on a server."""
    text: str = _text(value, where, root)
    return text if "://" in text else _path(value, where, root)


def _paths(value: Any, where: str, root: Path) -> tuple[str, ...]:  # noqa: ANN401 - TOML values
    return tuple(_path(v, where, root) for v in _strings(value, where, root))


def _choice(choices: tuple[str, ...]) -> Callable[[Any, str, Path], Any]:
    def parse(value: Any, where: str, root: Path) -> str:  # noqa: ANN401, ARG001 - TOML values
        if value not in choices:
            raise ConfigError(f"{where}: {value!r} is none of {', '.join(choices)}{_hint(str(value), choices)}")
        return str(value)

    return parse


def _tables(
    inner: Callable[[Any, str, Path], Any], keys: tuple[str, ...] = ()
) -> Callable[[Any, str, Path], Mapping[str, Any]]:
    def parse(value: Any, where: str, root: Path) -> Mapping[str, Any]:  # noqa: ANN401 - TOML values
        table = _table(value, where, root)
        for key in table:
            if keys and key not in keys:
                raise ConfigError(f"{where}: unknown key {key!r}{_hint(key, keys)}")
        return {key: inner(v, f"{where}.{key}", root) for key, v in table.items()}

    return parse


def _percent(value: Any, where: str, root: Path) -> float:  # noqa: ANN401 - TOML values
    number = float(_typed((int, float), "a number from 0 to 100")(value, where, root))
    if not 0 <= number <= 100:
        raise ConfigError(f"{where}: wants a number from 0 to 100, not {value!r}")
    return number


def _fail_under(value: Any, where: str, root: Path) -> Mapping[str, float]:  # noqa: ANN401 - TOML values
    if isinstance(value, dict):
        return _tables(_percent, SCORES)(value, where, root)
    return {"score": _percent(value, where, root)}


def _language(value: Any, where: str, root: Path) -> str:  # noqa: ANN401 - TOML values
    code: str = _text(value, where, root)
    if not re.fullmatch(_LANGUAGE, code):
        raise ConfigError(f"{where}: {code!r} is no language code, as en or pt-BR is")
    return code


def _names(value: Any, where: str, root: Path) -> tuple[str, ...]:  # noqa: ANN401 - TOML values
    return (value,) if isinstance(value, str) else _strings(value, where, root)


_STRING = {"type": "string"}
_STRINGS = {"type": "array", "items": _STRING}
_SCORE = {"type": "number", "minimum": 0, "maximum": 100}
_LEVEL = {"type": "string", "enum": list(LEVELS)}

LANGUAGE = Kind({"type": "string", "pattern": f"^{_LANGUAGE}$"}, _language)
FLAG = Kind({"type": "boolean"}, _typed(bool, "true or false"))
LIST = Kind(_STRINGS, _strings)
MORE = Kind(_STRINGS, _strings, "concat")
PATH = Kind(_STRING, _path)
PLACE = Kind(_STRING, _place)
PATHS = Kind(_STRINGS, _paths)
LEVEL = Kind(_LEVEL, _choice(LEVELS))
COMPARED = Kind({"type": "string", "enum": list(COMPARE)}, _choice(COMPARE))
CODES_BY_GLOB = Kind({"type": "object", "additionalProperties": _STRINGS}, _tables(_strings), "merge")
LEVEL_BY_CODE = Kind({"type": "object", "additionalProperties": _LEVEL}, _tables(_choice(LEVELS)), "merge")
FAIL_UNDER = Kind(
    {
        "anyOf": [
            _SCORE,
            {"type": "object", "properties": dict.fromkeys(SCORES, _SCORE), "additionalProperties": False},
        ]
    },
    _fail_under,
    "merge",
)
RECORD = Kind(
    {
        "type": "object",
        "properties": {key: {"anyOf": [_STRING, _STRINGS]} for key in RECORD_FIELDS},
        "additionalProperties": False,
    },
    _tables(_names, RECORD_FIELDS),
    "merge",
)


def _option(kind: Kind, default: Any, doc: str) -> Any:  # noqa: ANN401 - as `dataclasses.field`
    meta = {"kind": kind, "doc": doc}
    if isinstance(default, dict):
        return field(default_factory=dict, metadata=meta)
    return field(default=default, metadata=meta)


@record
class Settings:
    """The settings of a run; each option's key in TOML is its name with hyphens.

    Paths are absolute; globs are matched against paths relative to `root`, the folder of the configuration
    file (the working folder without one). `source` is that file. `origins` says for each option that was set
    where: a file, "--config" or "the command line".
    """

    select: tuple[str, ...] = _option(LIST, ("ALL",), "Rules to run: codes, names or prefixes; ALL is every rule.")
    ignore: tuple[str, ...] = _option(LIST, (), "Rules not to run; the more specific selector wins over `select`.")
    extend_select: tuple[str, ...] = _option(MORE, (), "Rules to run beside those of `select`.")
    extend_ignore: tuple[str, ...] = _option(MORE, (), "Rules not to run beside those of `ignore`.")
    preview: bool = _option(FLAG, False, "Show the rules that are still in preview too; they never touch a score.")
    per_file_ignores: Mapping[str, tuple[str, ...]] = _option(
        CODES_BY_GLOB, {}, "Files, as in a .gitignore, and the rules not to report there."
    )
    severity: Mapping[str, str] = _option(LEVEL_BY_CODE, {}, "Severities of your own, by rule.")
    fail_on: str = _option(LEVEL, "warning", "The least severity of a finding that makes the exit code 1.")
    fail_under: Mapping[str, float] = _option(
        FAIL_UNDER, {}, "The least score of a file, overall (a number, or `score`) and by sub-score."
    )
    compare: str = _option(
        COMPARED, "none", "What named files are compared with: `tracked` is every article file git tracks."
    )
    index: str | None = _option(
        PLACE, None, "A near-duplicate index to compare the files with: a file, or the URL of one on PostgreSQL."
    )
    language: str | None = _option(LANGUAGE, None, "The language of every file, as en or pt-BR; else detected.")
    rule_paths: tuple[str, ...] = _option(PATHS, (), "Rule packs (.toml), rule modules (.py), or folders of them.")
    plugins: tuple[str, ...] = _option(LIST, (), "Python modules that hold rules.")
    packs: tuple[str, ...] = _option(
        PATHS, (), "Boilerplate packs of the project's own, as `srclint learn` writes them."
    )
    learn: bool = _option(FLAG, False, "Learn recurring boilerplate from the files of the run (BP113).")
    include: tuple[str, ...] = _option(LIST, INCLUDE, "Files that a folder stands for.")
    exclude: tuple[str, ...] = _option(LIST, EXCLUDE, "Files and folders left out of a folder.")
    extend_exclude: tuple[str, ...] = _option(MORE, (), "Files and folders left out beside those of `exclude`.")
    respect_gitignore: bool = _option(FLAG, True, "Leave out what .gitignore names.")
    force_exclude: bool = _option(FLAG, False, "Exclude files even where the command line names them.")
    jsonl: Mapping[str, tuple[str, ...]] = _option(
        RECORD,
        {},
        "For a .jsonl record: the keys that hold the text, title, date, id…; the first present counts.",
    )
    baseline: str | None = _option(PATH, None, "A baseline file, whose findings are known and not reported again.")
    root: Path = field(default_factory=Path.cwd)
    source: Path | None = None
    origins: Mapping[str, str] = field(default_factory=dict)


OPTIONS: Mapping[str, Field] = {
    name.replace("_", "-"): one for name, one in fields(Settings).items() if "kind" in one.metadata
}


def parse_options(table: Mapping[str, Any], where: str, root: Path) -> dict[str, Any]:
    """The values of a TOML table, checked, by key.

    Args:
        table: keys as written, with hyphens.
        where: the file's name, or the option's, for messages.
        root: the folder that relative paths start from.

    Raises:
        ConfigError: for an unknown key, with the nearest known one, or a value of the wrong type.
    """
    values = {}
    for key, value in table.items():
        if key not in OPTIONS:
            raise ConfigError(f"{where}: unknown key {key!r}{_hint(key, tuple(OPTIONS))}")
        values[key] = OPTIONS[key].metadata["kind"].parse(value, f"{where}: {key}", root)
    return values


def join_options(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with `over` laid upon it.

    Tables merge entry by entry, `extend-…` lists add up, anything else is replaced.
    """
    joined = dict(base)
    for key, value in over.items():
        join = OPTIONS[key].metadata["kind"].join
        if key in joined and join == "concat":
            joined[key] = (*joined[key], *value)
        elif key in joined and join == "merge":
            joined[key] = {**joined[key], **value}
        else:
            joined[key] = value
    return joined


def settings_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of srclint.toml."""
    properties: dict[str, Any] = {
        "extend": {"type": "string", "description": "Another configuration file that this one builds on."}
    }
    blank = Settings()
    for key, option in OPTIONS.items():
        properties[key] = {**option.metadata["kind"].schema, "description": option.metadata["doc"]}
        default = getattr(blank, option.name)
        if default is not None:
            properties[key]["default"] = list(default) if isinstance(default, tuple) else default
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "srclint.toml",
        "description": "Configuration of srclint; in pyproject.toml it stands under [tool.srclint].",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _hint(word: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word.replace("_", "-"), known, 1)
    return f"; did you mean {near[0]!r}?" if near else ""
