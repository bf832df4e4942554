"""Workshops whose principles are in other languages than the site, or in several."""

from principles.document import Wording, digest_of, values_of, wording_of
from principles.models import Edition, PrincipleSet, Translation
from tests.principles.from_the_right import put
from workshops.models import Workshop


def pinned(workshop: Workshop, wording: Wording, key: str = "far") -> None:
    """The workshop is on an edition with these words."""
    made = PrincipleSet.objects.create(key=key, title=wording.title, language=wording.language)
    edition = Edition.objects.create(
        principle_set=made,
        number=1,
        language=wording.language,
        wording=values_of(wording),
        digest=digest_of(wording),
    )
    Workshop.objects.filter(pk=workshop.pk).update(edition=edition)


def in_two(workshop: Workshop, second: str = "cy", screen: str = "") -> Workshop:
    """The workshop offers its own language and a second one, in which every text begins with its code."""
    edition = workshop.edition
    words = put(wording_of(edition.wording), second, second)
    Translation.objects.create(
        edition=edition, language=second, wording=values_of(words), digest=digest_of(words)
    )
    Workshop.objects.filter(pk=workshop.pk).update(
        languages=[edition.language, second], screen_language=screen
    )
    return Workshop.objects.get(pk=workshop.pk)
