"""Where settings come from: the nearest configuration file, what it extends, `--config`, the command line.

The file is looked for from the working folder upwards, once for the run and not for each article: what a run
does never depends on which files were named.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from srclint.errors import ConfigError, reason
from srclint.record import replace
from srclint.settings import OPTIONS, Settings, join_options, parse_options, settings_schema

__all__ = ["Settings", "find_config", "load_settings", "settings_rows", "settings_schema", "with_options"]

NAMES = (".srclint.toml", "srclint.toml", "pyproject.toml")


def load_settings(folder: Path | None = None, config: Sequence[str] = (), *, isolated: bool = False) -> Settings:
    """The settings for a run in `folder` (default: the working folder).

    Args:
        folder: where the search for a configuration file starts, upwards.
        config: `--config` as given: KEY=VALUE in TOML, or the path of a configuration file to read instead.
        isolated: read no configuration file at all.

    Raises:
        ConfigError: for an unreadable file, an unknown key, a wrong value, or files that extend each other.
    """
    folder = folder or Path.cwd()
    pairs, path = _split(config, folder)
    if path is not None and isolated:
        raise ConfigError(f"--isolated reads no configuration file, but --config names {path}")
    if path is None and not isolated:
        path = find_config(folder)
    values, origins = _read(path, ()) if path else ({}, {})
    for pair in pairs:
        given = parse_options(_pair(pair), f"--config {pair}", folder)
        values = join_options(values, given)
        origins |= dict.fromkeys(given, "--config")
    named = {OPTIONS[key].name: value for key, value in values.items()}
    root = path.parent if path else folder
    return Settings(**named, root=root.absolute(), source=path, origins=origins)


def find_config(folder: Path) -> Path | None:
    """The configuration file of `folder`: its own or that of the nearest folder above; None without one.

    Within a folder .srclint.toml goes before srclint.toml, and that before pyproject.toml, which counts only
    with a [tool.srclint] table.
    """
    for place in (folder.absolute(), *folder.absolute().parents):
        for name in NAMES:
            path = place / name
            if path.is_file() and (name != "pyproject.toml" or _table(path) is not None):
                return path
    return None


def with_options(settings: Settings, **options: Any) -> Settings:  # noqa: ANN401 - one value an option
    """The settings with what the command line said, by option name (underscores); None is not said.

    `extend_…` lists and tables join what the configuration holds; anything else replaces it.
    """
    given = {name.replace("_", "-"): value for name, value in options.items() if value is not None}
    held = {key: getattr(settings, OPTIONS[key].name) for key in given}
    joined = join_options(held, given)
    origins = {**settings.origins, **dict.fromkeys(given, "the command line")}
    return replace(settings, **{OPTIONS[key].name: value for key, value in joined.items()}, origins=origins)


def settings_rows(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """For each option its key, its effective value as TOML ("" for none), and where that came from."""
    for key, option in OPTIONS.items():
        value = getattr(settings, option.name)
        yield key, "" if value is None else _toml(value), settings.origins.get(key, "default")


def _split(config: Sequence[str], folder: Path) -> tuple[list[str], Path | None]:
    pairs, paths = [], []
    for item in config:
        if "=" in item:
            pairs.append(item)
        elif (folder / item).is_file():
            paths.append(folder / item)
        else:
            raise ConfigError(f"--config {item}: no such file, and not KEY=VALUE")
    if len(paths) > 1:
        raise ConfigError(f"--config names two files: {paths[0]} and {paths[1]}")
    return pairs, paths[0] if paths else None


def _pair(pair: str) -> Mapping[str, Any]:
    import tomllib

    try:
        return tomllib.loads(pair)
    except tomllib.TOMLDecodeError as error:
        key, _, value = pair.partition("=")
        hint = f'; a string wants quotes: {key.strip()}="{value.strip()}"' if '"' not in value else ""
        raise ConfigError(f"--config {pair}: {value.strip()} is not a TOML value{hint}") from error


def _read(path: Path, seen: tuple[Path, ...]) -> tuple[dict[str, Any], dict[str, str]]:
    """The options of a file over those of the file that it extends, and for each the file it came from."""
    path = path.absolute()
    if path.resolve() in seen:
        raise ConfigError(f"{path}: configuration files extend each other in a circle")
    table = _table(path)
    if table is None:
        raise ConfigError(f"{path}: no [tool.srclint] table")
    table = dict(table)
    parent = table.pop("extend", None)
    values = parse_options(table, str(path), path.parent)
    origins = dict.fromkeys(values, str(path))
    if parent is None:
        return values, origins
    if not isinstance(parent, str):
        raise ConfigError(f"{path}: extend: wants the path of a configuration file")
    base, base_origins = _read(path.parent / Path(parent).expanduser(), (*seen, path.resolve()))
    return join_options(base, values), base_origins | origins


def _table(path: Path) -> Mapping[str, Any] | None:
    """The table of options in a file; None for a pyproject.toml without one."""
    try:
        text = path.read_text(encoding="utf-8-sig")  # some editors on Windows put a byte-order mark before it
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8, which TOML is written in") from error
    except OSError as error:
        raise ConfigError(f"{path}: {reason(error)}") from error
    if path.name == "pyproject.toml" and "srclint" not in text:
        return None  # not worth importing a parser
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}") from error
    if path.name != "pyproject.toml":
        return data
    tool = data.get("tool")
    table = tool.get("srclint") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{path}: [tool.srclint] is a table")
    return table


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_quoted(key)} = {_toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    import json

    return _quoted(value) if isinstance(value, str) else json.dumps(value)


def _quoted(text: str) -> str:
    import json

    # A JSON string is a TOML basic string, but for U+007F, which TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
