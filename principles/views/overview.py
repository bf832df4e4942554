"""The page of one set: its draft and what is missing in it, its editions, and who may use it."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from principles import drafting, owning
from principles.access import of_set, user_of
from principles.document import FEWEST_LEVELS, MOST_LEVELS, MOST_PRINCIPLES, Values
from principles.drafting import Refused
from principles.forms import AddForm, may_begin
from principles.models import Draft, PrincipleSet
from principles.sections import ROOM, SET, UnknownSection, section_at
from principles.tags import name_of
from principles.views.refusing import refuse, refuse_unsent

WRONG_MOMENT, BAD_FORM = 409, 422


@of_set(edit=False)
def one_set(request: HttpRequest, principle_set: PrincipleSet) -> HttpResponse:
    """One set, as far as whoever looks may see it."""
    return _drawn(request, principle_set, at=request.GET.get("at", ""))


def _drawn(
    request: HttpRequest, principle_set: PrincipleSet, *, status: int = 200, **more: Any
) -> HttpResponse:
    user = user_of(request)
    may_edit = owning.may_edit(user, principle_set)
    sees_draft = may_edit or user.memberships.filter(team=principle_set.team_id).exists()
    context = overview_of(principle_set, may_edit, sees_draft) | {"may_begin": may_begin(user)} | more
    # htmx puts the draft in place of the one that was there; the page around it stays.
    template = "draft" if request.htmx else "set"  # type: ignore[attr-defined]
    return render(request, f"principles/sets/{template}.html", context, status=status)


def overview_of(principle_set: PrincipleSet, may_edit: bool, sees_draft: bool) -> dict[str, Any]:
    """In a fixed number of queries. What is being written is for its team; others see the newest edition."""
    editions = list(principle_set.editions.select_related("published_by").prefetch_related("translations"))
    newest = editions[0] if editions else None
    drafts = principle_set.drafts.all() if sees_draft else Draft.objects.none()
    draft = drafts.select_related("changed_by").filter(language=principle_set.language).first()
    others = drafts.exclude(language=principle_set.language).values_list("language", flat=True)
    published = [one.language for one in newest.translations.all()] if newest else []
    wording = draft.wording if draft else newest.wording if newest else None
    return {
        "set": principle_set,
        "language_name": name_of(principle_set.language),
        "may_edit": may_edit,
        "editions": editions,
        "newest": newest,
        "number": newest.number + 1 if newest else 1,
        "draft": draft,
        "differs": draft is not None and (newest is None or draft.wording != newest.wording),
        "translations": [(tag, name_of(tag)) for tag in sorted({*others, *published})],
        **(_parts_of(draft, wording) if wording else {}),
    }


def _parts_of(draft: Draft | None, wording: Values) -> dict[str, Any]:
    faults = drafting.faults_of(draft) if draft else []
    missing = Counter(section_at(fault.path, wording) for fault in faults)
    return {
        "wording": wording,
        "principles": [
            {
                "key": one["key"],
                "title": one["title"],
                "summary": one["summary"],
                "missing": missing[one["key"]],
            }
            for one in wording["principles"]
        ],
        "around": [
            {"key": SET, "title": _("The set and its scale"), "missing": missing[SET]},
            {"key": ROOM, "title": _("How a room begins and ends"), "missing": missing[ROOM]},
        ],
        "faults": len(faults),
        "most": MOST_PRINCIPLES,
        "is_full": len(wording["principles"]) >= MOST_PRINCIPLES,
        "most_levels": MOST_LEVELS,
        "may_add_level": len(wording["levels"]) < MOST_LEVELS,
        "may_drop_level": len(wording["levels"]) > FEWEST_LEVELS,
    }


@of_set(edit=True)
def draft(request: HttpRequest, principle_set: PrincipleSet) -> HttpResponse:
    """Principles and levels: added, moved, removed. A press answers with the draft, and the focus where it was."""
    if request.method != "POST":
        return refuse_unsent(request, reverse("sets:set", args=[principle_set.pk]))
    press = next((press for name, press in PRESSES.items() if name in request.POST), None)
    if press is None:
        return _drawn(request, principle_set, refused=_("There is no such thing to do."), status=BAD_FORM)
    try:
        at, said = press(request, drafting.draft_of(principle_set))
    except (Refused, Untitled, UnknownSection) as error:
        why, status = _why(error)
        typed = request.POST.get("title", "")
        return _drawn(request, principle_set, refused=why, typed=typed, status=status)
    if request.htmx:  # type: ignore[attr-defined]
        return _drawn(request, principle_set, at=at, said=said)
    return redirect(f"{reverse('sets:set', args=[principle_set.pk])}?at={at}#{at}")


class Untitled(ValueError):
    """A principle without a title, or with one that is too long; the message says so."""


def _why(error: Exception) -> tuple[str, int]:
    if isinstance(error, UnknownSection):
        return _("Somebody else has removed this principle already."), WRONG_MOMENT
    return str(error), BAD_FORM if isinstance(error, Untitled) else WRONG_MOMENT


def _add(request: HttpRequest, draft: Draft) -> tuple[str, str]:
    form = AddForm(request.POST)
    if not form.is_valid():
        raise Untitled(" ".join(map(str, form.errors["title"])))
    key = drafting.add_principle(draft, form.cleaned_data["title"], user_of(request))
    return f"edit-{key}", _("“%(title)s” is added.") % form.cleaned_data


def _remove(request: HttpRequest, draft: Draft) -> tuple[str, str]:
    drafting.remove_principle(draft, request.POST["remove"], user_of(request), _seen(request))
    return "add-title", _("The principle is removed.")


def _up(request: HttpRequest, draft: Draft) -> tuple[str, str]:
    key = request.POST["up"]
    return f"up-{key}", _moved(drafting.move_principle(draft, key, -1, user_of(request)), key)


def _down(request: HttpRequest, draft: Draft) -> tuple[str, str]:
    key = request.POST["down"]
    return f"down-{key}", _moved(drafting.move_principle(draft, key, 1, user_of(request)), key)


def _moved(draft: Draft, key: str) -> str:
    keys = [one["key"] for one in draft.wording["principles"]]
    words = _("It is principle %(n)s of %(of)s now.")
    return words % {"n": keys.index(key) + 1, "of": len(keys)}


def _add_level(request: HttpRequest, draft: Draft) -> tuple[str, str]:
    drafting.add_level(draft, user_of(request))
    return "add-level", _(
        "The scale has one level more. Name it, and say what each principle looks like there."
    )


def _remove_level(request: HttpRequest, draft: Draft) -> tuple[str, str]:
    text = request.POST["remove_level"]
    place = int(text) if text.isascii() and text.isdecimal() and len(text) < 3 else -1
    drafting.remove_level(draft, place, user_of(request), _seen(request))
    return "add-level", _("The scale has one level less.")


def _seen(request: HttpRequest) -> int:
    """The revision of the draft that the button stood beside; -1, which is none, for nonsense."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


PRESSES: dict[str, Callable[[HttpRequest, Draft], tuple[str, str]]] = {
    "add": _add,
    "remove": _remove,
    "up": _up,
    "down": _down,
    "add_level": _add_level,
    "remove_level": _remove_level,
}


@of_set(edit=True)
def keep(request: HttpRequest, principle_set: PrincipleSet) -> HttpResponse:
    """Shares the set with every team, archives it, brings it back, or deletes it."""
    page = reverse("sets:set", args=[principle_set.pk])
    if request.method != "POST":
        return refuse_unsent(request, page)
    act = request.POST.get("act", "")
    if act == "delete":
        return _deleted(request, principle_set, page)
    if act not in KEEPS:
        return refuse(request, BAD_FORM, _("There is no such thing to do."), page)
    do, said = KEEPS[act]
    do(principle_set)
    messages.success(request, said())
    return redirect(page)


def _deleted(request: HttpRequest, principle_set: PrincipleSet, page: str) -> HttpResponse:
    try:
        owning.delete_set(principle_set)
    except owning.InUse as error:
        return refuse(request, WRONG_MOMENT, str(error), page)
    messages.success(request, _("“%(title)s” is deleted.") % {"title": principle_set.title})
    return redirect("sets:sets")


KEEPS: dict[str, tuple[Callable[[PrincipleSet], None], Callable[[], str]]] = {
    "share": (owning.share_set, lambda: _("Every team of this site may read, use and copy it now.")),
    "unshare": (
        lambda one: owning.share_set(one, shared=False),
        lambda: _("It is your team's alone again. What others made with it stays."),
    ),
    "archive": (
        owning.archive_set,
        lambda: _("It is archived. Nobody is offered it, and results keep their words."),
    ),
    "bring_back": (owning.bring_back_set, lambda: _("It is offered again.")),
}
