"""What is done before the day, and who says so."""

from django.db import transaction
from django.utils import timezone

from workshops.models import Preparation, Workshop


def note_screen(workshop: Workshop) -> None:
    """Its screen stands on a device where nobody is signed in. The first time is kept."""
    if not Preparation.objects.filter(workshop=workshop, screen_seen_at__isnull=False).exists():
        Preparation.objects.update_or_create(workshop=workshop, defaults={"screen_seen_at": timezone.now()})


def note_rehearsal(workshop: Workshop) -> None:
    Preparation.objects.update_or_create(workshop=workshop, defaults={"rehearsed_at": timezone.now()})


@transaction.atomic
def tick(workshop: Workshop, item: str, *, on: bool) -> None:
    """Somebody says that this is done, or is not; for what the site cannot see."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    kept, _made = Preparation.objects.get_or_create(workshop=workshop)
    kept.ticked = sorted({*kept.ticked, item} if on else {*kept.ticked} - {item})
    kept.save(update_fields=["ticked"])
