"""Cells for a spreadsheet.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises ("CSV Injection").
"""

Cell = str | int | float | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(cell: Cell) -> Cell:
    """A cell that no spreadsheet computes and every encoding takes; figures and empty cells stay as they are."""
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\0", "").encode("utf-8", "backslashreplace").decode()
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
