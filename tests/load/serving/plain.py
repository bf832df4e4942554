"""A group of Channels, as its tutorial has it, and nothing else.

Each consumer is in the group by itself and sends the text that the group was sent. Whatever is said at PUSH goes to
everybody.
"""

from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter
from django.conf import settings

from tests.load.serving.pressing import PUSH
from tests.load.serving.stamps import stamp

settings.configure(CHANNEL_LAYERS={"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}})
GROUP = "room"


class Listener(AsyncWebsocketConsumer):  # type: ignore[misc]
    async def connect(self) -> None:
        if self.scope["path"] != PUSH:
            await self.channel_layer.group_add(GROUP, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(GROUP, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        stamp()
        await self.channel_layer.group_send(GROUP, {"type": "room.changed", "text": text_data})

    async def room_changed(self, event: dict[str, Any]) -> None:
        await self.send(text_data=event["text"])


application = ProtocolTypeRouter({"websocket": Listener.as_asgi()})
