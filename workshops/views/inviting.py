"""Co-facilitators: inviting them, and the page that their link leads to."""

import logging
from smtplib import SMTPException
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.models import User
from workshops.access import Entry, by_itself, caller_of, require_team, requires
from workshops.actions import inviting
from workshops.actions.changing import Refused
from workshops.forms import id_in
from workshops.models import CoFacilitator
from workshops.planning.inviting import InviteForm, NewAccountForm
from workshops.sites import site_address
from workshops.views.refusals import refuse, refuse_unsent

log = logging.getLogger(__name__)


@never_cache
@requires("plan")
def invite(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Makes an invitation and shows its link, this once: only a digest of it is kept."""
    require_team(entry)
    page = reverse("workshops:workshop", args=[entry.workshop.code])
    if request.method != "POST":
        return refuse_unsent(request, back=page)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return refuse(request, 422, " ".join(map(str, form.errors["email"])), back=page)
    email = form.cleaned_data["email"].lower()
    try:
        token = inviting.invite(entry.workshop, email, entry.user)
    except Refused as refused:
        return refuse(request, refused.status, _(refused.why), back=page)
    link = site_address(request) + reverse("workshops:invited", args=[token])
    context = {"workshop": entry.workshop, "email": email, "link": link, "by": entry.user}
    context["mailed"] = _mailed(email, context)
    return render(request, "workshops/invitation.html", context)


def _mailed(email: str, context: dict[str, object]) -> bool:
    """Whether it went out; never where the site has no mail server, and only prints what it would send."""
    subject = _("You are invited to run a workshop")
    try:
        send_mail(subject, render_to_string("workshops/email/invitation.txt", context), None, [email])
    except (OSError, SMTPException) as fault:
        log.warning("an invitation could not be mailed: %s", type(fault).__name__)
        return False
    return "console" not in settings.EMAIL_BACKEND


@requires("plan")
def withdraw(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Takes an invitation back, and with it the right of whoever had accepted it."""
    require_team(entry)
    page = reverse("workshops:workshop", args=[entry.workshop.code])
    if request.method != "POST":
        return refuse_unsent(request, back=page)
    inviting.withdraw(entry.workshop, id_in(request.POST.get("invitation", "")))
    messages.success(request, _("The invitation is withdrawn."))
    return redirect(f"{page}#people")


@never_cache
@sensitive_post_parameters("password")
@by_itself
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link of an invitation leads: whoever is signed in accepts; others sign in, or choose a password."""
    response = _invited(request, token)
    # Django writes the address of what is refused to the log, and this address is a key.
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001
    return response


def _invited(request: HttpRequest, token: str) -> HttpResponse:
    invitation = inviting.invitation_with(token)
    if invitation is None:
        return refuse(request, 404, _(inviting.GONE))
    user = caller_of(request).user
    form = None
    if user is None and not User.objects.filter(email=invitation.email).exists():
        form = NewAccountForm(invitation.email, request.POST if request.method == "POST" else None)
    if request.method == "POST" and (user or (form and form.is_valid())):
        try:
            _accept(request, token, user, form)
        except Refused as refused:
            return refuse(request, refused.status, _(refused.why), back=request.path)
        return redirect("workshops:workshop", code=invitation.workshop.code)
    return _asked(request, invitation, user, form)


def _accept(request: HttpRequest, token: str, user: User | None, form: NewAccountForm | None) -> None:
    if user:
        inviting.accept(token, user)
    elif form:
        new = inviting.accept_as_new(token, form.cleaned_data["name"], form.cleaned_data["password"])
        login(request, new)


def _asked(
    request: HttpRequest, invitation: CoFacilitator, user: User | None, form: NewAccountForm | None
) -> HttpResponse:
    context = {
        "workshop": invitation.workshop,
        "invitation": invitation,
        "form": form,
        "somebody_else": user is not None and user.email != invitation.email,
        "sign_in": f"{reverse('account_login')}?{urlencode({'next': request.path})}",
    }
    status = 422 if form and form.is_bound else 200
    return render(request, "workshops/invited.html", context, status=status)
