"""Pages for everyone: the front page, how the numbers work, privacy."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from principles.document import Wording, wording_of
from principles.publishing import newest_edition
from workshops.access import Closed, open_to_all, workshop_with
from workshops.forms import CodeForm

FIVE = "five-principles"
NO_SUCH_CODE = _("No workshop has that code. Check it on the screen in the room and try again.")


def front_wording() -> Wording:
    return wording_of(newest_edition(FIVE).wording)


@open_to_all
def landing(request: HttpRequest) -> HttpResponse:
    """The front page. A code that is typed wrong stays in its box."""
    form = CodeForm(request.POST or request.GET if "code" in request.POST or "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        try:
            return redirect("workshops:join", code=workshop_with(form.cleaned_data["code"]).code)
        except Closed:
            form.add_error("code", ValidationError(NO_SUCH_CODE, "unknown"))
    wording = front_wording()
    status = 200 if not form.is_bound else 404 if form.has_error("code", "unknown") else 422
    principles = [
        {"number": number, "key": p.key, "title": p.title, "summary": p.summary}
        for number, p in enumerate(wording.principles, 1)
    ]
    context = {
        "form": form,
        "principles": principles,
        "credit": wording.credit,
        "left": "left" in request.GET,
        "erased": request.GET.get("left") == "erased",
    }
    return render(request, "workshops/landing.html", context, status=status)


@open_to_all
def help(  # noqa: A001 - URL name = view = template
    request: HttpRequest,
) -> HttpResponse:
    wording = front_wording()
    return render(
        request,
        "workshops/help.html",
        {"k": settings.SMALLEST_GROUP, "levels": wording.levels, "cant_say": wording.cant_say},
    )


@open_to_all
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "workshops/privacy.html", {"k": settings.SMALLEST_GROUP})


@open_to_all
def healthy(request: HttpRequest) -> HttpResponse:
    """For whoever watches the server: it answers, and so does its database."""
    newest_edition(FIVE)
    return HttpResponse("ok", content_type="text/plain")
