"""Stories of our own that the tests of neardup compare."""

from srclint.article import Corpus, Metadata
from srclint.neardup import Comparison, StoryPrint, compare, story_print
from srclint.readers.text import read_text

FERRY = """The last car ferry between Brennick and the island of Sula will sail on 30 September, the county said.

A bridge of 1.4 kilometres, opened to traffic in June, has taken nine of ten passengers from the crossing.

"Nobody likes to see her go, but an empty boat carries only its own wages," said Tora Aune, who heads county transport.

The ferry, built in 1987 for thirty cars, has been offered to a museum in Vessel that collects working ships.

Forty-one people lose their posts; the county promises each of them an interview at the road depot.
"""
MARKET = """Stallholders at the covered market of Old Dray must leave by Christmas while its iron roof is mended.

Surveyors counted sixty-two cracked rivets in the northern bay alone, according to a report that the council published.

Trade will go on in the car park behind the bus station, where the council plans heated tents for eighty stalls.

"My grandmother sold eggs under that roof in the war," said Piet Lassen, whose family has held a stall since 1931.

The works cost 3.2 million and should end before the asparagus season opens in April.
"""
CHROME = """Sign up and have the five best reads of the Brennick Bugle brought to your letter box each evening.

The Brennick Bugle is part of the Northern Pages family, which has printed news in this valley since the great flood.
"""
OTHER_CHROME = """You are reading one of three free pieces this month in the Vessel Observer, which fears no tide.

Letters to the Vessel Observer must bear a name and a street, and may be cut where they run on for too long.
"""


def reworded(text: str) -> str:
    """The story with a few words changed, as a rewrite desk would."""
    for old, new in (
        ("will sail", "sails"),
        ("opened to traffic", "opened"),
        ("empty boat", "empty ship"),
        ("posts", "jobs"),
    ):
        text = text.replace(old, new)
    return text


def printed(path: str, text: str, **metadata: object) -> StoryPrint:
    """The print of a text file with metadata, as if its format had brought them."""
    from srclint.record import replace

    return story_print(replace(read_text(path, text), metadata=Metadata(**metadata)))  # type: ignore[arg-type]


def compared(*texts: str) -> Comparison:
    """The comparison of texts as files 00.txt, 01.txt …"""
    return compare(Corpus(tuple(printed(f"{n:02}.txt", text) for n, text in enumerate(texts))))
