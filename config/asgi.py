"""What the server runs: polling and sockets by themselves, everything else through Django."""

import os
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django_application = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402 - these need Django's apps to be loaded
from django.urls import path, re_path  # noqa: E402

from config.assets import assets  # noqa: E402
from config.daily import daily  # noqa: E402
from config.limits import limited  # noqa: E402
from config.origins import same_origin  # noqa: E402
from workshops.checks.echo import echo  # noqa: E402
from workshops.consumers import listen  # noqa: E402
from workshops.room.state import polling  # noqa: E402


async def nowhere(_scope: dict[str, Any], _receive: Any, send: Any) -> None:
    """A socket that nothing here opens."""
    await send({"type": "websocket.close", "code": 4404})


# Django's own `path` is typed for views alone.
listener: Any = listen
checking: Any = echo
elsewhere: Any = nowhere
sockets = URLRouter(
    [
        path("live/<str:code>/desk/", listener, {"audience": "desk"}),
        path("live/<str:code>/participant/", listener, {"audience": "participant"}),
        path("live/<str:code>/screen/", listener, {"audience": "screen"}),
        path("live/check/", checking),
        re_path("", elsewhere),
    ]
)

site = ProtocolTypeRouter({"http": limited(django_application), "websocket": same_origin(sockets)})
application = daily(assets(polling(site)))
