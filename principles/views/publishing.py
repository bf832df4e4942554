"""Publishing the draft of a set as its next edition, and bringing an earlier one back as the draft."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from principles.access import of_set, user_of
from principles.compared import loose
from principles.differences import between, breaks_comparison
from principles.document import Faulty
from principles.drafting import Outdated, faults_of
from principles.models import Draft, Edition, PrincipleSet
from principles.owning import may_edit
from principles.releasing import (
    Drafts,
    Unpublished,
    drafts_of,
    is_changed,
    newest_of,
    publish_seen,
    restore_seen,
    unpublished,
)
from principles.sections import section_at
from principles.sides import editions_of
from principles.tags import name_of
from principles.telling import told
from principles.translating import is_ready, progress_of

LONGEST_NOTE = 1000


class NoteForm(forms.Form):
    """What changed, in the words of whoever publishes: all that others have to decide whether to take a new edition."""

    note = forms.CharField(
        label=_("What changed, and why"),
        help_text=_(
            "One or two sentences. They stand beside the edition for good, and whoever plans a workshop reads them."
        ),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _(
                "Say in a sentence what changed: others decide by it whether to take the new edition."
            )
        },
    )

    def __init__(self, is_first: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The first has nothing before it that could have changed.
        self.fields["note"].required = not is_first


@require_http_methods(["GET", "HEAD", "POST"])
@of_set(edit=True)
def publish(request: HttpRequest, principle_set: PrincipleSet) -> HttpResponse:
    """What would be published, what stands in the way, and what it does to comparisons; then the edition itself."""
    drafts, newest = drafts_of(principle_set), newest_of(principle_set)
    form = NoteForm(newest is None, request.POST if request.method == "POST" else None)
    status, refused = (422 if form.is_bound else 200), ""
    if request.method == "POST" and form.is_valid():
        note, seen = form.cleaned_data["note"].strip(), request.POST.get("seen", "")
        try:
            edition = publish_seen(principle_set, note, user_of(request), seen)
        except Outdated as fault:
            status, refused = 409, str(fault)
            drafts = drafts_of(principle_set)
        except Faulty:
            refused = gettext(
                "It cannot be published yet. What stands in the way is below; nothing was changed."
            )
        else:
            return after_publishing(request, edition, newest)
    context = {
        "set": principle_set,
        "form": form,
        "newest": newest,
        "refused": refused,
        "seen": drafts.seen,
        "faults": faults_shown(drafts.source),
        "translations": [translation_shown(draft, drafts.source) for draft in drafts.translations],
    }
    return render(
        request, "principles/publishing/publish.html", context | changes_shown(drafts, newest), status=status
    )


def after_publishing(request: HttpRequest, edition: Edition, newest: Edition | None) -> HttpResponse:
    if newest and edition.pk == newest.pk:
        messages.info(request, gettext("Nothing had changed, so nothing was published."))
    else:
        said = gettext("Edition %(number)s is published. Workshops can be planned with it now.")
        messages.success(request, said % {"number": edition.number})
    return redirect("sets:editions", pk=edition.principle_set_id)


def faults_shown(draft: Draft) -> list[dict[str, Any]]:
    """What stands in the way, each with the section that it is in; none where it is mended on the set's own page."""
    return [
        {
            "reason": fault.reason,
            "section": "" if fault.path == ("principles",) else section_at(fault.path, draft.wording),
        }
        for fault in faults_of(draft)
    ]


def translation_shown(draft: Draft, source: Draft) -> dict[str, Any]:
    """A translation, and whether the edition will be in it."""
    return {
        "language": draft.language,
        "name": name_of(draft.language),
        "progress": progress_of(draft, source.wording),
        "goes": is_ready(draft, source.wording),
    }


def changes_shown(drafts: Drafts, newest: Edition | None) -> dict[str, Any]:
    """What the draft changes of the newest edition, and of which principles the line over time breaks."""
    if newest is None:
        return {"changed": True}
    if not is_changed(drafts, newest):
        waiting = set(unpublished(drafts, newest))
        source = drafts.source.wording
        ready = {draft.language for draft in drafts.translations if is_ready(draft, source)}
        return {"changed": bool(waiting & ready)}
    old, new = loose(newest.wording), loose(drafts.source.wording)
    broken = breaks_comparison(old, new)
    return {
        "changed": True,
        "told": told(new, between(old, new), broken),
        "broken": [one.title for one in new.principles if one.key in broken],
    }


@require_safe
@of_set(edit=False)
def editions(request: HttpRequest, principle_set: PrincipleSet) -> HttpResponse:
    """Every edition, the newest first: when, by whom, what changed, in which languages."""
    found = editions_of(principle_set)
    before = [*found[1:], None]
    languages = languages_by_edition(found)
    context = {
        "set": principle_set,
        "editions": [
            {
                "edition": edition,
                "before": earlier.number if earlier else None,
                "languages": [name_of(tag) for tag in languages.get(edition.pk, [])],
                "is_newest": place == 0,
            }
            for place, (edition, earlier) in enumerate(zip(found, before, strict=True))
        ],
        "may_edit": may_edit(user_of(request), principle_set),
    }
    return render(request, "principles/publishing/editions.html", context)


def languages_by_edition(editions: list[Edition]) -> dict[int, list[str]]:
    found = {edition.pk: [edition.language] for edition in editions}
    rows = Edition.objects.filter(pk__in=found, translations__isnull=False)
    for pk, language in rows.order_by("translations__language").values_list("pk", "translations__language"):
        found[pk].append(language)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@of_set(edit=True)
def restore(request: HttpRequest, principle_set: PrincipleSet, number: int) -> HttpResponse:
    """An earlier edition as the draft. It asks first where the draft says what no edition says."""
    edition = principle_set.editions.select_related("principle_set").filter(number=number).first()
    if edition is None:
        raise Http404("No edition of this set has this number.")
    if request.method == "POST":
        try:
            restore_seen(edition, user_of(request), request.POST.get("seen", ""))
        except Unpublished:
            return ask(request, principle_set, edition, 409)
        except Outdated as fault:
            return ask(request, principle_set, edition, 409, str(fault))
        messages.success(
            request,
            gettext("The draft now says what edition %(number)s says. Nothing is published yet.")
            % {"number": edition.number},
        )
        return redirect("sets:set", pk=principle_set.pk)
    return ask(request, principle_set, edition, 200)


def ask(
    request: HttpRequest, principle_set: PrincipleSet, edition: Edition, status: int, refused: str = ""
) -> HttpResponse:
    drafts = drafts_of(principle_set)
    context = {
        "set": principle_set,
        "edition": edition,
        "seen": drafts.seen,
        "lost": [name_of(tag) for tag in unpublished(drafts, newest_of(principle_set))],
        "refused": refused,
    }
    return render(request, "principles/publishing/restore.html", context, status=status)
