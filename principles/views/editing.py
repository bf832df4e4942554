"""One section of a draft: what is typed, what a phone will show of it, and what somebody else wrote meanwhile."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from principles import drafting
from principles.access import of_set, user_of
from principles.document import Values
from principles.forms import box_id, label_of
from principles.models import Draft, PrincipleSet
from principles.sections import UnknownSection
from principles.typed import (
    LEVELS,
    look_up,
    newer_elsewhere,
    press_in,
    put,
    rebased,
    shaped,
    too_long,
    typed_in,
)
from principles.views.beside import BAD_FORM, CLASH, SAVED, Page, page_of
from principles.views.refusing import refuse


@of_set(edit=True)
def section(request: HttpRequest, principle_set: PrincipleSet, section: str) -> HttpResponse:
    """A section to write in. It is saved as it is written where there are scripts, and else by its button."""
    draft = drafting.draft_of(principle_set)
    try:
        stored = drafting.section_of(draft, section)
        if request.method == "POST":
            return _answered(request, _saved(request, draft, section))
    except (UnknownSection, Draft.DoesNotExist) as error:
        return _gone(request, principle_set, error)
    page = Page(
        draft, section, stored, stored, blank=request.GET.get("add", ""), at=request.GET.get("at", "")
    )
    return render(request, "principles/editing/section.html", page_of(page))


def _gone(request: HttpRequest, principle_set: PrincipleSet, error: Exception) -> HttpResponse:
    if request.method != "POST":
        raise Http404(str(error)) from error
    words = _("Somebody has removed this principle while you were writing. Nothing of yours was saved.")
    return refuse(request, CLASH, words, reverse("sets:set", args=[principle_set.pk]))


def _saved(request: HttpRequest, draft: Draft, section: str) -> Page:
    """What was sent, written into the draft as far as it can be."""
    press = press_in(section, request.POST.get("press", ""))
    mine = typed_in(section, request.POST.getlist, press)
    base = shaped(section, request.POST.get("base", ""))
    stored = drafting.section_of(draft, section)
    shown = _over(stored, mine)
    if LEVELS in stored:
        # A page may be older than the scale; what it has beyond that is told where it clashes.
        shown[LEVELS] = shown[LEVELS][: len(stored[LEVELS])] + stored[LEVELS][len(shown[LEVELS]) :]
    page = Page(draft, section, shown, stored if base is None else base)
    if press:
        page.redrawn, page.blank = {press.name}, press.name if press.act == "add" else ""
        page.at = _focus(page, request.POST["press"])
    if base is None:
        page.said, page.status = _broken(), BAD_FORM
        return page
    page.faults = _too_long(section, mine)
    if page.faults:
        page.said, page.status = _("Not saved: something is too long."), BAD_FORM
        return page
    _settle(request, page, mine)
    if "preview" not in request.POST:
        _write(request, page, mine)
    return page


def _over(values: Values, mine: Values) -> Values:
    """The section with what was sent of it: a form may send a part of a table alone."""
    tables = {name: values[name] | mine[name] for name in mine if isinstance(values.get(name), dict)}
    return values | mine | tables


def _broken() -> str:
    return _(
        "That did not arrive as it should, so nothing was saved. Copy what you wrote, and load the page again."
    )


def _too_long(section: str, mine: Values) -> dict[str, str]:
    words = _("%(name)s: %(long)s characters, and there may be %(most)s.")
    entries = _("%(name)s: %(long)s entries, and there may be %(most)s.")
    return {
        path: (entries if isinstance(look_up(mine, path), list) else words)
        % {"name": label_of(section, path), "long": long, "most": most}
        for path, (long, most) in too_long(section, mine).items()
    }


def _settle(request: HttpRequest, page: Page, mine: Values) -> None:
    """A choice between two texts: from now on mine is based on theirs, as it was shown; or it is theirs."""
    path = request.POST.get("take") or request.POST.get("keep") or ""
    seen = shaped(page.section, request.POST.get("theirs", "")) or {}
    theirs = look_up(seen, path)
    if theirs is None or look_up(page.base, path) is None:
        return
    # The other levels as they were seen are no part of this choice.
    put(page.base, path, theirs)
    if "take" in request.POST:
        put(mine, path, theirs)
        page.values = _over(page.values, mine)
        page.redrawn.add(path if path.startswith("cant_say.") else path.partition(".")[0])
    page.settled = (
        _("Theirs is in your draft now.") if "take" in request.POST else _("Yours is in the draft now.")
    )
    page.at = box_id(path)


def _write(request: HttpRequest, page: Page, mine: Values) -> None:
    saved = drafting.save_section(page.draft.pk, page.section, page.base, mine, user_of(request))
    page.draft = saved.draft
    page.newer = newer_elsewhere(page.section, mine, saved.values, {clash.field for clash in saved.clashes})
    page.base = rebased(page.base, mine, saved.values)
    page.theirs = saved.values
    page.clashes = [
        {
            "path": clash.field,
            "id": box_id(clash.field),
            "label": label_of(page.section, clash.field),
            "number": str(int(clash.field.rpartition(".")[2]) + 1) if clash.field[-1].isdecimal() else "",
            "mine": _told(clash.mine),
            "theirs": _told(clash.theirs),
            # The scale has another number of levels by now: what was typed no longer fits it.
            "may_keep": "" if clash.field == LEVELS else "1",
        }
        for clash in saved.clashes
    ]
    if page.clashes:
        page.said, page.status = _("Not all of it is saved: somebody else has changed the same words."), CLASH
    elif not {"auto", "press", "take", "keep"} & set(request.POST):
        page.said = _("The draft is saved.")


def _told(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def _focus(page: Page, press: str) -> str:
    """What has the focus after a press: the button beside the entry where it is now, or the box that is new."""
    name, place, act = press.split(".")
    entries = page.values.get(name, [])
    if act == "add" or not entries:
        return box_id(f"{name}.{len(entries)}") if act == "add" else f"add-{name}"
    there = {"up": int(place) - 1, "down": int(place) + 1}.get(act, int(place))
    return f"{act}-{name}-{min(max(there, 0), len(entries) - 1)}"


def _answered(request: HttpRequest, page: Page) -> HttpResponse:
    """htmx puts in what has changed, and nothing that somebody writes in; a plain form gets its page."""
    if request.htmx:  # type: ignore[attr-defined]
        context = page_of(page) | {"reply": True}
        return render(request, "principles/editing/reply.html", context, status=page.status)
    if page.status != SAVED or "preview" in request.POST:
        return render(request, "principles/editing/section.html", page_of(page), status=page.status)
    if page.said:
        messages.success(request, page.said)
    here = reverse("sets:section", args=[page.draft.principle_set_id, page.section])
    asked = f"?add={page.blank}&at={page.at}" if page.blank else f"?at={page.at}" if page.at else ""
    return redirect(f"{here}{asked}")
