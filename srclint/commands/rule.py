"""`srclint rule`: what a rule finds, why, on whose authority, with its cases."""

import json
from collections.abc import Iterable
from inspect import cleandoc
from typing import Any

import click

from srclint.commandline import Command, option
from srclint.commands.options import settings_from
from srclint.errors import ConfigError
from srclint.load import rules_of
from srclint.registry import select
from srclint.rule import Rule


@click.command("rule", cls=Command)
@click.argument("codes", nargs=-1)
@option("--all", "everything", is_flag=True, help="All rules.")
@option("--output-format", type=click.Choice(("text", "markdown", "json")), default="text")
@option("--config", multiple=True, metavar="KEY=VALUE|FILE")
@option("--isolated", is_flag=True)
def command(
    codes: tuple[str, ...], output_format: str, config: tuple[str, ...], *, everything: bool, isolated: bool
) -> None:
    """Explain rules by code, name or prefix; --all lists every rule."""
    known = rules_of(settings_from(config=config, isolated=isolated))
    if not codes and not everything:
        raise ConfigError("name a rule (srclint rule BP102), a family (srclint rule SRC) or --all")
    chosen = select(known, ("ALL",) if everything else codes)
    rules = [known[code] for code in sorted(chosen)]
    if output_format == "json":
        click.echo(
            json.dumps({"schema_version": 1, "rules": [as_json(r) for r in rules]}, ensure_ascii=False, indent=2)
        )
    elif output_format == "markdown":
        click.echo("\n".join(as_markdown(rule) for rule in rules))
    elif len(rules) > 1:
        click.echo("\n".join(_rows(rules)))
    else:
        click.echo("\n".join(_page(rules[0])))


def as_json(rule: Rule) -> dict[str, Any]:
    """A rule as other programs read it."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "fix": rule.fixable,
        "preview": rule.preview,
        "authority": rule.authority,
        "documentation": cleandoc(rule.__doc__ or ""),
        "bad": [_case(case) for case in rule.bad],
        "good": [_case(case) for case in rule.good],
    }


def as_markdown(rule: Rule) -> str:
    """A rule as a page of the documentation."""
    facts = [f"severity: {rule.severity.value}", f"fix: {rule.fixable}", *(["preview"] if rule.preview else [])]
    parts = [f"## {rule.code} {rule.name}\n", f"*{' · '.join(facts)}*\n", cleandoc(rule.__doc__ or "") + "\n"]
    if rule.authority:
        parts.append(f"Authority: {rule.authority}\n")
    for title, cases in (("Found", rule.bad), ("Left alone", rule.good)):
        parts.append(f"{title}:\n")
        parts.extend(f"```text\n{_case(case).rstrip()}\n```\n" for case in cases[:3])
    return "\n".join(parts)


def _case(case: Any) -> str:  # noqa: ANN401 - a text, or a table with a text or with files
    if isinstance(case, dict) and "files" in case:
        return "\n".join(f"{name}:\n{text}" for name, text in case["files"].items())
    return str(case["text"] if isinstance(case, dict) else case)


def _rows(rules: Iterable[Rule]) -> Iterable[str]:
    for rule in rules:
        first = cleandoc(rule.__doc__ or "").split("\n\n")[0].replace("\n", " ")
        marks = "".join((("p" if rule.preview else " "), {"safe": "f", "unsafe": "u"}.get(rule.fixable, " ")))
        yield f"{rule.code:8} {rule.severity.value:8} {marks} {rule.name:24} {first}"
    yield ""
    yield "p = in preview, f = safe fix, u = unsafe fix"


def _page(rule: Rule) -> Iterable[str]:
    yield f"{rule.code} {rule.name} ({rule.severity.value}{', preview' if rule.preview else ''})"
    yield ""
    yield cleandoc(rule.__doc__ or "")
    yield ""
    if rule.authority:
        yield f"Authority: {rule.authority}"
    yield f"Fix: {rule.fixable}"
    for title, cases in (("Found", rule.bad), ("Left alone", rule.good)):
        yield ""
        yield f"{title}:"
        for case in cases[:4]:
            lines = _case(case).rstrip().split("\n")
            yield from (f"    {line}" if n else f"  - {line}" for n, line in enumerate(lines))
