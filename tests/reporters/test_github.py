"""Workflow commands, escaped so that no text can end or start one."""

import io

from srclint.reporters.github import report
from srclint.results import FileResult


def test_values_are_escaped(written):
    lines = written("github").splitlines()
    assert lines[0].startswith("::warning file=stories/harbour.txt,line=5,endLine=6,title=BP102 teaser-line::")
    assert lines[0].endswith("not this one, 100%25 sure")
    assert lines[1].startswith("::warning file=stories/harbour.txt,line=8,endLine=8,col=14,endColumn=21,title=")
    assert "::notice " in lines[2]
    assert "A zero-width%0Acharacter" in lines[2]


def test_a_path_cannot_break_out_of_its_property(info):
    out = io.StringIO()
    report([FileResult("a,line=1::x%.txt", error="no\n::error::really")], info, out)
    line = out.getvalue().splitlines()[0]
    assert line == "::error file=a%2Cline=1%3A%3Ax%25.txt,title=srclint::a,line=1::x%25.txt: no%0A::error::really"


def test_plain_lines_are_no_commands(info):
    from srclint.results import Score

    out = io.StringIO()
    report([FileResult("::error::x", score=Score(50, {}, (), "p"))], info, out)
    assert not [line for line in out.getvalue().splitlines() if line.startswith("::")]
