"""What to have done before the day. What the site can see it ticks by itself; the rest is for people to tick."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Membership
from workshops.domain.activities import kind_named
from workshops.domain.building import scores
from workshops.models import Activity, Preparation, Workshop

# What the site cannot see.
BY_HAND = ("network", "paper")


@dataclass(frozen=True)
class Item:
    """One line: `told` is what the site knows of it; `by_hand` says that people tick it."""

    key: str
    words: str
    done: bool
    told: str = ""
    address: str = ""
    link: str = ""

    @property
    def by_hand(self) -> bool:
        return self.key in BY_HAND


def checklist_of(workshop: Workshop, steps: list[Activity]) -> list[Item]:
    """In three queries."""
    kept = Preparation.objects.filter(workshop=workshop).first() or Preparation()
    return [
        _scoring(workshop, steps),
        _sectors(workshop),
        _someone_else(workshop),
        _rehearsed(kept),
        _screen(workshop, kept),
        Item(
            "network",
            _("The network of the place was tested with a device there"),
            "network" in kept.ticked,
            address=reverse("workshops:check"),
            link=_("Test page to send"),
        ),
        Item(
            "paper",
            _("Score sheets are printed, for whoever has no phone"),
            "paper" in kept.ticked,
            address=reverse("workshops:sheets", args=[workshop.code]),
            link=_("Score sheets"),
        ),
    ]


def _scoring(workshop: Workshop, steps: list[Activity]) -> Item:
    has = any(scores(kind_named(step.kind)) for step in steps)
    told = "" if has else _("Nobody scores on this agenda: there will be no picture and no result.")
    page = reverse("workshops:agenda", args=[workshop.code])
    return Item("score", _("The agenda has a step in which people score"), has, told, page, _("Agenda"))


def _sectors(workshop: Workshop) -> Item:
    told = "" if workshop.families else _("Only those that are always offered can be chosen when joining.")
    page = reverse("workshops:settings", args=[workshop.code])
    words = _("The sectors that people may speak from are chosen")
    return Item("sectors", words, bool(workshop.families), told, page, _("Settings"))


def _someone_else(workshop: Workshop) -> Item:
    members = Membership.objects.filter(team=workshop.team_id).count()
    invited = [one.user_id for one in workshop.co_facilitators.all()]
    accepted = sum(user is not None for user in invited)
    told = ngettext("The team has %(n)s person.", "The team has %(n)s people.", members) % {"n": members}
    if invited:
        told += " " + _("Invited from outside: %(invited)s; accepted: %(accepted)s.") % {
            "invited": len(invited),
            "accepted": accepted,
        }
    return Item(
        "second",
        _("Somebody else can run the desk too"),
        members + accepted > 1,
        told,
        "#people",
        _("Invite"),
    )


def _rehearsed(kept: Preparation) -> Item:
    at = kept.rehearsed_at
    told = _("On %(day)s") % {"day": date_format(timezone.localtime(at), "j F Y, H:i")} if at else ""
    return Item(
        "rehearsed",
        _("It was rehearsed with pretend people"),
        at is not None,
        told,
        "#rehearsal-title",
        _("Rehearse"),
    )


def _screen(workshop: Workshop, kept: Preparation) -> Item:
    at = kept.screen_seen_at
    told = (
        _("First seen on %(day)s") % {"day": date_format(timezone.localtime(at), "j F Y, H:i")}
        if at
        else _("It counts where nobody is signed in, as on a projector's computer.")
    )
    page = reverse("workshops:screen", args=[workshop.screen_key])
    return Item(
        "screen", _("The big screen was opened on another device"), at is not None, told, page, _("Screen")
    )
