"""The owner's pages have no door of their own: passwords are tried at one place, which counts the tries."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User

pytestmark = pytest.mark.django_db
ADMIN = reverse("admin:index")
LOGIN = reverse("admin:login")


def test_the_admin_asks_at_the_one_door(client: Client):
    sent_on = f"{reverse('account_login')}?next={ADMIN.replace('/', '%2F')}"
    tried = client.post(f"{LOGIN}?next={ADMIN}", {"username": "fay@example.org", "password": "x"})

    assert (tried.status_code, tried.headers["Location"]) == (302, sent_on)
    assert client.get(ADMIN, follow=True).templates[0].name == "account/login.html"


def test_whoever_signed_in_and_is_staff_gets_in(client: Client):
    fay = User.objects.create_user("fay@example.org", "a password for tests")
    client.force_login(fay)
    assert client.get(ADMIN, follow=True).status_code == 403

    fay.is_staff = True
    fay.save()
    assert client.get(ADMIN).status_code == 200
