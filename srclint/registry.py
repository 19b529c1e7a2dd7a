"""All rules of a run: those in code, those in packs, and those of plugins."""

import importlib
import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

from srclint import checks
from srclint.checks.pattern import pattern_rules
from srclint.errors import ConfigError
from srclint.pack import misnamed
from srclint.rule import CorpusRule, Rule, Severity

ENTRY_POINTS = "srclint.rules"


@cache
def rules(packs: tuple[str, ...] = (), plugins: tuple[str, ...] = ()) -> dict[str, Rule]:
    """Every rule by its code, in code order.

    `packs` are TOML packs of the project's own, `plugins` Python files, dotted modules, or names of the entry-point
    group `srclint.rules`.

    Raises:
        ConfigError: when a plugin cannot be imported or holds no rule, or for a rule whose code or name is none or is
            taken.
    """
    found: dict[str, Rule] = {}
    named: dict[str, Rule] = {}
    for module in _check_modules():
        for rule in rules_in(module):
            _add(found, named, rule)
    for plugin in plugins:
        own = _rules_of(plugin)
        if not own:
            raise ConfigError(f"plugin {plugin!r} holds no rule: subclass srclint.Rule and set its code")
        for rule in own:
            _check(rule, plugin)
            _add(found, named, rule)
    for pattern_rule in pattern_rules(packs, frozenset(found)):
        _add(found, named, pattern_rule)
    return dict(sorted(found.items()))


def select(known: dict[str, Rule], wanted: Iterable[str]) -> frozenset[str]:
    """The codes that a list of codes, names and prefixes stands for; "ALL" is all of them.

    Raises:
        ConfigError: for one that stands for no rule, with a suggestion.
    """
    chosen: set[str] = set()
    for word in wanted:
        hit = {
            code
            for code, rule in known.items()
            if word == "ALL" or code.startswith(word.upper()) or rule.name == word.lower()
        }
        if not hit:
            raise ConfigError(f"no rule is called {word!r}{_suggestion(word, known)}")
        chosen |= hit
    return frozenset(chosen)


def rules_in(module: ModuleType) -> Iterator[Rule]:
    """An instance of every rule class that `module` itself defines, in the order of their codes."""
    classes = (
        item
        for item in vars(module).values()
        if isinstance(item, type) and issubclass(item, Rule) and item.__module__ == module.__name__
    )
    yield from (rule() for rule in sorted(classes, key=lambda rule: str(rule.code)) if rule.code)


def is_cross_file(rule: Rule) -> bool:
    """Whether the rule compares files with each other."""
    return isinstance(rule, CorpusRule)


def _check_modules() -> Iterator[ModuleType]:
    for file in sorted(os.listdir(checks.__path__[0])):  # noqa: PTH208 - a glob of `pathlib` compiles patterns
        if file.endswith(".py") and not file.startswith("_"):
            yield importlib.import_module(f"{checks.__name__}.{file.removesuffix('.py')}")


def _rules_of(plugin: str) -> list[Rule]:
    module = _plugin(plugin)
    try:
        return list(rules_in(module))
    except (Exception, SystemExit) as error:
        raise ConfigError(f"plugin {plugin!r}: a rule cannot be made: {type(error).__name__}: {error}") from error


def _plugin(name: str) -> ModuleType:
    try:
        if name.endswith(".py"):
            return _from_file(Path(name))
        from importlib.metadata import entry_points

        registered = {point.name: point for point in entry_points(group=ENTRY_POINTS)}
        if name in registered:
            loaded = registered[name].load()
            return loaded if isinstance(loaded, ModuleType) else importlib.import_module(loaded.__module__)
        return importlib.import_module(name)
    except (Exception, SystemExit) as error:  # a script that ends the process must not end a run as if all were clean
        raise ConfigError(f"plugin {name!r} cannot be imported: {type(error).__name__}: {error}") from error


def _from_file(path: Path) -> ModuleType:
    import importlib.util
    import sys

    from srclint.digest import blake2b

    name = f"srclint_plugin_{path.stem}_{blake2b(os.fsencode(path), digest_size=8).hexdigest()}"  # one a path
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _check(rule: Rule, plugin: str) -> None:
    """Refuse a rule that could not be selected or rated; a severity written as text becomes one."""
    if wrong := misnamed(rule.code, rule.name):
        raise ConfigError(f"plugin {plugin!r}: {wrong}")
    try:
        rule.severity = Severity(rule.severity)
    except ValueError as error:
        words = ", ".join(Severity)
        raise ConfigError(f"plugin {plugin!r}: {rule.code}: severity {rule.severity!r} is none of {words}") from error


def _add(found: dict[str, Rule], named: dict[str, Rule], rule: Rule) -> None:
    other = found.get(rule.code) or named.get(rule.name)
    if other is not None:
        raise ConfigError(f"rule {rule.code} {rule.name} takes the code or name of {other.code} {other.name}")
    found[rule.code] = named[rule.name] = rule


def _suggestion(word: str, known: dict[str, Rule]) -> str:
    from difflib import get_close_matches

    names = [*known, *(rule.name for rule in known.values())]
    close = get_close_matches(word, names, 1) or get_close_matches(word.upper(), names, 1)
    return f"; did you mean {close[0]!r}?" if close else ""
