"""The script of a text, and the languages that have one to themselves."""

from collections import Counter
from unicodedata import name, normalize

LATIN = "LATIN"
# By the name that Unicode gives it: the language that a script is read as where the words tell no other.
LANGUAGES = {
    "ARMENIAN": "hy", "BENGALI": "bn", "CJK": "zh", "ETHIOPIC": "am", "GEORGIAN": "ka", "GREEK": "el",
    "GUJARATI": "gu", "GURMUKHI": "pa", "HANGUL": "ko", "HEBREW": "he", "HIRAGANA": "ja", "KANNADA": "kn",
    "KHMER": "km", "LAO": "lo", "MALAYALAM": "ml", "MYANMAR": "my", "ORIYA": "or", "SINHALA": "si", "TAMIL": "ta",
    "TELUGU": "te", "THAANA": "dv", "THAI": "th", "TIBETAN": "bo",
}  # fmt: skip
_SYLLABLES = ("HIRAGANA", "KATAKANA")
_JAPANESE = 0.1


def script(text: str) -> str:
    """The script that most letters of a text are of, as Unicode names it; "LATIN" where there is no letter.

    A letter weighs as much as it has bytes in UTF-8: a Chinese one says what three Latin ones do. Kanji with kana
    among them are "HIRAGANA".
    """
    weights: dict[str, int] = {LATIN: 0}
    for character, times in Counter(normalize("NFKC", text)).items():
        if character.isalpha():
            of = name(character, "").partition(" ")[0]
            weights[of] = weights.get(of, 0) + times * len(character.encode())
    kana = sum(weights.pop(of, 0) for of in _SYLLABLES)
    signs = weights.pop("CJK", 0)
    weights["HIRAGANA" if kana > _JAPANESE * signs else "CJK"] = kana + signs
    return max(weights, key=weights.__getitem__)
