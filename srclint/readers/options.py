"""What a caller may tell the readers."""

from collections.abc import Mapping

from srclint.article import Hints
from srclint.record import NamedTuple, field, record

MIB = 1024 * 1024


@record
class ReadOptions:
    """Options of reading.

    `fields` maps a field of a JSONL record ("text", "title", "date", "authors"…) to keys of the user's own, tried
    before the usual ones; a dotted key reaches into an object. `id_field` is the key whose value names a record
    (`FILE#ID`) in place of its line. `max_bytes` bounds a file, and a record of JSONL (such files are streamed
    and may have any size); `max_paragraph` bounds one paragraph, in code points: longer ones are data, not prose.
    """

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    id_field: str | None = None
    hints: Hints = Hints()
    max_bytes: int = 32 * MIB
    max_paragraph: int = 1_000_000


class Unreadable(NamedTuple):
    """A record that could not be read, beside others of its file that could; `path` is `FILE#N`."""

    path: str
    message: str
