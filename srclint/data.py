"""Where the data files of rules/ are: in the wheel beside the code, in a checkout beside the package."""

from functools import cache
from pathlib import Path


@cache
def rules_dir() -> Path:
    """The folder of the shipped rule packs, lexicons and score profiles.

    A wheel carries it as srclint/rules; an editable install reads the checkout's rules/.
    """
    package = Path(__file__).resolve().parent
    shipped = package / "rules"
    return shipped if shipped.is_dir() else package.parent / "rules"
