"""A story print as bytes, to be kept in an index: compressed JSON, which no reader has to trust."""

import zlib
from itertools import accumulate, pairwise

from srclint.article import Lines
from srclint.neardup.prints import StoryPrint


def pack(story: StoryPrint) -> bytes:
    """The print without its path; offsets as differences, which compress well."""
    import json

    fields = {
        "text": story.text,
        "segments": [_differences([segment[part] for segment in story.segments]) for part in range(3)],
        "lines": [_differences(story.lines.starts), story.lines.base, story.lines.first],
        "title": story.title,
        "when": story.when,
        "outlet": story.outlet,
        "credit": story.credit,
        "keys": sorted(story.keys),
    }
    return zlib.compress(json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def unpack(path: str, data: bytes) -> StoryPrint:
    """The print again.

    Raises:
        ValueError, KeyError, TypeError, zlib.error: for bytes that `pack` did not make.
    """
    import json

    fields = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    columns = [accumulate(part) for part in fields["segments"]]
    starts, base, first = fields["lines"]
    return StoryPrint(
        path=path,
        text=fields["text"],
        segments=tuple(zip(*columns, strict=True)),
        lines=Lines.of(list(accumulate(starts)), base, first),
        title=fields["title"],
        when=fields["when"],
        outlet=fields["outlet"],
        credit=fields["credit"],
        keys=frozenset(fields["keys"]),
    )


def _differences(values: list[int] | tuple[int, ...]) -> list[int]:
    return [*values[:1], *(later - earlier for earlier, later in pairwise(values))]
