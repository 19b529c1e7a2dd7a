"""TOML rule packs: pattern rules as data.

A pack has an optional `[defaults]` table and any number of `[[rule]]` entries; an entry inherits what it does not say.
Entries that share a code are variants of one rule (by language, by construction) and must share its name.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, cast

from srclint.data import names, parsed, rules_dir
from srclint.engines import installed_re2
from srclint.errors import ConfigError, reason
from srclint.language import fold
from srclint.lazy import lazy
from srclint.patterns import compiled
from srclint.record import fields, record

SCOPES = ("headline", "lede", "paragraph", "sentence", "document", "raw")
POSITIONS = ("any", "top", "body", "end")
QUOTES = ("skip", "only", "both")
LEVELS = ("error", "warning", "info")
FIXES = ("no", "safe", "unsafe")
MARKS = ("match", "unit")
_RULE = ": rule "
GROUP = lazy(r"\\(\d)")
"""A group's number in a replacement."""
_CODE = lazy(r"[A-Z]+[0-9]{3}")
_NAME = lazy(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BRANCHING = lazy(r"\\.|\[\^?\]?(?:[^\]\\]|\\.)*\]|\|\^|[()|]", re.DOTALL)


@record
class Entry:
    """One pattern of a rule.

    `pattern` is a regular expression over the folded text (lower case, straight quotes, plain blanks); with
    `case = true` it sees the text as written. Without a pattern the keywords themselves, as whole words, are what is
    looked for. `keywords` are lower-case literals of which at least one stands in every text the pattern can match:
    the prefilter. `unless` vetoes a unit. `mark` says what a finding spans: the match, or the whole unit (scope).
    `replacement` (with `fix`) is what the match becomes, group references allowed; without one a fix deletes the unit.
    With `near`, a keyword is found where one of these literals stands near it, with at most `distance` words between,
    as blanks part them. `precision` is what was measured for the entry, 0–1; `bad` and `good` are its cases. `linear`
    tells which of `pattern` and `unless` RE2 has to run, since `re` could take very long over them.
    """

    code: str
    name: str
    keywords: tuple[str, ...]
    bad: tuple[str, ...]
    good: tuple[str, ...]
    level: str = "warning"
    summary: str = ""
    message: str = ""
    authority: str = ""
    scope: str = "paragraph"
    position: str = "any"
    quotes: str = "both"
    mark: str = "match"
    lang: tuple[str, ...] = ()
    pattern: str = ""
    unless: str = ""
    near: tuple[str, ...] = ()
    distance: int | None = None
    case: bool = False
    min_words: int = 0
    max_words: int = 0
    precision: float = 0.0
    weight: float = 0.0
    fix: str = "no"
    replacement: str | None = None
    preview: bool = False
    family: str = ""
    place: str = ""
    linear: tuple[str, ...] = ()

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern; or what finds the keywords as whole words, and those of `near` beside them."""
        if self.near:
            from srclint.proximity import Proximity

            return cast("re.Pattern[str]", Proximity(self.keywords, self.near, self.distance or 0))
        pattern = self.pattern or "|".join(rf"(?<!\w){re.escape(k)}(?!\w)" for k in self.keywords)
        return (_run_by_re2 if "pattern" in self.linear else compiled)(pattern, re.MULTILINE)

    @cached_property
    def veto(self) -> re.Pattern[str] | None:
        """The compiled `unless`."""
        return (_run_by_re2 if "unless" in self.linear else compiled)(self.unless) if self.unless else None

    def is_hinted(self, folded: str) -> bool:
        """Whether a keyword stands in a folded text, without which the pattern need not be asked."""
        return not self.keywords or any(keyword in folded for keyword in self.keywords)

    @cached_property
    def is_anchored(self) -> bool:
        """Whether `re` runs the pattern, and matches it at the start of a line alone: every alternative has "^"."""
        if not self.pattern.startswith("^") or "pattern" in self.linear:
            return False
        depth = 0
        for sign in _BRANCHING.findall(self.pattern):
            depth += (sign == "(") - (sign == ")")
            if sign == "|" and not depth:
                return False
        return True


_FIELDS = {name: one for name, one in fields(Entry).items() if name not in ("place", "linear")}
_LEARNED = ("by", "learned")  # what `srclint learn` writes; boilerplate.learned reads it
_LISTS = {"keywords", "near", "bad", "good", "lang"}
_CHOICES = {"scope": SCOPES, "position": POSITIONS, "quotes": QUOTES, "level": LEVELS, "fix": FIXES, "mark": MARKS}
_TYPES: dict[str, type | tuple[type, ...]] = {
    "case": bool,
    "preview": bool,
    "distance": int,
    "min_words": int,
    "max_words": int,
    "precision": (int, float),
    "weight": (int, float),
}


def read_pack(path: Path, *, gated: bool = True) -> tuple[Entry, ...]:
    """The entries of a TOML pack.

    Not `gated`, an entry's pattern is compiled when it is first needed and its cases are not looked at.

    Raises:
        ConfigError: naming the file and the entry, for bad TOML, an unknown or missing key, a value out of its
            choices, a pattern that does not compile, fewer than two cases of a kind, or a bad case without a keyword.
    """
    import tomllib

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {reason(error)}") from error
    for key in data:
        if key not in ("defaults", "rule", *_LEARNED):
            raise ConfigError(f"{path}: unknown table {key!r}; a pack has [defaults] and [[rule]]")
    defaults = data.get("defaults", {})
    rows = data.get("rule", [])
    if not isinstance(defaults, dict) or not isinstance(rows, list):
        raise ConfigError(f"{path}: [defaults] is a table and [[rule]] a list of tables")
    found = tuple(_entry(defaults | row, f"{path}{_RULE}{n}") for n, row in enumerate(rows, 1))
    for entry in found if gated else ():
        _gate(entry)
    return found


def builtin_packs() -> tuple[Path, ...]:
    """The shipped packs, in name order: every TOML file below rules/boilerplate and rules/text."""
    return tuple(rules_dir() / name for name in names("boilerplate", "text"))


def builtin_entries() -> Iterator[Entry]:
    """The entries of the shipped packs, from their compiled form: without cases, and past the gates long ago."""
    for name in names("boilerplate", "text"):
        data, path = parsed(name), str(rules_dir() / name)
        defaults = data.get("defaults", {})
        for number, row in enumerate(data["rule"], 1):
            values: dict[str, Any] = {
                key: tuple(v) if isinstance(v, list) else v for key, v in (defaults | row).items()
            }
            place = f"{path}{_RULE}{number} ({values['code']})"
            yield Entry(**(_NO_CASES | values), place=place)


def with_cases(entry: Entry) -> Entry:
    """The entry as its pack has it: with the cases that a shipped entry is loaded without."""
    return next(whole for whole in _whole(pack_of(entry)) if whole.place == entry.place)


def pack_of(entry: Entry) -> Path:
    """The pack that an entry stands in."""
    return Path(entry.place.partition(_RULE)[0])


_NO_CASES: dict[str, Any] = {"bad": (), "good": ()}


@cache
def _whole(path: Path) -> tuple[Entry, ...]:
    return read_pack(path, gated=False)


def _run_by_re2(pattern: str, flags: int = 0) -> re.Pattern[str]:
    from srclint.linear import Linear

    return cast("re.Pattern[str]", Linear(pattern, installed_re2(), flags))


def _entry(row: Mapping[str, Any], place: str) -> Entry:
    values: dict[str, Any] = {}
    if "code" in row:
        place = f"{place} ({row['code']})"
    for key, value in row.items():
        if key not in _FIELDS:
            from difflib import get_close_matches

            hint = get_close_matches(key, _FIELDS, 1)
            raise ConfigError(f"{place}: unknown key {key!r}" + (f"; did you mean {hint[0]!r}?" if hint else ""))
        values[key] = _value(key, value, place)
    for key, spec in _FIELDS.items():
        if spec.needed and key not in values:
            raise ConfigError(f"{place}: {key!r} is missing")
    return Entry(**values, place=place)


def _value(key: str, value: Any, place: str) -> Any:  # noqa: ANN401 - TOML values
    if key in _LISTS:
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise ConfigError(f"{place}: {key!r} is a list of strings")
        return tuple(value)
    expected = _TYPES.get(key, str)
    if not isinstance(value, expected) or (isinstance(value, bool) and expected is not bool):
        raise ConfigError(f"{place}: {key!r} has the wrong type ({type(value).__name__})")
    if key in _CHOICES and value not in _CHOICES[key]:
        raise ConfigError(f"{place}: {key} = {value!r} is none of {', '.join(_CHOICES[key])}")
    return value


def misnamed(code: str, name: str) -> str | None:
    """What keeps a code or a name from standing for a rule in options and comments; None where nothing does."""
    if not _CODE.fullmatch(str(code)):
        return f"the code {code!r} is not a family in capitals and three digits, as in HOUSE901"
    if not _NAME.fullmatch(str(name)):
        return f"the name {name!r} is not lower-case words with hyphens between them, as in weather-cliche"
    return None


def _gate(entry: Entry) -> None:
    if wrong := misnamed(entry.code, entry.name):
        raise ConfigError(f"{entry.place}: {wrong}")
    for pattern in (entry.pattern, entry.unless):
        try:
            re.compile(pattern)
        except re.error as error:
            raise ConfigError(f"{entry.place}: the pattern does not compile: {error}") from error
    for number in map(int, GROUP.findall(entry.replacement or "")):
        if number > re.compile(entry.pattern).groups:
            raise ConfigError(f"{entry.place}: the replacement names group {number}, which the pattern does not have")
    _gate_keywords(entry)
    _gate_near(entry)
    for kind in ("bad", "good"):
        if len(getattr(entry, kind)) < 2:
            raise ConfigError(f"{entry.place}: at least two {kind} cases are needed")
    for case in entry.bad:
        if entry.keywords and not any(_stands(keyword, fold(case)) for keyword in entry.keywords):
            raise ConfigError(f"{entry.place}: no keyword stands in the bad case {case!r} as a word of its own")


def _gate_keywords(entry: Entry) -> None:
    if not entry.pattern and not entry.keywords:
        raise ConfigError(f"{entry.place}: without keywords and a pattern there is nothing to look for")
    for keyword in (*entry.keywords, *entry.near):
        if not keyword.strip():
            raise ConfigError(f"{entry.place}: a keyword is empty")
        if keyword != fold(keyword):
            raise ConfigError(f"{entry.place}: the keyword {keyword!r} must be lower case with straight quotes")


def _gate_near(entry: Entry) -> None:
    if bool(entry.near) != (entry.distance is not None):
        raise ConfigError(f"{entry.place}: 'near' and 'distance' belong together: which words, and how many between")
    if entry.distance is not None and entry.distance < 0:
        raise ConfigError(f"{entry.place}: distance = {entry.distance} is less than none")
    barred = (("pattern", entry.pattern), ("case", entry.case), ("replacement", entry.replacement is not None))
    for key, given in barred if entry.near else ():
        if given:
            raise ConfigError(f"{entry.place}: 'near' goes with keywords alone, not with {key!r}")


def _stands(keyword: str, folded: str) -> bool:
    """Whether the prefilter can find a keyword: where it is one word, not as a part of a longer one."""
    if keyword.isalnum():
        return re.search(rf"(?<!\w){re.escape(keyword)}(?!\w)", folded) is not None
    return keyword in folded
