"""Sourcing in German, French and Spanish: quotations and reported speech where the construction is plain.

There is no model for these languages: a source is believed where the words beside a cue can be read as a person, a
body, a document or people without names, and nothing is found where they cannot.
"""

LANGUAGES = frozenset(("de", "fr", "es"))
