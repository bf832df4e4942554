"""What organisers type on the pages about programs."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from workshops.domain.webhooks import LONGEST_ADDRESS, fault_in


class TokenForm(forms.Form):
    """The name of a new token."""

    name = forms.CharField(
        label=_("What it is for"),
        max_length=80,
        help_text=_("Such as “Our dashboard”, so that you know later which to revoke."),
        error_messages={"required": _("Say what the token is for.")},
    )


class WebhookForm(forms.Form):
    """Where a team's approved reports are announced."""

    address = forms.CharField(
        label=_("Address of the other server"),
        max_length=LONGEST_ADDRESS,
        help_text=_("It begins with https://."),
        error_messages={
            "required": _("Give the whole address of the other server. It begins with https://.")
        },
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        fault = fault_in(address, inside=settings.WEBHOOKS_INSIDE)
        if fault:
            raise forms.ValidationError(gettext(fault))
        return address
