"""SARIF 2.1.0, for code scanning."""

import inspect
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, TextIO
from urllib.parse import quote

from srclint.article import Position, Span
from srclint.baseline import fingerprint
from srclint.files import file_of
from srclint.results import FileResult, RunInfo, Tally
from srclint.rule import Finding, Fix, Related, Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def report(results: Iterable[FileResult], info: RunInfo, out: TextIO) -> None:
    """Write one SARIF run. Scores stand in the properties of the artifacts, unreadable files in the invocation."""
    tally = Tally(info)
    held = list(tally.watch(results))
    rules = _rules(held, info)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    seen: Counter[tuple[str, str]] = Counter()
    run = {
        "tool": {"driver": {"name": "srclint", "semanticVersion": info.version, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(held)],
        "artifacts": [_artifact(result) for result in held],
        "results": [_result(finding, result, index, seen) for result in held for finding in result.findings],
        "properties": {
            "profile": info.profile,
            "comparedWith": info.compared_with,
            "meanScore": tally.mean_score,
        },
    }
    json.dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, out, indent=1)
    out.write("\n")


def _rules(results: Iterable[FileResult], info: RunInfo) -> list[dict[str, Any]]:
    """Metadata of every rule that ran, and of any other that has a finding, in code order."""
    described = {code: _rule(rule) for code, rule in info.rules.items()}
    for result in results:
        for finding in result.findings:
            described.setdefault(finding.code, {"id": finding.code, "name": finding.name})
    return [described[code] for code in sorted(described)]


def _rule(rule: Rule) -> dict[str, Any]:
    text = inspect.getdoc(rule) or rule.name
    short, _, rest = text.partition("\n")
    authority = f"\n\nAuthority: {rule.authority}" if rule.authority else ""
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": short},
        "fullDescription": {"text": " ".join((rest or short).split())},
        "help": {
            "text": text + authority,
            "markdown": f"**{rule.code} {rule.name}**\n\n{text}{authority.replace('Authority:', '*Authority:*')}",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity.value]},
        "properties": {"tags": [rule.code.rstrip("0123456789")], "preview": rule.preview, "fix": rule.fixable},
    }


def _invocation(results: Iterable[FileResult]) -> dict[str, Any]:
    notes = [
        {
            "level": "error",
            "message": {"text": result.error},
            "locations": [{"physicalLocation": {"artifactLocation": _uri(result.path)}}],
        }
        for result in results
        if result.error is not None
    ]
    return {"executionSuccessful": not notes, "toolExecutionNotifications": notes}


def _artifact(result: FileResult) -> dict[str, Any]:
    entry: dict[str, Any] = {"location": _uri(result.path)}
    properties: dict[str, Any] = {"record": result.path} if file_of(result.path) != result.path else {}
    if result.score is not None:
        properties |= {"score": result.score.total, "subscores": dict(result.score.subscores)}
    return entry | ({"properties": properties} if properties else {})


def _result(
    finding: Finding, result: FileResult, index: Mapping[str, int], seen: Counter[tuple[str, str]]
) -> dict[str, Any]:
    digest = fingerprint(finding, result.source)
    key = file_of(result.path), digest
    seen[key] += 1
    entry: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": _LEVELS[finding.severity.value],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": _location(result.path, _region(finding.span, result))}],
        "partialFingerprints": {"srclint/v1": f"{digest}:{seen[key]}"},
    }
    if finding.related:
        entry["relatedLocations"] = [_related(number, item) for number, item in enumerate(finding.related, 1)]
    if finding.fix is not None and finding.fix.edits:
        entry["fixes"] = [_fix(finding.fix, result)]
    return entry


def _uri(path: str) -> dict[str, str]:
    return {"uri": quote(file_of(path), errors="surrogateescape")}


def _location(path: str, region: Mapping[str, int] | None) -> dict[str, Any]:
    return {"artifactLocation": _uri(path)} | ({"region": region} if region else {})


def _region(span: Span | None, result: FileResult) -> dict[str, int] | None:
    if span is None or result.lines is None:
        return None
    return _between(result.lines.position(span.start), result.lines.position(span.end))


def _between(start: Position, end: Position) -> dict[str, int]:
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": start.offset,
        "charLength": end.offset - start.offset,
    }


def _related(number: int, related: Related) -> dict[str, Any]:
    region = _between(related.start, related.end) if related.start and related.end else None
    return {
        "id": number,
        "physicalLocation": _location(related.path, region),
        "message": {"text": related.message},
    }


def _fix(fix: Fix, result: FileResult) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(edit.span, result), "insertedContent": {"text": edit.replacement}}
        for edit in sorted(fix.edits)
    ]
    return {
        "description": {"text": f"Apply the {fix.safety.value} fix"},
        "artifactChanges": [{"artifactLocation": _uri(result.path), "replacements": replacements}],
    }
