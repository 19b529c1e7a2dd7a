"""Comparing the stories of a run: which pairs, of what kind, in what groups, with which passages."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srclint.article import Corpus, Lines
from srclint.neardup import Relation, StoryPrint, compare, greatest_earlier_containment, matching
from srclint.neardup.comparison import Cluster
from srclint.neardup.verify import share
from srclint.record import replace

from .stories import CHROME, FERRY, MARKET, OTHER_CHROME, compared, printed, reworded

DIGEST = (
    f"{MARKET}\n{FERRY}\nThe swimming bath in Vessel opens an hour later from Monday since the boiler needs a rest.\n"
)


def kinds(comparison):
    return [(pair.a, pair.b, pair.relation.value) for pair in comparison.pairs]


def test_the_same_words_are_exact_whatever_the_setting():
    assert kinds(compared(FERRY, FERRY.upper().replace("\n\n", "\n"), MARKET)) == [(0, 1, "exact")]


def test_a_reworded_story_is_near():
    (pair,) = compared(FERRY, MARKET, reworded(FERRY)).pairs
    assert (pair.a, pair.b, pair.relation) == (0, 2, Relation.NEAR)
    assert 0.5 < pair.jaccard < 1
    assert min(pair.containment) > 0.85
    assert pair.original is None


def test_a_story_inside_a_digest_is_contained():
    comparison = compared(FERRY, DIGEST, MARKET)
    assert kinds(comparison) == [(0, 1, "contained"), (1, 2, "contained")]
    assert comparison.pairs[0].containment[0] == 1.0
    assert comparison.pairs[0].containment[1] < 0.6


def test_a_digest_of_two_stories_makes_no_cluster_of_them():
    assert compared(FERRY, DIGEST, MARKET).clusters == ()


def test_a_brief_goes_with_the_report_it_was_cut_from():
    report = (
        FERRY
        + "\n"
        + "\n".join(
            f"Resident {n} of Sula recalled crossing number {n * 37} in {n} feet of swell." for n in range(9, 24)
        )
    )
    brief = "\n\n".join(FERRY.split("\n\n")[:3])
    comparison = compared(report, brief)
    assert kinds(comparison) == [(0, 1, "contained")]
    assert comparison.clusters == (Cluster(0, (0, 1)),)


def test_passages_are_spans_of_both_sources():
    other = (
        f"{CHROME}\nA line of its own that opens the other paper's story with news of the tide.\n\n{reworded(FERRY)}"
    )
    comparison = compared(FERRY, other)
    (pair,) = comparison.pairs
    first = pair.passages[0]
    assert FERRY[first.a.start : first.a.end].startswith("The last car ferry")
    assert other[first.b.start : first.b.end].startswith("The last car ferry")
    assert FERRY[pair.passages[-1].a.start : pair.passages[-1].a.end].endswith("road depot")


def test_passages_are_right_for_every_setting_of_the_same_words():
    loud = "***\n\n" + FERRY.upper().replace(" ", "  ")
    for pair in compared(FERRY, loud, reworded(FERRY)).pairs:
        text = {0: FERRY, 1: loud, 2: reworded(FERRY)}
        passage = pair.passages[0]
        assert text[pair.a][passage.a.start : passage.a.end].lower().split()[:3] == ["the", "last", "car"]
        assert text[pair.b][passage.b.start : passage.b.end].lower().split()[:3] == ["the", "last", "car"]


def test_one_story_under_the_chrome_of_two_outlets_is_a_pair():
    one, other = f"{CHROME}\n{FERRY}\n{CHROME}", f"{OTHER_CHROME}\n{FERRY}\n{OTHER_CHROME}"
    (pair,) = compared(one, other).pairs
    (passage,) = pair.passages
    assert one[passage.a.start : passage.a.end] == other[passage.b.start : passage.b.end] == FERRY.strip().rstrip(".")


def test_the_chrome_that_many_stories_share_makes_no_pair():
    stories = [" ".join(f"{n}w{k}x{n * k}" for k in range(60)) + f".\n\n{CHROME}" for n in range(80)]
    assert compared(*stories).pairs == ()


def test_a_shared_quote_makes_no_pair():
    quote = (
        '\n\n"Every winter we said that the pipes would hold one more year, and every spring we were a little more '
        'surprised than the year before that they had," she told reporters.\n\n'
    )
    assert compared(FERRY + quote, MARKET + quote).pairs == ()


def test_two_reports_of_one_speech_are_no_pair_though_it_is_most_of_them():
    speech = (
        '"Every winter we said that the pipes would hold one more year, and every spring we were a little more '
        "surprised than the year before that they had. I have signed for pipes of clay, of lead and of plastic, and I "
        'will not sign for hope again, whatever the committee may think that hope is worth by the metre," she {}.\n'
    )
    one = f"The engineer of Old Dray spoke before the water board on Tuesday night.\n\n{speech.format('said')}"
    other = f"{speech.format('told the board')}\nNobody who sat at the long table of the town hall answered her.\n"
    assert compared(one, other).pairs == ()
    assert len(compared(one, one.replace("Tuesday night", "Tuesday")).pairs) == 1


def test_stories_that_close_with_the_same_words_are_no_pair():
    about = (
        "The Brennick Bugle belongs to those who read it, nine hundred households between the two rivers, and has been "
        "set, printed and folded in the old malt house behind the church since the year of the great flood.\n\n"
        "Each story is read by two of us before it is printed, and where we were wrong we say so on the first page.\n"
    )
    one, other = f"{FERRY}\n{about}", f"{MARKET}\n{about}"
    assert compared(one, other).pairs == ()
    assert len(compared(one, f"{about}\n{MARKET}").pairs) == 1
    assert len(compared(one, FERRY).pairs) == 1


def test_results_from_one_template_are_no_copies():
    form = (
        "{0} on Tuesday reported a profit of {1} million for the quarter, up from {2} million a year earlier.\n\n"
        "Revenue at {0} rose {3} percent to {4} million. Analysts had expected {5} million on average.\n\n"
        "Chief executive {6} said that the company was pleased with the demand from its customers in {7}.\n"
    )
    names = ["Aldwin Paper", "Tarrant Glass", "Corvin Rail", "Ostend Yarns", "Pell Dairies", "Quarry Bank"]
    bosses = ["Ruth Sayer", "Omar Lind", "Ida Bohr", "Sven Tarn", "Kit Moran", "Lea Duval"]
    places = ["Norway", "Chile", "Kenya", "Japan", "Poland", "Canada"]
    filled = [
        form.format(name, *(f"{(n * 37 + k * 11) % 97 + k}.{n}" for k in range(1, 6)), boss, place)
        for n, (name, boss, place) in enumerate(zip(names, bosses, places, strict=True))
    ]
    assert compared(*filled).pairs == ()


def test_a_story_printed_by_many_is_still_found_in_a_digest():
    prints = [f"{FERRY}\nPrint run {n} was set by hand in the cellar of number {n * 7}." for n in range(70)]
    other = "\n".join(
        f"In ward {n} of Vessel {n * 41} people voted, and the mayor thanked them all {n} times." for n in range(9)
    )
    comparison = compared(*prints, f"{MARKET}\n{other}\n{FERRY}")
    with_digest = [pair for pair in comparison.pairs if pair.b == 70]
    assert len(with_digest) >= 64
    assert all(pair.relation is Relation.CONTAINED for pair in with_digest)
    assert len(comparison.pairs) - len(with_digest) == 64 * 63 // 2 + 6 * 8


def test_of_a_text_in_many_files_each_is_paired_with_the_earliest():
    files = [printed(f"{n:03}.txt", FERRY, date=f"20{99 - n:02}-01-02") for n in range(64)]
    assert len(compare(Corpus(tuple(files))).pairs) == 64 * 63 // 2
    more = compare(Corpus((*files, printed("100.txt", FERRY))))
    assert more.clusters == (Cluster(63, tuple(range(65))),)
    assert len(more.pairs) == 57 * 8 + 8 * 7 // 2
    assert {pair.a for pair in more.pairs if pair.b == 64} == set(range(56, 64))
    assert greatest_earlier_containment(more, "000.txt") == (1.0, "056.txt")


def form_letters(count, shared, own):
    """Stories of so many sentences that all share, and so many of their own."""
    words = (
        "ash birch cedar dune elm fen glade heath isle knoll lake marsh north oak pine quarry ridge slope tarn".split()
    )
    rng = Random(3)  # noqa: S311 - no secret

    def sentence():
        return " ".join(rng.choices(words, k=14)).capitalize() + "."

    form = [sentence() for _ in range(shared)]
    return [" ".join([*form, *(sentence() for _ in range(own))]) for _ in range(count)]


def aligned(monkeypatch, texts):
    """The comparison of texts, and how many alignments it took."""
    done = []
    monkeypatch.setattr(matching, "share", lambda a, b, where: done.append(1) or share(a, b, where))
    stories = tuple(StoryPrint(f"{n:04}", t, ((0, 0, len(t)),), Lines(t)) for n, t in enumerate(texts))
    return compare(Corpus(stories)), len(done)


@pytest.mark.parametrize(("count", "shared", "own"), [(3000, 5, 5), (500, 6, 4)])
def test_stories_that_share_half_of_their_text_are_aligned_with_few(monkeypatch, count, shared, own):
    texts = form_letters(count, shared, own)
    texts[-1] = texts[7].replace("birch", "beech")
    comparison, alignments = aligned(monkeypatch, texts)
    assert kinds(comparison) == [(7, count - 1, "near")]
    assert alignments < 2 * matching.IN_VAIN * count


def test_a_crowd_of_copies_is_not_aligned_each_with_each(monkeypatch):
    monkeypatch.setattr(matching, "CROWD", 16)
    texts = form_letters(300, 9, 1)
    comparison, alignments = aligned(monkeypatch, texts)
    assert comparison.clusters == (Cluster(0, tuple(range(300))),)
    assert 16 * 15 // 2 + 200 * 8 < len(comparison.pairs) <= alignments < 16 * 17 // 2 + 300 * 8


def test_a_text_of_a_few_words_is_not_compared():
    assert compared("Page not found.", "Page not found.").pairs == ()


PARTS = [*FERRY.split("\n\n"), *MARKET.split("\n\n"), *CHROME.split("\n\n"), reworded(FERRY)]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PARTS), max_size=7), max_size=9), st.randoms(use_true_random=False))
def test_pairs_do_not_depend_on_the_order_of_stories(stories, random):
    prints = [printed(f"{number}.txt", "\n\n".join(parts)) for number, parts in enumerate(stories)]
    mixed = random.sample(prints, len(prints))

    def told(comparison):
        for pair in comparison.pairs:
            paths = [comparison.prints[number].path for number in (pair.a, pair.b)]
            yield tuple(sorted(paths)), pair.relation, round(pair.jaccard, 9), round(pair.score, 9)

    assert sorted(told(compare(Corpus(tuple(prints))))) == sorted(told(compare(Corpus(tuple(mixed)))))


def test_the_order_of_files_makes_no_difference():
    texts = [FERRY, reworded(FERRY), DIGEST, MARKET, MARKET.upper(), FERRY.replace("Sula", "Sula Isle")]
    prints = [printed(f"{n}.txt", text) for n, text in enumerate(texts)]

    def outcome(stories):
        comparison = compare(Corpus(tuple(stories)))
        name = [story.path for story in comparison.prints]
        return {
            tuple(sorted((name[p.a], name[p.b]))): (p.relation, p.jaccard, round(p.score, 9)) for p in comparison.pairs
        }

    for turned in (prints[::-1], prints[3:] + prints[:3], prints[::2] + prints[1::2]):
        assert outcome(turned) == outcome(prints)
    assert len(outcome(prints)) >= 8


def test_greatest_earlier_containment_looks_at_earlier_stories_only():
    comparison = compared(FERRY, DIGEST, MARKET)
    assert greatest_earlier_containment(comparison, "00.txt") == (0.0, None)
    assert greatest_earlier_containment(comparison, "02.txt") == (1.0, "01.txt")
    share, where = greatest_earlier_containment(comparison, "01.txt")
    assert 0.3 < share < 0.6
    assert where == "00.txt"


def test_dates_go_before_paths_in_what_is_earlier():
    older, newer = printed("z.txt", FERRY, date="2026-01-02"), printed("a.txt", FERRY, date="2026-01-09")
    comparison = compare(Corpus((newer, older)))
    assert greatest_earlier_containment(comparison, "a.txt") == (1.0, "z.txt")
    assert greatest_earlier_containment(comparison, "z.txt") == (0.0, None)
    assert comparison.clusters == (Cluster(1, (0, 1)),)


def test_versions_of_one_outlet_are_superseded():
    morning = printed("a.txt", FERRY, date="2026-01-02", url="https://www.bugle.example/ferry?utm=1")
    evening = printed("b.txt", reworded(FERRY), date="2026-01-02T19:00:00Z", url="https://bugle.example/ferry")
    evening = replace(evening, keys=morning.keys)
    elsewhere = replace(evening, path="c.txt", outlet="observer.example")
    found = compare(Corpus((morning, evening, elsewhere)))
    assert kinds(found)[:2] == [(0, 1, "superseded"), (0, 2, "near")]
    assert found.pairs[0].original == "a"


def test_the_seeds_share_no_text():
    folder = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("no shared seeds beside the checkout")
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    assert compared(*texts).pairs == ()
