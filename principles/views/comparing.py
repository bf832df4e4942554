"""Two editions of a set, or its draft and an edition, side by side word by word."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from principles.access import of_set
from principles.compared import parts_of
from principles.languages import language_of
from principles.models import Draft, Edition, PrincipleSet
from principles.owning import may_edit
from principles.sides import (
    DRAFT,
    Side,
    compared,
    draft_side,
    edition_name,
    edition_side,
    editions_of,
    languages_of,
)
from principles.tags import is_same, name_of
from principles.telling import told


@require_safe
@of_set(edit=False)
def compare(request: HttpRequest, principle_set: PrincipleSet) -> HttpResponse:
    """Any two; the newest edition with what came before or after it where nothing is asked for."""
    editions = editions_of(principle_set)
    drafts = drafts_seen(request, principle_set)
    keys = [*([DRAFT] if drafts else []), *(str(edition.number) for edition in editions)]
    new = request.GET.get("new") or newest_change(keys, editions, drafts)
    old = request.GET.get("old") or before(new, keys)
    context: dict[str, Any] = {
        "set": principle_set,
        "choices": [(key, choice_name(key, editions)) for key in keys],
        "old_key": old,
        "new_key": new,
        "may_edit": bool(drafts),
    }
    if len(keys) > 1 or {"old", "new"} & set(request.GET):
        sides = [side_of(principle_set, key, editions, drafts) for key in (old, new)]
        context |= shown(sides, request.GET.get("lang") or principle_set.language)
    return render(request, "principles/comparing/compare.html", context)


def drafts_seen(request: HttpRequest, principle_set: PrincipleSet) -> list[Draft]:
    """The working drafts, the set's own first, for whoever may change them; [] where there are none."""
    user = request.user
    if not user.is_authenticated or not may_edit(user, principle_set):
        return []
    drafts = sorted(
        principle_set.drafts.all(),
        key=lambda one: (not is_same(one.language, principle_set.language), one.language),
    )
    return drafts if drafts and is_same(drafts[0].language, principle_set.language) else []


def newest_change(keys: list[str], editions: list[Edition], drafts: list[Draft]) -> str:
    """The draft, or the newest edition where the draft says the same and there is something before it."""
    if len(editions) > 1 and drafts and editions[0].wording == drafts[0].wording:
        return keys[1]
    return next(iter(keys), "")


def before(key: str, keys: list[str]) -> str:
    """What came before it; itself where nothing did."""
    following = keys[keys.index(key) + 1 :] if key in keys else keys
    return next(iter(following), key)


def choice_name(key: str, editions: list[Edition]) -> str:
    if key == DRAFT:
        return _("The draft")
    return next(edition_name(one) for one in editions if str(one.number) == key)


def side_of(principle_set: PrincipleSet, key: str, editions: list[Edition], drafts: list[Draft]) -> Side:
    """The side that an address names; 404 where there is no such edition, or no draft for whoever asks."""
    if key == DRAFT and drafts:
        return draft_side(drafts)
    found = next((one for one in editions if str(one.number) == key), None)
    if found is None:
        raise Http404("No edition of this set has this number.")
    return edition_side(principle_set.editions.prefetch_related("translations").get(pk=found.pk))


def shown(sides: list[Side], language: str) -> dict[str, Any]:
    old, new = sides
    found = compared(old, new, language)
    languages = [(tag, name_of(tag)) for tag in languages_of(sides)]
    context: dict[str, Any] = {
        "old": old,
        "new": new,
        "languages": languages,
        "language": language,
        "speech": language_of(language),
        "language_name": name_of(language),
        "compared": found,
    }
    if found is None:
        lacking = next(side for side in sides if side.in_language(language) is None)
        return context | {"lacking": lacking.name}
    return context | {
        "told": told(found.new, found.differences, found.broken),
        "parts": parts_of(found.old, found.new, found.differences),
        "scale": found.new.levels if len(found.new.levels) >= len(found.old.levels) else found.old.levels,
    }
