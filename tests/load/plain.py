"""What is measured against: a group of Channels, as its tutorial has it, and nothing else.

Each consumer is in the group by itself and sends the text that the group was sent.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer
from channels.routing import ProtocolTypeRouter
from django.conf import settings

from tests.load.stamps import stamp

settings.configure(CHANNEL_LAYERS={"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}})
GROUP = "room"


class Listener(AsyncWebsocketConsumer):  # type: ignore[misc]
    async def connect(self) -> None:
        await self.channel_layer.group_add(GROUP, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(GROUP, self.channel_name)

    async def room_changed(self, event: dict[str, Any]) -> None:
        await self.send(text_data=event["text"])


Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


async def push(_scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Whatever is posted is sent to everybody in the group."""
    body, more = b"", True
    while more:
        part = await receive()
        body, more = body + part.get("body", b""), part.get("more_body", False)
    message = {"type": "room.changed", "text": body.decode()}
    stamp()
    await get_channel_layer().group_send(GROUP, message)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})


application = ProtocolTypeRouter({"http": push, "websocket": Listener.as_asgi()})
