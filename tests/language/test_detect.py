import pytest

from srclint.article import Hints, Metadata
from srclint.language.detect import SAMPLE, language, vote
from srclint.readers.text import read_text

TEXTS = {
    "en": "The dam above the town broke at noon and flooded two villages, officials said on Friday.",
    "de": "Der Damm über der Stadt ist am Mittag gebrochen und hat zwei Dörfer überflutet, sagt die Stadt.",
    "fr": "Le barrage au-dessus de la ville a cédé à midi et les eaux ont inondé deux villages, selon la préfecture.",
    "es": "La presa que está sobre la ciudad se rompió al mediodía y el agua inundó dos pueblos, según el alcalde.",
    "it": "La diga sopra la città ha ceduto a mezzogiorno e le acque hanno allagato due paesi, secondo la prefettura.",
    "pt": "A barragem acima da cidade rompeu ao meio-dia e as águas inundaram duas aldeias, segundo as autoridades.",
    "nl": "De dam boven de stad is om twaalf uur gebroken en het water heeft twee dorpen onder water gezet.",
    "sv": "Dammen ovanför staden brast vid middagstid och vattnet har dränkt två byar, säger polisen till tidningen.",
    "pl": "Tama nad miastem pękła w południe i woda zalała dwie wsie, a mieszkańcy nie mogli się z nich wydostać.",
    "tr": "Kentin üzerindeki baraj öğle saatlerinde yıkıldı ve sular iki köyü bastı, bu olay için soruşturma açıldı.",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items(), ids=TEXTS)
def test_the_vote(code, text):
    assert vote(text) == code
    assert read_text("story.txt", text).derived(language) == code


@pytest.mark.parametrize(
    "text", ["", "12 34 !", "Facebook Twitter Instagram", "xyzzy plugh frobnicate quux corge grault"]
)
def test_where_nothing_tells(text):
    assert vote(text) is None


def test_who_has_the_say():
    read = read_text("story.txt", TEXTS["de"])
    metadata = read.__class__(read.path, read.source, read.format, read.paragraphs, Metadata(language="fr-CA"))
    assert metadata.derived(language) == "fr"
    assert metadata.with_hints(Hints(language="nb")).derived(language) == "no"


def test_a_clear_lead_settles_it_early():
    assert read_text("story.txt", f"{TEXTS['de']} {TEXTS['de']} " * 3 + TEXTS["en"] * 40).derived(language) == "de"


def test_a_narrow_lead_is_voted_on_again_over_more_text():
    mixed = f"{TEXTS['en']} {TEXTS['de']} {TEXTS['en']} {TEXTS['de']} {TEXTS['de']} " + TEXTS["en"] * 9
    assert read_text("story.txt", mixed).derived(language) == vote(mixed[:SAMPLE]) == "en"


def test_the_longer_paragraphs_have_the_vote():
    menu = "\n\n".join(["Home", "The", "Read", "More of the", "About us"] * 9)
    assert read_text("story.txt", f"{menu}\n\n{TEXTS['de']}").derived(language) == "de"
