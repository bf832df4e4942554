"""The shipped words: results all over the place point at them, so a change must be meant."""

from principles.document import digest_of
from principles.publishing import FIVE_PRINCIPLES, shipped_wordings

DIGESTS = {(FIVE_PRINCIPLES, "en-GB"): "9f51c815344ae374fcb302d4831da19dd275e1d8fe8ca2d0054c9e04eee7f716"}


def test_the_shipped_words_are_these() -> None:
    shipped = {(key, wording.language): digest_of(wording) for key, wording in shipped_wordings()}

    assert shipped == DIGESTS


def test_the_five_principles_are_these() -> None:
    wording = dict(shipped_wordings())[FIVE_PRINCIPLES]

    assert [(one.key, one.title) for one in wording.principles] == [
        ("scope-goals", "Define scope and goals together"),
        ("relationships-trust", "Build relationships and trust"),
        ("diverse-expertise", "See diverse expertise as an asset"),
        ("shared-leadership", "Develop shared system leadership"),
        ("improvement-mindset", "Use an improvement mindset"),
    ]
