import pytest

from srclint.checks.hygiene_names import AcronymMismatch, NameVariants

from .texts import findings, found


def test_an_acronym_that_does_not_fit_is_found_once():
    text = "They have multiple launch rocket systems (MRLS).\n\nMore MLRS rockets follow."
    (finding,) = findings(AcronymMismatch(), text)
    assert "'multiple launch rocket systems'" in finding.message
    assert finding.related[0].start.line == 3


def test_two_forms_of_an_acronym_are_reported_at_the_rarer():
    assert found(AcronymMismatch(), "NHBC spoke. The NBHC met. NHBC closed.") == ["NBHC"]


@pytest.mark.parametrize(
    "text",
    [
        "The Agricultural Stabilization and Conservation Service (ASCS) met.",
        "The International Organization for Standardization (ISO) met.",
        "Das Komitee, das Internationale Rote Kreuz Komitee (IKRK), hat nicht mit der Stadt gesprochen, und es ist so.",
        "The teams of ABCD and ABDE met.",
    ],
)
def test_acronyms_that_fit_in_their_way(text):
    assert found(AcronymMismatch(), text) == []


@pytest.mark.parametrize(
    ("text", "rarer"),
    [
        ("Kim Min Jun sang. Kim Min-jun left. Kim Min-jun slept.", "Kim Min Jun"),
        ("Renato Núñez ran. Renato Nunez hit. Then Renato Nunez left.", "Renato Núñez"),
        ("Brian Kohlberg spoke. Bryan Kohlberg was there. Bryan Kohlberg left.", "Brian Kohlberg"),
        ("President Kim Min Jun met him. Kim Min-jun left; Kim Min-jun’s car stayed.", "Kim Min Jun"),
    ],
)
def test_two_spellings_are_reported_at_the_rarer(text, rarer):
    assert found(NameVariants(), text) == [rarer]


@pytest.mark.parametrize(
    "text",
    [
        "Bishop O'Connell High met Bishop O’Connell High.",
        "Cuban-Americans vote. Cuban Americans vote.",
        "REBECCA Cooke sang. Rebecca Cooke left.",
        "Anna Berg met Hanna Berg; Mia Lund and Pia Lund came.",
        "Der Hamburg Marathon war gut. Beim Hamburg-Marathon ist der Sieger nicht aus der Stadt und nicht von hier.",
        "Es ist am Nationalen Heldentag viel los. Er ist als Nationaler Heldentag nicht neu, und das ist gut.",
    ],
)
def test_spellings_that_may_differ(text):
    assert found(NameVariants(), text) == []
