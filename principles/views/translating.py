"""Translating a set: its languages, one of them section by section beside the source, and taking one away."""

from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from principles import translating
from principles.access import of_set, user_of
from principles.checking import Fault
from principles.document import Values
from principles.drafting import Refused, draft_of, faults_of
from principles.languages import language_of
from principles.models import Draft, PrincipleSet
from principles.sections import ROOM, SET, sections_in
from principles.tags import known_languages, name_of, tag_of
from principles.telling import name_of_section
from principles.texts import progress_in
from principles.translating import Given
from principles.views.pairing import OTHER, Row, given_in, lost, rows_after, rows_of, sections_shown, too_long
from principles.views.refusing import refuse

SAVED, CLASH, BAD_FORM = 200, 409, 422


class LanguageForm(forms.Form):
    """The language of a new translation, by its tag."""

    language = forms.CharField(
        label=_("Language"),
        help_text=_("Its tag: cy for Welsh, pl for Polish, pt-BR for Brazilian Portuguese."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"list": "languages-known", "autocomplete": "off", "spellcheck": "false"}
        ),
    )

    def clean_language(self) -> str:
        try:
            return tag_of(self.cleaned_data["language"])
        except ValueError:
            words = gettext(
                "This is no tag of a language. Two or three letters, such as cy, and a part such as -GB if need be."
            )
            raise forms.ValidationError(words) from None


@require_http_methods(["GET", "HEAD", "POST"])
@of_set(edit=True)
def translations(request: HttpRequest, principle_set: PrincipleSet) -> HttpResponse:
    """The languages that the set is being translated into, how far each is, and a new one."""
    form = LanguageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = translating.begin_translation(
                principle_set, form.cleaned_data["language"], user_of(request)
            )
        except Refused:
            form.add_error("language", gettext("The set itself is in this language."))
        else:
            return redirect("sets:translation", pk=principle_set.pk, language=draft.language)
    # With the source each translation that the newest edition has is begun.
    source = draft_of(principle_set).wording
    drafts = translating.translations_of(principle_set)
    context = {
        "set": principle_set,
        "form": form,
        "own": name_of(principle_set.language),
        "known": known_languages(),
        "translations": [_told(draft, source) for draft in drafts],
    }
    return render(
        request, "principles/translating/translations.html", context, status=422 if form.errors else 200
    )


def _told(draft: Draft, source: Values) -> dict[str, Any]:
    progress = translating.progress_of(draft, source)
    return {"draft": draft, "name": name_of(draft.language), "progress": progress}


@require_http_methods(["GET", "HEAD"])
@of_set(edit=True)
def translation(request: HttpRequest, principle_set: PrincipleSet, language: str) -> HttpResponse:
    """One language: every section with how far it is, and what stands in the way."""
    try:
        draft = _draft(principle_set, language)
    except Http404:
        # An edition may be in a language that was removed from the draft since.
        messages.info(request, gettext("The set is not being translated into this language."))
        return redirect("sets:translations", pk=principle_set.pk)
    source = translating.source_of(draft)
    context = _around(draft, source) | {"faults": _faults(draft, source)}
    return render(request, "principles/translating/translation.html", context)


def _faults(draft: Draft, source: Values) -> list[Fault]:
    """What is wrong with a translation that lacks nothing: as long as it does, that is what there is to say."""
    return faults_of(draft) if translating.progress_of(draft, source).is_complete else []


@require_http_methods(["GET", "HEAD", "POST"])
@of_set(edit=True)
def remove_translation(request: HttpRequest, principle_set: PrincipleSet, language: str) -> HttpResponse:
    """Asks once, and takes the language away from the draft; editions keep theirs."""
    draft = _draft(principle_set, language)
    if request.method == "POST":
        translating.remove_translation(draft)
        messages.success(
            request, gettext("%(language)s is removed from the draft.") % {"language": name_of(language)}
        )
        return redirect("sets:translations", pk=principle_set.pk)
    return render(request, "principles/translating/remove.html", _around(draft, translating.source_of(draft)))


@dataclass
class Page:
    """One section as somebody has it before them, and what became of what they sent."""

    draft: Draft
    rows: list[Row]
    given: dict[str, Given] = field(default_factory=dict)
    # The text that a button beside it has settled, what that came to, and whether its box has other words now.
    settled: str = ""
    outcome: str = ""
    taken: bool = False
    said: str = ""
    status: int = SAVED


@require_http_methods(["GET", "HEAD", "POST"])
@of_set(edit=True)
def translate(request: HttpRequest, principle_set: PrincipleSet, language: str, section: str) -> HttpResponse:
    """A section to translate. It is saved as it is written where there are scripts, and else by its button."""
    back = reverse("sets:translations", args=[principle_set.pk])
    try:
        draft = _draft(principle_set, language)
        source = _source_with(draft, section)
        if request.method == "POST":
            return _answered(request, _saved(request, draft, section), section)
    except (Http404, Draft.DoesNotExist):
        if request.method != "POST":
            raise
        words = gettext("Somebody has removed this while you were writing. Nothing of yours was saved.")
        return refuse(request, CLASH, words, back)
    page = Page(draft, rows_of(translating.paired(draft, source), section))
    return _drawn(request, page, section, "principles/translating/translate.html")


def _source_with(draft: Draft, section: str) -> Values:
    source = translating.source_of(draft)
    if section not in sections_in(source):
        raise Http404("The source has no such section.")
    return source


def _saved(request: HttpRequest, draft: Draft, section: str) -> Page:
    """What was sent, written into the translation as far as it can be."""
    given = _settled(request, given_in(request.POST, section))
    faults = too_long(given)
    fitting = {path: one for path, one in given.items() if path not in faults}
    written = translating.save_translation(draft.pk, fitting, user_of(request))
    draft = written.draft
    right = request.POST.get("right", "")
    if right in fitting:
        draft = translating.still_right(draft.pk, right, given[right].source, user_of(request))
    rows = rows_after(rows_of(translating.paired(draft), section), given, faults, written.clashes)
    page = Page(draft, rows, given)
    _tell(request, page)
    if faults:
        page.status, page.said = BAD_FORM, gettext("Not all of it is saved: something is too long.")
    elif written.clashes:
        page.status = CLASH
        page.said = gettext("Not all of it is saved: somebody else has changed the same words.")
    return page


def _tell(request: HttpRequest, page: Page) -> None:
    """What became of the text that a button stood beside."""
    outcomes = {
        "right": gettext("It counts as right again."),
        "keep": gettext("Yours is in the translation now."),
        "take": gettext("Theirs is in the translation now."),
    }
    pressed = next((name for name in outcomes if name in request.POST), "")
    row = next((row for row in page.rows if row.path == request.POST.get(pressed)), None)
    if row and row.theirs is None and not row.fault:
        page.settled, page.outcome, page.taken = row.path, outcomes[pressed], pressed == "take"


def _settled(request: HttpRequest, given: dict[str, Given]) -> dict[str, Given]:
    """A choice between two texts: mine is based on theirs, as it was shown, from now on; or it is theirs."""
    for choice in ("keep", "take"):
        path = request.POST.get(choice, "")
        theirs = request.POST.get(OTHER + path)
        if path in given and theirs is not None:
            theirs = theirs.replace("\r\n", "\n")
            mine = given[path].mine if choice == "keep" else theirs
            given[path] = replace(given[path], base=theirs, mine=mine)
    return given


def _answered(request: HttpRequest, page: Page, section: str) -> HttpResponse:
    """A part of the page for a script; for a form the page again, or on to it where all is saved."""
    if request.htmx:  # type: ignore[attr-defined]
        return _drawn(request, page, section, "principles/translating/reply.html")
    if page.status != SAVED:
        return _drawn(request, page, section, "principles/translating/translate.html")
    messages.success(request, gettext("The translation is saved."))
    at = next((f"#p-{row.id}" for row in page.rows if row.path == page.settled), "")
    here = reverse("sets:translate", args=[page.draft.principle_set_id, page.draft.language, section])
    return redirect(here + at)


def _drawn(request: HttpRequest, page: Page, section: str, template: str) -> HttpResponse:
    source = translating.source_of(page.draft)
    context = _around(page.draft, source) | {
        "page": page,
        "rows": page.rows,
        "section": section,
        "scale": source["levels"],
        "faults": [row for row in page.rows if row.fault or row.theirs is not None],
        "reply": template.endswith("reply.html"),
        "moved": bool(page.given) and set(page.given) != {row.path for row in page.rows},
        "lost": lost(page.rows, page.given),
    }
    keys = sections_in(source)
    here = keys.index(section)
    context["part"] = context["parts"][here]
    context["before"] = context["parts"][here - 1] if here else None
    context["after"] = next(iter(context["parts"][here + 1 :]), None)
    return render(request, template, context, status=page.status)


def _draft(principle_set: PrincipleSet, language: str) -> Draft:
    draft_of(principle_set)
    found = next(
        (
            one
            for one in translating.translations_of(principle_set)
            if one.language.lower() == language.lower()
        ),
        None,
    )
    if found is None:
        raise Http404("The set is not being translated into this language.")
    return found


def _around(draft: Draft, source: Values) -> dict[str, Any]:
    """What every page of a translation shows: which one, how far it is, and its sections."""
    pairs = translating.paired(draft, source)
    titles = {key: name_of_section(key) for key in (SET, ROOM)}
    titles |= {one["key"]: one["title"] for one in source["principles"]}
    return {
        "set": draft.principle_set,
        "draft": draft,
        "name": name_of(draft.language),
        "speech": language_of(draft.language),
        "source_speech": language_of(draft.principle_set.language),
        "source_name": name_of(draft.principle_set.language),
        "progress": progress_in(pairs),
        "parts": sections_shown(sections_in(source), titles, pairs),
    }
