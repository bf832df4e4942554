"""Where this site is, as phones must be told."""

from django.conf import settings
from django.http import HttpRequest

THIS_COMPUTER = ("localhost", "127.0.0.1", "[::1]")


def site_address(request: HttpRequest) -> str:
    """The address that phones reach this site at: as the site was told, or as this browser does.

    A desk that was opened as "localhost" must not send phones to themselves: they get the address on the network.
    """
    host = request.get_host()
    name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
    on_network: str = settings.NETWORK_ADDRESS if name in THIS_COMPUTER else ""
    told: str = settings.SITE_ADDRESS
    return told or on_network or f"{request.scheme}://{host}"
