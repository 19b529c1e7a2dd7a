"""What srclint knows of language below any analysis: folding, sentences, quotation marks, words."""

from srclint.language.fold import fold
from srclint.language.sentences import sentences

__all__ = ["fold", "sentences"]
