"""Where the pages of an edition are."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from principles.reading import Reading


@dataclass(frozen=True, slots=True)
class Place:
    """How somebody came to an edition: the five principles without a number, a set, or a certain edition of one; and
    the language that they chose, or ""."""

    pk: int | None = None
    number: int | None = None
    language: str = ""

    def to(self, page: str, key: str = "") -> str:
        """The address of a page of the same edition in the same language."""
        parts = {"pk": self.pk, "number": self.number, "key": key}
        given = {name: value for name, value in parts.items() if value not in {None, ""}}
        return reverse(f"principles:{page}", kwargs=given) + self.asked()

    def within(self, language: str) -> "Place":
        return replace(self, language=language)

    def newest(self) -> str:
        """The newest edition of the set."""
        return replace(self, number=None).to("principles")

    def download(self, reading: Reading, kind: str) -> str:
        """An edition to take away: always a certain one."""
        return (
            reverse("principles:download", args=[reading.set.pk, reading.edition.number, kind]) + self.asked()
        )

    def asked(self) -> str:
        return f"?{urlencode({'lang': self.language})}" if self.language else ""
