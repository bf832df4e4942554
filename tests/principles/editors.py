"""A team with a small set of its own, and who may do what with it."""

from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import Membership, Team, User
from principles.document import read
from principles.drafting import draft_of, save_section, section_of
from principles.models import Draft, PrincipleSet
from principles.publishing import publish
from tests.principles.small import DOCUMENT, SECOND


@dataclass
class Editors:
    """Olu organises in the team and Fay facilitates; Gus is in another team."""

    set: PrincipleSet
    olu: User
    fay: User
    gus: User

    def browser(self, who: str) -> Client:
        client = Client()
        client.force_login(getattr(self, who))
        return client

    def get(self, page: str, *args: Any, who: str = "olu", **query: str) -> Any:
        return self.browser(who).get(reverse(f"sets:{page}", args=[self.set.pk, *args]), query)

    def post(self, page: str, *args: Any, who: str = "olu", htmx: Any = False, **fields: str) -> Any:
        headers = {"HX-Request": "true"} if htmx else {}
        address = reverse(f"sets:{page}", args=[self.set.pk, *args])
        return self.browser(who).post(address, fields, headers=headers)

    @property
    def draft(self) -> Draft:
        return draft_of(self.set)

    def reword(self, section: str, **fields: Any) -> None:
        draft = self.draft
        before = section_of(draft, section)
        save_section(draft.pk, section, before, before | fields, self.olu)


def gathered_editors() -> Editors:
    """The set has one edition, with two principles."""
    team, other = Team.objects.create(name="Oak"), Team.objects.create(name="Elm")
    people = {
        name: User.objects.create(email=f"{name}@example.org", name=name.title())
        for name in ("olu", "fay", "gus")
    }
    Membership.objects.create(team=team, user=people["olu"], role="organiser")
    Membership.objects.create(team=team, user=people["fay"], role="facilitator")
    Membership.objects.create(team=other, user=people["gus"], role="organiser")
    own = PrincipleSet.objects.create(key="small", title="Small steps", team=team)
    publish(own, read(DOCUMENT + SECOND))
    return Editors(own, **people)
