"""The browsers of the people of the tests, with whatever makes the site know them."""

from django.conf import settings
from django.test import Client

from accounts.models import User
from workshops.room import seats
from workshops.room.seats import Seat


class Browsers(dict[str, Client]):
    """Everybody's browser, opened when it is first used."""

    def __init__(self, users: dict[str, User], taking: dict[str, Seat], sessions: dict[str, str]) -> None:
        super().__init__()
        self.users, self.taking, self.sessions = users, taking, sessions

    def __missing__(self, who: str) -> Client:
        self[who] = self._opened(who)
        return self[who]

    def _opened(self, who: str) -> Client:
        if who in self.sessions:
            return with_cookie(settings.SESSION_COOKIE_NAME, self.sessions[who])
        if who in self.users:
            return signed_in(self.users[who])
        if who in self.taking:
            seat = self.taking[who]
            return with_cookie(seats.cookie_name(seat.code, seat.role), seats.signed(seat))
        return Client()


def signed_in(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def with_cookie(name: str, value: str) -> Client:
    browser = Client()
    browser.cookies[name] = value
    return browser
