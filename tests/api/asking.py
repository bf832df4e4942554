"""A program that asks with somebody's token."""

import json
from typing import Any

from django.test import Client

from accounts.models import User
from workshops.actions.programs import make_token

BASE = "/api/v1"


class Program:
    """Asks as the user whose token it has, and keeps no cookies: whatever is set fails the test that asked."""

    def __init__(self, user: User) -> None:
        self.token = make_token(user, "A program")
        self.client = Client()

    def ask(self, address: str, method: str = "GET", **headers: str) -> Any:
        full = address if address.startswith("/") else f"{BASE}/{address}"
        sent = {"Authorization": f"Bearer {self.token}"} | headers
        response = self.client.generic(method, full, headers=sent)
        assert (dict(response.cookies), response.get("Vary", "").count("Cookie")) == ({}, 0)
        return response

    def read(self, address: str) -> Any:
        response = self.ask(address)
        assert (response.status_code, response["Content-Type"]) == (200, "application/json"), response.content
        return json.loads(response.content)

    def status(self, address: str, method: str = "GET", **headers: str) -> int:
        return self.ask(address, method, **headers).status_code
