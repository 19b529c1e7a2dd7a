"""The posts of people as the tally lets them through."""

import pytest

from srclint.sourcing.tally import post


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        (("spokeswoman", "Harbour Board"), ("spokeswoman", "Harbour Board")),
        (("acting head of the office", None), ("acting head of the office", None)),
        (("executive producer of", None), ("executive producer", None)),
        (("president of the", "Skell Union"), ("president", "Skell Union")),
        (("Rev.", None), ("Rev.", None)),
        (("Mr", "Leeds"), (None, None)),
        (("worked with Mr.", None), (None, None)),
        (("who claimed at one point", None), (None, None)),
        (("worm that intrigues biologist", "Leeds University"), (None, None)),
        (("role on that front. But Sen.", None), (None, None)),
        (("of the", None), (None, None)),
        (("adviser", "Mr"), ("adviser", None)),
        ((None, "Leeds University"), (None, "Leeds University")),
        ((None, None), (None, None)),
    ],
)
def test_only_what_reads_like_a_post_is_one(found, kept):
    assert post(*found) == kept
