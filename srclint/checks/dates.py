"""Dates as files write them: in metadata fields, in date lines, in datelines.

Few text files have a field with a date, so `datetime` is imported where there is one.
"""

import re
from typing import TYPE_CHECKING

from srclint.article import Article
from srclint.checks.prose import short_lines, words
from srclint.language.fold import plain_blanks
from srclint.lazy import lazy
from srclint.match import having

if TYPE_CHECKING:
    from datetime import datetime

_FORMS = (
    "%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d %b %Y", "%b %d, %Y", "%b %d %Y", "%Y/%m/%d", "%d.%m.%Y", "%Y%m%d",
    "%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M:%S UTC",
)  # fmt: skip
_WEEKDAY = lazy(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? ", re.IGNORECASE)

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|januar|jänner|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril"
    r"|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto"
    r"|septiembre|octubre|noviembre|diciembre)"
)
_MONTHS = words(
    "jan january feb february mar march apr april may jun june jul july aug august sep sept sepember september oct "
    "october nov november dec december januar jänner februar märz mai juni juli oktober dezember janvier février mars "
    "avril juin juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto "
    "septiembre octubre noviembre diciembre"
)
_FIGURES = lazy(r"\d\d")
_BEFORE_DASH = lazy(r"\d.{0,28}[—–-]")
_LONGEST_DATELINE = 120  # characters, at most
_DAY_OF_YEAR = (
    rf"{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)? (?:de )?{MONTH}\.?,? (?:de )?(?:19|20)\d\d"
)
_FULL_DATE = lazy(
    rf"\b(?:{_DAY_OF_YEAR}"
    r"|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d年\d{1,2}月\d{1,2}日)\b",
    re.IGNORECASE,
)
# "Posted: Friday, May 31, 2019 8:49 pm", which a lost line end may have joined to the lead.
_STAMP = lazy(
    r"(?:(?:posted|published|updated)\W{1,3})?(?:[a-z]{3,6}day,? )?"
    rf"(?:{_DAY_OF_YEAR})\W{{1,4}}(?:at )?\d{{1,2}}:\d\d",
    re.IGNORECASE,
)
_DATELINE = lazy(
    rf"^[A-ZÀ-Þ][^.!?]{{2,60}}?,? {MONTH}\.? \d{{1,2}}(?:, (?:19|20)\d\d)?\b.{{0,20}}?[—–-]", re.IGNORECASE
)


def moment(written: str | None) -> "datetime | None":
    """The date that a field holds, or None where there is none or it cannot be read.

    Understands ISO 8601, RFC 2822, seconds since 1970 and the common ways to write a day. One without a zone is naive.
    """
    text = " ".join(written.split()) if written else ""
    if not text:
        return None
    from datetime import UTC, datetime

    if text.isdigit() and len(text) in (10, 13):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return _written(text)


def is_iso(written: str) -> bool:
    """Whether a date is in the form of ISO 8601."""
    from datetime import datetime

    try:
        datetime.fromisoformat(written.strip())
    except ValueError:
        return False
    return True


def has_time(written: str) -> bool:
    """Whether a date has a time of day."""
    return ":" in written or "T" in written.strip()[8:]


def aware(found: "datetime") -> "datetime":
    """The moment with a zone; one without is taken as UTC."""
    from datetime import UTC

    return found if found.tzinfo else found.replace(tzinfo=UTC)


def is_future(found: "datetime") -> bool:
    """Whether a moment is more than a day from now, as no zone could explain."""
    from datetime import UTC, datetime, timedelta

    return aware(found) > datetime.now(UTC) + timedelta(days=1)


def is_dated(article: Article) -> bool:
    """Whether the file says when it was written: in a field, in a line of its own, in a dateline or with the hour."""
    if moment(article.metadata.date) or moment(article.metadata.modified):
        return True
    lines = [plain_blanks(line.text) for line in article.derived(short_lines) if _FIGURES.search(line.text)]
    if any(_FULL_DATE.search(line) for line in lines):
        return True
    openings = [plain_blanks(p.text) for p in having(article, _MONTHS, article.paragraphs[:8])]
    if any(map(_STAMP.match, openings)):
        return True
    return any(_BEFORE_DASH.search(text, 0, _LONGEST_DATELINE) and _DATELINE.match(text) for text in openings)


def _written(text: str) -> "datetime | None":
    from datetime import datetime
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    bare = _WEEKDAY.sub("", text)
    for form in _FORMS:
        try:
            return datetime.strptime(bare, form)  # noqa: DTZ007 - a day alone has no zone
        except ValueError:
            continue
    return None
