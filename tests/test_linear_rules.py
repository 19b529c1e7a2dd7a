"""No text makes a rule or an analysis slower than in step with its length.

Nothing is timed. Every function of srclint counts the lines that it runs for a story and for one four times as long; in
no function may they grow much more than fourfold. What looks at all paragraphs, quotations or people for each of them
grows sixteenfold. As each function is held to its own count, a few steps too many do not hide behind the rest; loops
that run in C alone (`str.count`, a slice) are not seen.
"""

import functools
import gc
import re
import sys
from itertools import cycle, islice, product
from pathlib import Path

import pytest

import srclint
from srclint.config import load_settings
from srclint.examine import Contents, examine_all
from srclint.language import sentences
from srclint.plan import make_plan
from srclint.readers import ReadOptions
from srclint.record import replace
from srclint.registry import is_cross_file

HOME = str(Path(srclint.__file__).parent)
PLAN = make_plan(replace(load_settings(isolated=True), preview=True, compare="none"))
COPIES = 10
TIMES = 4
MARGIN = 1.3
SPARE = 2
"""Lines for each copy that a function may always run: what begins only in a longer story is not yet slow."""

TEXT_CACHES = []
SYLLABLES = "ba ke li mo nu ra se ti do fu".split()
NAMES = [f"{one}{two}{end}".capitalize() for end in ("nd", "sk") for one, two in product(SYLLABLES, repeat=2)]
PERSON = re.compile(r"\b(?:Roe|Ward|Bell|Holt|Berg|Marlow)\b")
BESIDE = (
    " “It will take {n} weeks,” said {given} {name}, an engineer. Officials said it may cost ${n} million. "
    "A new study found that it is reportedly late, according to the {name} Herald."
)
KINDS = {
    "namesakes.txt": "Anna {name} said that it would last. The engineer said so on Monday.",
    "family.txt": "{name} Berg said that it would last. “It holds,” he added.",
    "bodies.txt": "The {name} Council said that it would last. The council denied it. “It was late,” it added.",
    "experts.txt": "{given} {name}, an analyst, said it would last. {given} expert Ann {name} said it would not.",
    "reasons.txt": "An official said it would last. An aide to {name} asked not to be named as the talks go on.",
    "nested.txt": "“He told me, ‘It is {name},’ and left,” she said. He called it “a ‘mess’”.",
    "repeated.txt": "Read more: {name} wins\n\n{name} wins\n\nThe mayor of {name} won on Monday.\n\n{name} wins",
    "links.md": "The [{name} Herald](https://a.org/{n}) said an estimated {n},000 came to [{name}](https://b.org/{n}).",
    "ignored.md": "<!-- srclint: ignore[SRC302] -- {name} -->\n\nOfficials said that {name} is shut.",
    "page.html": "<h2>{name}</h2><p>Officials said <a href='/{n}'>{name}</a> is <b>shut</b>, it was revealed.</p>",
}


def together_and_apart(paragraphs):
    """Every other one in one long paragraph; of the rest, every sentence in a paragraph of its own."""
    one, rest = (" ".join(" ".join(half).split()) for half in (paragraphs[::2], paragraphs[1::2]))
    return "\n\n".join([one, *(rest[span.start : span.end] for span in sentences(rest))])


def people(count):
    """So many pairs of made-up names, each with its number."""
    return [{"n": n + 3, "name": NAMES[n % 200], "given": NAMES[(n // 200 + 7 * n + 1) % 200]} for n in range(count)]


def of_kind(name):
    """A story of so many sentences of a kind, each on another name."""
    return lambda count: "\n\n".join(KINDS[name].format(**person) for person in people(count))


def of_cases(cases):
    """A story of so many copies of a rule's bad cases, each on other people, with sources beside them."""

    def make(count):
        pairs = zip(islice(cycle(cases), count), people(count), strict=True)
        copies = [PERSON.sub(person["name"], case.strip()) + BESIDE.format(**person) for case, person in pairs]
        return together_and_apart(copies)

    return make


def cases_of(rule):
    """The bad cases of a rule that are plain text."""
    return [case for case in rule.bad if isinstance(case, str)]


def lines_of(text, name):
    """How many lines of each function of srclint run while a story is linted, by place and name."""
    counts = {}
    counters = {}

    def counter_of(code):
        # A function for each code object, as looking one up at each line would take several times as long.
        count = counts[f"{code.co_filename}:{code.co_firstlineno} {code.co_qualname}"] = [0]

        def counter(_frame, _event, _argument):
            count[0] += 1
            return counter

        return counter

    def trace(frame, _event, _argument):
        code = frame.f_code
        counter = counters.get(id(code))
        if counter is None and code.co_filename.startswith(HOME):
            counter = counters[id(code)] = counter_of(code)
        return counter

    for function in TEXT_CACHES:
        function.cache_clear()
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        found = list(examine_all(Contents(name, text.encode()), PLAN, ReadOptions(), compare=False))
    finally:
        sys.settrace(before)
    assert [item.error for item in found] == [None]
    return {place: count[0] for place, count in counts.items()}


def faster_than_text(make, name):
    """The functions whose lines grow faster than the story, and go on to do so where it is longer still."""
    count, suspects, few = COPIES, None, lines_of(make(COPIES), name)
    for _ in range(2):
        many = lines_of(make(TIMES * count), name)
        grown = {
            place: (few.get(place, 0), lines)
            for place, lines in many.items()
            if lines > MARGIN * TIMES * few.get(place, 0) + SPARE * TIMES * count
        }
        suspects = {place: lines for place, lines in grown.items() if suspects is None or place in suspects}
        if not suspects:
            break
        count, few = TIMES * count, many
    return suspects


@pytest.fixture(scope="module", autouse=True)
def text_caches():
    """What is read and compiled once is none of the first story's lines; what is kept of texts helps no later one."""
    for name in KINDS:
        list(examine_all(Contents(name, of_kind(name)(TIMES).encode()), PLAN, ReadOptions(), compare=False))
    cached = [found for found in gc.get_objects() if isinstance(found, functools._lru_cache_wrapper)]
    TEXT_CACHES[:] = [function for function in cached if function.cache_info().maxsize is not None]


RULES = [code for code, rule in sorted(PLAN.known.items()) if not is_cross_file(rule) and cases_of(rule)]


@pytest.mark.parametrize("code", RULES)
def test_the_cases_of_a_rule_take_no_more_lines_than_in_step_with_their_number(code):
    assert not faster_than_text(of_cases(cases_of(PLAN.known[code])), "a.txt")


@pytest.mark.parametrize("name", KINDS)
def test_a_story_of_one_kind_takes_no_more_lines_than_in_step_with_its_length(name):
    assert not faster_than_text(of_kind(name), name)


def test_what_looks_at_all_paragraphs_for_each_is_told(monkeypatch):
    rule = PLAN.known["HYG402"]

    def check(article):
        for paragraph in article.paragraphs:
            for other in article.paragraphs:
                if other.index > paragraph.index:
                    break
        return iter(())

    monkeypatch.setattr(rule, "check", check)
    monkeypatch.setattr(sys.modules[__name__], "HOME", "")
    assert any(" test_what_looks" in place for place in faster_than_text(of_kind("family.txt"), "family.txt"))
