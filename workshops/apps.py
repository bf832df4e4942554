from typing import Any

from allauth.account.signals import password_changed, password_reset
from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "workshops"

    def ready(self) -> None:
        for signal in (password_changed, password_reset):
            signal.connect(self.end_tokens)

    def end_tokens(self, user: Any, **_sent: Any) -> None:
        """Whoever had somebody's old password may have made a token with it, by which they would still read."""
        tokens: Any = self.get_model("ApiToken")
        tokens.objects.filter(user=user).delete()
