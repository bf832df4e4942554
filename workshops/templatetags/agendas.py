"""What a desk needs to change its agenda."""

from django import template
from django.utils.translation import gettext

from workshops.domain.activities import KINDS

register = template.Library()
# Each has a form that says which agenda the desk saw; its buttons stand wherever the steps do.
ON_THE_AGENDA = ("skip", "restore", "take_off", "sooner", "later", "reshape")


@register.simple_tag
def acts_on_the_agenda() -> tuple[str, ...]:
    return ON_THE_AGENDA


@register.simple_tag
def kinds_to_put_in() -> list[tuple[str, str]]:
    """Every kind of step with its name in words, by those words."""
    return sorted(((kind.name, gettext(kind.label)) for kind in KINDS.values()), key=lambda kind: kind[1])
