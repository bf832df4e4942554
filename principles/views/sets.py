"""The sets that somebody may read; a new one, and one from a document."""

from typing import Any

from django.contrib import messages
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from principles import owning
from principles.access import of_set, signed_in, user_of
from principles.checking import Faulty
from principles.forms import COPY, ImportForm, NewSetForm, may_begin, quoted
from principles.models import Draft, Edition, PrincipleSet
from principles.tags import is_same, known_languages
from principles.views.refusing import refuse

BAD_FORM = 422


@signed_in
def sets(request: HttpRequest, user: User) -> HttpResponse:
    """One's teams' sets, those that other teams share, those for everybody, and what was put away."""
    found = list(owning.sets_for(user).annotate(newest=Max("editions__number")))
    teams = set(user.memberships.values_list("team", flat=True))
    organises = set(user.memberships.filter(role=owning.ORGANISER).values_list("team", flat=True))
    offered = [one for one in found if one.archived_at is None]
    groups = [
        ("mine", _("Your team's"), [one for one in offered if one.team_id in teams]),
        ("everybody", _("For everybody"), [one for one in offered if one.team_id is None]),
        (
            "shared",
            _("Shared by other teams"),
            [one for one in offered if one.team_id and one.team_id not in teams],
        ),
        ("archived", _("Archived"), [one for one in found if one.archived_at]),
    ]
    context = {
        "groups": [group for group in groups if group[2]],
        "teams": len(teams),
        "own": teams,
        "editable": {
            one.pk for one in found if one.team_id in organises or (user.is_staff and not one.team_id)
        },
        "may_begin": may_begin(user),
    }
    return render(request, "principles/sets/sets.html", context)


@signed_in
def new_set(request: HttpRequest, user: User) -> HttpResponse:
    """A set that begins as a copy of an edition, or empty."""
    if not may_begin(user):
        return _refuse_to_begin(request)
    data = request.POST if request.method == "POST" else None
    editions = _editions_for(user)
    form = NewSetForm(user, editions, data, chosen=_asked_for(request, editions))
    if request.method == "POST" and form.is_valid():
        made = _begun(form, user)
        messages.success(
            request, _("“%(title)s” is there. Nobody uses it before it is published.") % {"title": made.title}
        )
        return redirect("sets:set", pk=made.pk)
    context = {"form": form, "languages": known_languages()}
    return render(request, "principles/sets/new.html", context, status=BAD_FORM if form.is_bound else 200)


def _refuse_to_begin(request: HttpRequest) -> HttpResponse:
    words = _("Only organisers make sets of principles. Ask one of your team, or the owner of this site.")
    return refuse(request, 403, words, reverse("sets:sets"))


def _editions_for(user: User) -> QuerySet[Edition]:
    readable = owning.sets_for(user)
    editions = Edition.objects.filter(principle_set__in=readable.values("pk")).select_related("principle_set")
    return editions.defer("wording").order_by("principle_set__title", "principle_set", "-number")


def _asked_for(request: HttpRequest, editions: QuerySet[Edition]) -> Edition | None:
    """The edition that a link to this page wants copied, or the newest of the set that one does."""
    for name, field in (("edition", "pk"), ("copy", "principle_set")):
        wanted = request.GET.get(name, "")
        # No number of a set has so many digits, and int() refuses thousands of them.
        if wanted.isascii() and wanted.isdecimal() and len(wanted) < 19:
            return editions.filter(**{field: int(wanted)}).first()
    return None


def _begun(form: NewSetForm, user: User) -> PrincipleSet:
    given = form.cleaned_data
    if given["begin"] == COPY:
        return owning.copy_set(given["edition"], given["team"], given["title"], user)
    return owning.begin_set(given["team"], given["title"], given["language"], given["levels"], user)


@signed_in
def import_set(request: HttpRequest, user: User) -> HttpResponse:
    """A new set from a TOML document."""
    if not may_begin(user):
        return _refuse_to_begin(request)
    form = ImportForm(user, *_sent(request))
    return _imported(request, form, None)


@of_set(edit=True)
def import_draft(request: HttpRequest, principle_set: PrincipleSet) -> HttpResponse:
    """A TOML document in place of the draft of a set; in another language, of that translation's."""
    form = ImportForm(None, *_sent(request))
    return _imported(request, form, principle_set)


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    """A form may be sent with a file alone, or with nothing in it."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _imported(request: HttpRequest, form: ImportForm, principle_set: PrincipleSet | None) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "set": principle_set}
    if request.method == "POST" and form.is_valid():
        team = form.cleaned_data.get("team")
        try:
            draft = owning.import_document(form.document, principle_set, team, user_of(request))
        except Faulty as error:
            lines = quoted(form.document, [fault.line for fault in error.faults])
            context["faults"] = list(zip(error.faults, lines, strict=True))
            # What came as a file stays on the page as text: it can be put right here.
            form.keep()
        else:
            return _on_to(request, draft)
    return render(request, "principles/sets/import.html", context, status=BAD_FORM if form.is_bound else 200)


def _on_to(request: HttpRequest, draft: Draft) -> HttpResponse:
    owner = draft.principle_set
    messages.success(request, _("The document is the draft now. Nothing is published yet."))
    if is_same(draft.language, owner.language):
        return redirect("sets:set", pk=owner.pk)
    return redirect("sets:translation", pk=owner.pk, language=draft.language)
