"""JSON lines: one object a file, each complete in itself."""

import json
from collections.abc import Iterable
from typing import TextIO

from srclint.reporters.json import file_entry, header
from srclint.results import FileResult, RunInfo


def report(results: Iterable[FileResult], info: RunInfo, out: TextIO) -> None:
    """Write a line a file, as it comes: its entry of the JSON format, with versions and what it was compared with."""
    common = json.dumps(header(info) | {"compared_with": info.compared_with})[:-1]
    out.writelines(f"{common}, {file_entry(result)}}}\n" for result in results)
