"""Dates as files write them, brought to one scale."""

from datetime import UTC, datetime

from srclint.lazy import lazy

_COMPACT = lazy(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?\b")
_WRITTEN = ("%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d %b %Y", "%b %d, %Y", "%b %d %Y", "%Y/%m/%d", "%d.%m.%Y")


def timestamp(written: str | None) -> float | None:
    """The date in seconds since 1970, or None where it is missing or in no form known here.

    Understands ISO 8601, RFC 2822, 20260131T1200 and the common ways to write a day; a time without a zone is UTC.
    """
    text = written.strip() if written else ""
    if not text:
        return None
    for parse in (_iso, _mail, _compact, _day):
        try:
            found = parse(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    return None


def _iso(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _mail(text: str) -> datetime:
    from email.utils import parsedate_to_datetime

    return parsedate_to_datetime(text)


def _compact(text: str) -> datetime:
    match = _COMPACT.match(text)
    if match is None:
        raise ValueError(text)
    return datetime(*(int(part) for part in match.groups(default="0")), tzinfo=UTC)  # type: ignore[arg-type, misc]


def _day(text: str) -> datetime:
    for form in _WRITTEN:
        try:
            return datetime.strptime(" ".join(text.split()), form).replace(tzinfo=UTC)
        except ValueError:
            continue
    raise ValueError(text)
