"""A forgotten password is sent for by anybody, who may claim to have asked at any address."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User

pytestmark = pytest.mark.django_db
ELSEWHERE = "elsewhere.example"


@pytest.fixture
def ask(client: Client):
    """Fay's password is asked for at an address of somebody else's; gives the e-mails."""
    User.objects.create_user("fay@example.org", "a password for tests")

    def asked(email: str = "fay@example.org") -> list[str]:
        response = client.post(
            reverse("account_reset_password"), {"email": email}, headers={"Host": ELSEWHERE}
        )
        assert response.status_code == 302
        return [f"{message.subject}\n{message.body}" for message in mail.outbox]

    return asked


@pytest.mark.parametrize("setting", ["SITE_ADDRESS", "NETWORK_ADDRESS"])
def test_the_link_leads_to_this_site_alone(ask, client, settings, setting):
    setattr(settings, setting, "https://ground.example.org")
    (text,) = ask()

    assert ELSEWHERE not in text
    (link,) = re.findall(r"https?://\S+", text)
    assert link.startswith("https://ground.example.org/accounts/password/reset/key/")
    page = client.get(link.removeprefix("https://ground.example.org"), follow=True)
    assert "form" in page.context
    assert not page.context.get("token_fail")


def test_an_address_that_nobody_has_gets_nothing(ask):
    assert ask("nobody@example.org") == []
