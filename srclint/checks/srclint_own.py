"""SL: srclint's own rules, about its directives and its baseline."""

from collections.abc import Iterator

from srclint.article import Article
from srclint.directives import directives
from srclint.rule import Finding, Rule, Severity

_MANUAL = "srclint: how findings are suppressed"


class MalformedSuppression(Rule):
    """A comment that means to silence a rule, but cannot be understood.

    It suppresses nothing: a slip in a comment must not hide findings that nobody decided to hide. The forms
    are `<!-- srclint: ignore[BP102] -- reason -->` for the next block, or at the end of a block for that
    block; `disable[…]` and `enable[…]` around a stretch; `file-ignore[…]` for the file; and a list
    `srclint-ignore` in Markdown front matter. Each names its rules, by code, name or prefix; there is no form
    that silences all.
    """

    code = "SL001"
    name = "malformed-suppression"
    severity = Severity.ERROR
    authority = _MANUAL
    bad = (
        {"filename": "a.md", "text": "<!-- srclint: ignore -->\n\nThe council met on Monday.\n"},
        {"filename": "b.md", "text": "<!-- srclint: ignore[] -->\n\nThe council met on Monday.\n"},
        {"filename": "c.html", "text": "<!-- srclint ignore[BP102] --><p>The council met on Monday.</p>\n"},
        {"filename": "d.md", "text": "---\nsrclint-ignore: true\n---\n\nThe council met on Monday.\n"},
    )
    good = (
        {
            "filename": "a.md",
            "text": "<!-- srclint: ignore[BP102] -- our series -->\n\nREAD MORE: The bridge that never was\n",
        },
        {
            "filename": "b.md",
            "text": "Write `<!-- srclint: ignore -->` and it will tell you what is missing.\n",
        },
        {"filename": "c.html", "text": "<!-- srclint keeps an eye on this page --><p>The council met.</p>\n"},
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield a finding for each directive that cannot be understood."""
        for item in article.derived(directives).malformed:
            yield self.finding(article, item.span, f"Malformed suppression: {item.message}")


class UnusedSuppression(Rule):
    """A comment that silences a rule where that rule has nothing to say.

    It is judged over the rules that ran: a directive for a rule that was not selected stays. The fix takes
    the comment out, or only the codes that are not needed.
    """

    code = "SL002"
    name = "unused-suppression"
    severity = Severity.WARNING
    authority = _MANUAL
    fixable = "safe"
    judged_by_engine = True
    bad = (
        {"filename": "a.md", "text": "<!-- srclint: ignore[BP102] -->\n\nThe council met on Monday.\n"},
        {
            "filename": "b.html",
            "text": "<!-- srclint: file-ignore[BP102] -->\n<p>The council met on Monday.</p>\n",
        },
    )
    good = (
        {
            "filename": "a.md",
            "text": "The council met.\n\n<!-- srclint: ignore[BP102] -->\n\nREAD MORE: A bridge too few\n",
        },
        {"filename": "b.md", "text": "The council met on Monday.\n"},
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """Nothing: the engine tells, once all the other rules have spoken (`srclint.suppress`)."""
        del article
        return iter(())


class StaleBaseline(Rule):
    """The baseline knows a finding that is no longer there.

    Take it out with `--prune-baseline`; raise this rule's severity to make the baseline a ratchet that must
    be tightened with every defect mended.
    """

    code = "SL003"
    name = "stale-baseline"
    severity = Severity.INFO
    authority = "srclint: how a baseline is kept"
    judged_by_engine = True
    bad = (
        {
            "filename": "a.txt",
            "text": "The council met on Monday.\n",
            "baseline": {"a.txt": {"BP102": {"0123456789abcdef": 1}}},
        },
        {
            "filename": "b.txt",
            "text": "The council met on Tuesday.\n",
            "baseline": {"b.txt": {"HYG410": {"fedcba9876543210": 2}}},
        },
    )
    good = (
        {"filename": "a.txt", "text": "The council met on Monday.\n", "baseline": {}},
        {"filename": "b.txt", "text": "The council met on Tuesday.\n", "baseline": {"b.txt": {}}},
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """Nothing: the engine tells where the baseline is at hand (`srclint.baseline`)."""
        del article
        return iter(())
