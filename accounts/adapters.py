"""How allauth is bent to this site: nobody signs up alone, since a workshop's results are not for strangers."""

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in the e-mail leads to where this site was told it is.

        The request names whatever host its sender likes, and whoever's host it leads to may choose the password.
        """
        asked_at = urlsplit(super().get_reset_password_from_key_url(key))
        told = settings.SITE_ADDRESS or settings.NETWORK_ADDRESS
        return f"{told}{asked_at.path}" if told else asked_at.geturl()
