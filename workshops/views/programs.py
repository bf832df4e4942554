"""Programs that read for somebody, and those that a team's approved reports are announced to."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.models import Team, User
from workshops.access import by_itself, caller_of, enter_team, teams_entered
from workshops.actions import programs as tokens
from workshops.actions import telling
from workshops.domain.webhooks import ARRIVED
from workshops.domain.words import noop
from workshops.forms import id_in
from workshops.models import ApiToken, Webhook
from workshops.planning.programs import TokenForm, WebhookForm
from workshops.views.once import tell_once, told_once
from workshops.views.refusals import refuse

FOR_ORGANISERS = noop("Tokens are for organisers: you organise no team's workshops.")
ENOUGH = noop("You have as many tokens as anybody may. Revoke one that nothing uses any more.")
GONE = noop("It was gone already.")
NO_WEBHOOK = noop("This team has no webhook any more.")
SHOWN = 50  # announcements


@by_itself
@never_cache
@login_required
def programs(request: HttpRequest) -> HttpResponse:
    """One's own tokens: made, shown once, revoked."""
    user = caller_of(request).user
    if user is None:
        return redirect("account_login")
    if "revoke" in request.POST:
        name = tokens.revoke_token(user, id_in(request.POST["revoke"]))
        words = _("“%(name)s” is revoked: its token opens nothing any more.") % {"name": name}
        messages.success(request, words if name else _(GONE))
        return redirect("workshops:programs")
    return _with_new_token(request, user)


def _with_new_token(request: HttpRequest, user: User) -> HttpResponse:
    teams = teams_entered(user, "connect")
    form = TokenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not teams:
        return refuse(request, 403, _(FOR_ORGANISERS), back=request.path)
    if request.method == "POST" and tokens.has_enough(user):
        return refuse(request, 409, _(ENOUGH), back=request.path)
    if request.method == "POST" and form.is_valid():
        tell_once(request, request.path, tokens.make_token(user, form.cleaned_data["name"]))
        return redirect(request.path)
    context = {
        "tokens": ApiToken.objects.filter(user=user),
        "teams": teams,
        "form": form,
        "token": told_once(request),
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "workshops/programs.html", context, status=status)


@by_itself
@never_cache
@login_required
def team_webhook(request: HttpRequest, team: int) -> HttpResponse:
    """Where a team's approved reports are announced, and what became of each announcement."""
    found = enter_team(caller_of(request), team)
    if request.method == "POST" and "address" not in request.POST:
        return _pressed(request, found)
    webhook = Webhook.objects.filter(team=found).first()
    form = WebhookForm(
        request.POST if request.method == "POST" else None,
        initial={"address": webhook.address if webhook else ""},
    )
    if form.is_bound and form.is_valid():
        webhook, is_new = telling.keep_webhook(found, form.cleaned_data["address"])
        messages.success(request, _("The address is saved."))
        if is_new:
            tell_once(request, request.path, telling.told_secret(webhook))
        return redirect(request.path)
    return _page(request, found, webhook, form)


def _pressed(request: HttpRequest, team: Team) -> HttpResponse:
    """A button for the webhook that there is, or for one of its announcements."""
    webhook = Webhook.objects.filter(team=team).first()
    if webhook is None:
        return refuse(request, 409, _(NO_WEBHOOK), back=request.path)
    if "renew" in request.POST:
        telling.renew_secret(webhook)
        tell_once(request, request.path, telling.told_secret(webhook))
        return redirect(request.path)
    if "drop" in request.POST:
        telling.drop_webhook(team)
        messages.success(request, _("Nothing is announced any more."))
        return redirect(request.path)
    ident = _ident_in(request.POST.get("again", ""))
    if ident is None or not telling.send_again(webhook, ident):
        return refuse(request, 409, _(GONE), back=request.path)
    messages.success(request, _("It is sent again within a minute."))
    return redirect(request.path)


def _ident_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _page(request: HttpRequest, team: Team, webhook: Webhook | None, form: WebhookForm) -> HttpResponse:
    rows = webhook.deliveries.select_related("workshop")[:SHOWN] if webhook else []
    context = {
        "team": team,
        "webhook": webhook,
        "form": form,
        "secret": told_once(request),
        "rows": [(row, _(row.outcome) if row.outcome else "", row.outcome == ARRIVED) for row in rows],
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "workshops/team_webhook.html", context, status=status)
