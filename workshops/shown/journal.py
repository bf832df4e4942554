"""Who did what at a desk."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Deed:
    """One thing that was done: by whom, in words that are told, and when."""

    by: str
    words: str
    at: datetime
