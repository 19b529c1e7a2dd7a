import tomllib

import pytest

from srclint.article import Hints, Metadata
from srclint.boilerplate import marks
from srclint.boilerplate.learn import learn, write_pack
from srclint.boilerplate.learned import outlet_of
from srclint.boilerplate.templates import template
from srclint.errors import ConfigError
from srclint.readers.text import read_text
from srclint.record import replace

SLOGAN = "The Lantern has kept the valley informed since 1911 and lives by the gifts of those who read it."
TOPICS = ("ferry", "tram", "mine", "school", "bakery", "choir")


def told(topic):
    """Three paragraphs of a story of its own."""
    return [
        f"The {topic} of the town was the talk of the council on Monday night, and nobody went home before eleven.",
        f"What the {topic} costs was not said, but three members of the council named a figure of two million crowns.",
        f"The {topic} is to be put to the vote in spring, when the roads to the upper valley open again, they said.",
    ]


def stories(*tail, outlet="lantern", topics=TOPICS):
    for topic in topics:
        yield read_text(f"{outlet}/{topic}.txt", "\n\n".join([*told(topic), *tail]) + "\n")


def learnt(*tail, **options):
    return [entry.text for entry in learn(stories(*tail), **options)]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Updated on 3 January 2023 at 12:30", "updated on {number} {date} {number} at {number}"),
        ("The writer Anna Berg lives in the valley.", "the writer {name} lives in the valley."),
        ("More News From The Valley", "more news from the valley"),
        ("  Much\tblank  ", "much blank"),
    ],
)
def test_templates(text, form):
    assert template(text) == form


def test_what_recurs_is_learnt_with_where_it_was_seen():
    [entry] = learn(stories(SLOGAN))
    assert entry.text == template(SLOGAN)
    assert (entry.outlet, entry.files, entry.of) == ("lantern", 6, 6)
    assert entry.examples == ("lantern/ferry.txt", "lantern/tram.txt", "lantern/choir.txt")


def test_numbers_and_names_may_change():
    told_by = (
        f"The writer {name} lives in the valley and has two dogs." for name in ("Anna Berg", "Karl Holm", "Ole Lund")
    )
    read = [
        read_text(f"lantern/{t}.txt", "\n\n".join([*told(t), line])) for t, line in zip(TOPICS, told_by, strict=False)
    ]
    assert [entry.text for entry in learn(read)] == ["the writer {name} lives in the valley and has two dogs."]


@pytest.mark.parametrize("line", ["By Anna Berg", "Von Anna Berg", "{}", "12"])
def test_bylines_and_bare_numbers_are_not_learnt(line):
    assert learnt(line) == []


def test_section_headings_are_not_learnt():
    read = [read_text(f"lantern/{t}.txt", "\n\n".join([told(t)[0], "What happens next", *told(t)[1:]])) for t in TOPICS]
    assert list(learn(read)) == []


def test_copies_of_a_story_teach_nothing():
    [story] = stories(topics=("ferry",))
    assert list(learn(replace(story, path=f"lantern/{n}.txt") for n in range(6))) == []


def test_it_takes_three_files_of_one_outlet_and_a_share():
    two = TOPICS[:2]
    assert list(learn(stories(SLOGAN, topics=two))) == []
    assert len(list(learn(stories(SLOGAN, topics=two), least=2))) == 1
    apart = [*stories(SLOGAN, topics=two), *stories(SLOGAN, outlet="mirror", topics=two)]
    assert list(learn(apart)) == []
    assert (
        list(
            learn([*stories(SLOGAN), *stories(topics=[f"{a}{b} road" for a in "bcdfghkl" for b in "aeiou"])], share=0.5)
        )
        == []
    )


def test_a_sentence_that_two_stories_share_is_not_learnt():
    shared = "The council of the upper valley meets every second Monday of the month in the old school."
    assert learnt(shared, least=2) == [template(shared)]
    assert list(learn(stories(shared, topics=TOPICS[:2]), least=2)) == []


def test_the_form_of_a_daily_report_is_not_learnt():
    report = "The index closed at 4,012 points on Monday, 1.2 per cent up on the day before, in quiet trade."
    read = [
        read_text(f"lantern/{t}.txt", "\n\n".join([*told(t), report.replace("1.2", str(n))]))
        for n, t in enumerate(TOPICS)
    ]
    assert list(learn(read)) == []


def test_a_pack_is_toml_and_check_reads_it(tmp_path):
    pack = tmp_path / "learned.toml"
    pack.write_text("\n".join(write_pack(learn(stories(SLOGAN)), "folder")) + "\n", encoding="utf-8")
    assert tomllib.loads(pack.read_text(encoding="utf-8"))["learned"][0]["files"] == 6
    [story] = stories(SLOGAN.replace("1911", "1912"), topics=("vote",))
    [mark] = story.with_hints(Hints(packs=(str(pack),))).derived(marks).items
    assert (mark.code, mark.safe) == ("BP113", False)
    assert "6 of 6 files" in mark.reason
    elsewhere = replace(story, path="mirror/vote.txt").with_hints(Hints(packs=(str(pack),)))
    assert len(elsewhere.derived(marks)) == 0


@pytest.mark.parametrize("text", ["[[learned]]\nfiles = 3\n", "learned = 3\n", "learned = ["])
def test_a_broken_pack_is_named(tmp_path, text):
    pack = tmp_path / "learned.toml"
    pack.write_text(text, encoding="utf-8")
    [story] = stories(topics=("ferry",))
    with pytest.raises(ConfigError, match=r"learned\.toml"):
        story.with_hints(Hints(packs=(str(pack),))).derived(marks)


def test_outlets():
    [story] = stories(topics=("ferry",))
    seen = replace(
        story, metadata=Metadata(url="https://www.lantern.example/ferry", outlet="The Lantern", extra={"desk": "N"})
    )
    assert [outlet_of(seen, by) for by in ("folder", "domain", "outlet", "desk", "none")] == [
        "lantern",
        "lantern.example",
        "The Lantern",
        "N",
        "lantern",
    ]
    assert outlet_of(replace(story, path="lantern/all.jsonl#7"), "folder") == "lantern"


def test_a_slogan_with_two_figures_is_no_daily_report():
    slogan = "Edition 7 of the Lantern has kept the valley informed since 1911 and is read in every house of it."
    assert learnt(slogan) == [template(slogan)]
    reports = (
        read_text(
            f"lantern/{topic}.txt",
            "\n\n".join([*told(topic), f"The index fell {n} points to {n + 40} by noon in quiet trade, dealers said."]),
        )
        for n, topic in enumerate(TOPICS, 3)
    )
    assert [entry.text for entry in learn(reports)] == []
