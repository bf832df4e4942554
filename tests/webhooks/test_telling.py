"""An approved report is announced: signed, once, again where it failed, and never to a place inside of a network."""

import json
import socket
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.webhooks.listening import NAME
from workshops.actions import posting
from workshops.actions.telling import (
    TAKEN_FOR,
    announce_approval,
    send_due,
    told_secret,
)
from workshops.domain import webhooks
from workshops.models import Delivery, Webhook

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 19, 15, tzinfo=UTC)


def announced(cast, version=1):
    announce_approval(cast.oak.workshop, version, NOW)
    return Delivery.objects.get(body__contains=f'"version": {version}')


def test_a_team_without_a_webhook_announces_nothing(cast):
    announce_approval(cast.oak.workshop, 1, NOW)

    assert (Delivery.objects.count(), send_due()) == (0, 0)


def test_it_arrives_once_and_signed_and_tells_no_result(cast, heard, webhook):
    one = announced(cast)
    assert [send_due(), send_due()] == [1, 0]
    (path, headers, body) = heard.heard[0]
    told, code = json.loads(body), cast.oak.code

    assert (len(heard.heard), path, heard.is_signed(0, told_secret(webhook))) == (1, "/ground?for=us", True)
    assert (headers["Webhook-Id"], headers["Host"]) == (str(one.pk), f"{NAME}:{heard.port}")
    assert told == {
        "id": str(one.pk),
        "event": "report.approved",
        "at": "2026-11-19T15:00:00+00:00",
        "workshop": {"code": code, "title": "A workshop called oak"},
        "team": {"id": cast.oak.team.pk, "name": "oak team"},
        "report": {
            "version": 1,
            "summary": f"/api/v1/workshops/{code}/summary",
            "page": f"/workshops/{code}/report/",
        },
    }
    one.refresh_from_db()
    assert (one.next_at, one.tries, one.status, one.outcome) == (None, 1, 200, webhooks.ARRIVED)


def test_it_is_tried_again_later_and_given_up_after_a_day(cast, heard, webhook):
    heard.answers = [500]
    one = announced(cast)
    assert [send_due(), send_due()] == [1, 0]
    one.refresh_from_db()
    assert (one.tries, one.status, one.outcome) == (1, 500, webhooks.REFUSED)
    assert timedelta(seconds=20) < one.next_at - timezone.now() <= timedelta(seconds=30)
    ago = timezone.now() - timedelta(hours=23, minutes=59)
    Delivery.objects.update(tries=11, asked_at=ago, next_at=timezone.now())
    assert [send_due(), send_due(), len(heard.heard)] == [1, 0, 2]
    one.refresh_from_db()
    assert (one.next_at, one.arrived_at, one.tries) == (None, None, 12)


def test_what_another_process_sends_is_left_to_it_until_it_has_died(cast, heard, webhook):
    one = announced(cast)
    Delivery.objects.filter(pk=one.pk).update(next_at=timezone.now() + TAKEN_FOR)
    assert send_due() == 0
    Delivery.objects.filter(pk=one.pk).update(next_at=timezone.now() - timedelta(seconds=1))
    assert (send_due(), len(heard.heard)) == (1, 1)


def test_a_redirect_is_not_followed(cast, heard, webhook):
    heard.answers = [302]
    announced(cast)

    assert (send_due(), len(heard.heard)) == (1, 1)
    assert Delivery.objects.get().outcome == webhooks.LED_ON


def test_a_name_that_leads_inside_is_not_connected_to(cast, heard, webhook, settings):
    settings.WEBHOOKS_INSIDE = False
    announced(cast)
    for heard.led_to[:] in (["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::ffff:127.0.0.1"]):
        Delivery.objects.update(next_at=timezone.now())
        assert (send_due(), len(heard.heard)) == (1, 0)
        assert Delivery.objects.get().outcome == webhooks.INSIDE


def test_a_name_that_leads_elsewhere_between_two_looks_changes_nothing(heard, monkeypatch, settings):
    """It is connected to the address that was looked at, by its number."""
    settings.WEBHOOKS_INSIDE = False
    looked: list[str] = []
    connected: list[tuple[str, int]] = []

    def lookup(_host, port, **_):
        looked.append("8.8.8.8" if not looked else "127.0.0.1")
        return [(2, 1, 6, "", (looked[-1], port))]

    def connect(address, *_):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(socket, "create_connection", connect)
    came = posting.post(heard.address, {}, b"{}", inside=False)

    assert (connected, came.outcome) == ([("8.8.8.8", heard.port)], webhooks.NO_ANSWER)


def test_another_server_gets_another_secret_and_another_path_does_not(cast, heard):
    page = reverse("workshops:team_webhook", args=[cast.oak.team.pk])
    ours = f"https://{NAME}:{heard.port}"
    addresses = [
        heard.address,
        f"{ours}/other",
        f"https://{NAME.upper()}:{heard.port}/",
        "https://a.example.org/",
    ]
    addresses += ["https://a.example.org:443/?b", "https://a.example.org:444/", heard.address]
    shown, secrets = [], []
    for address in addresses:
        answer = cast.post("olu", page, {"address": address})
        webhook = Webhook.objects.get(team=cast.oak.team)
        assert (answer.status_code, webhook.address) == (302, address)
        secrets.append(told_secret(webhook))
        shown.append(secrets[-1] in cast.get("olu", page).content.decode())

    assert shown == [True, False, False, True, False, True, True]
    assert len(set(secrets)) == 4
    announced(cast)
    assert (send_due(), heard.is_signed(0, secrets[-1]), heard.is_signed(0, secrets[0])) == (1, True, False)


def test_a_certificate_that_nobody_trusts_is_refused(cast, heard, webhook, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    announced(cast)

    assert (send_due(), heard.heard) == (1, [])
    assert Delivery.objects.get().outcome == webhooks.UNTRUSTED


def test_an_answer_that_drips_is_not_waited_for(monkeypatch, settings):
    """A server that takes the connection and says nothing: the line is cut after the time for all of it."""
    monkeypatch.setattr(posting, "AT_MOST", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"https://127.0.0.1:{silent.getsockname()[1]}/"
        came = posting.post(address, {}, b"{}", inside=True)

    assert came == posting.Came(0, webhooks.NO_ANSWER)


def test_the_page_of_an_organiser(cast, heard):
    page = reverse("workshops:team_webhook", args=[cast.oak.team.pk])
    before = Webhook.objects.count()
    refused = cast.post("olu", page, {"address": "https://10.0.0.1:99999/"})
    assert (refused.status_code, "https://10.0.0.1:99999/" in refused.content.decode()) == (422, True)
    assert [cast.post(who, page, {"address": heard.address}).status_code for who in ("fay", "gus")] == [
        403,
        404,
    ]
    assert Webhook.objects.count() == before
    cast.post("olu", page, {"address": heard.address})
    shown = cast.get("olu", page).content.decode()
    webhook = Webhook.objects.get(team=cast.oak.team)
    first = told_secret(webhook)
    assert (first in shown, first in cast.get("olu", page).content.decode()) == (True, False)
    cast.post("olu", page, {"renew": "1"})
    renewed = cast.get("olu", page).content.decode()
    webhook.refresh_from_db()
    assert (told_secret(webhook) in renewed, told_secret(webhook) == first) == (True, False)
    one = announced(cast)
    send_due()
    assert "It arrived on" in cast.get("olu", page).content.decode()
    assert cast.post("olu", page, {"again": str(one.pk)}).status_code == 302
    assert (send_due(), [row[1]["Webhook-Id"] for row in heard.heard]) == (1, [str(one.pk)] * 2)
    assert [
        cast.post("olu", page, {"again": text}).status_code for text in ("x", str(webhook.salt[:32]))
    ] == [409] * 2
    assert (cast.post("olu", page, {"drop": "1"}).status_code, Delivery.objects.count()) == (302, 0)


def test_tokens_are_made_shown_once_and_revoked_on_ones_own_page(cast):
    page = reverse("workshops:programs")
    assert [cast.post(who, page, {"name": "Mine"}).status_code for who in ("fay", "gus")] == [403, 403]
    assert cast.post("olu", page, {"name": " "}).status_code == 422
    assert cast.post("olu", page, {"name": "<b>Board</b>"})["Location"] == page
    shown = cast.get("olu", page)
    token = shown.content.decode().partition('<code id="once">')[2].partition("</code>")[0]
    read = cast.browsers["stranger"].get("/api/v1/sets", headers={"Authorization": f"Bearer {token}"})
    assert (read.status_code, shown["Cache-Control"].count("no-store")) == (200, 1)
    row = cast.browsers.users["olu"].api_tokens.get()
    again = cast.get("olu", page).content.decode()
    assert (token in again, "&lt;b&gt;Board&lt;/b&gt;" in again) == (False, True)
    cast.post("fay", page, {"revoke": str(row.pk)})
    assert cast.browsers.users["olu"].api_tokens.count() == 1
    cast.post("olu", page, {"revoke": str(row.pk)})
    read = cast.browsers["stranger"].get("/api/v1/sets", headers={"Authorization": f"Bearer {token}"})
    assert read.status_code == 401
