"""The socket at ``/graphql`` (graphql-transport-ws): one subscription, nothing else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry import Schema
from strawberry.asgi import GraphQL
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    BaseGraphQLTransportWSHandler,
)
from strawberry.subscriptions.protocols.graphql_transport_ws.types import SubscribeMessage

from backend.kernel.graphql import Context
from backend.live.feed import DOCUMENT

Clients = Callable[[HTTPConnection], Awaitable[Context]]
BAD_REQUEST = 4400  # close code of graphql-transport-ws


class OnlyChanges(BaseGraphQLTransportWSHandler[Context, None]):
    """Questions and deeds go by HTTP, where they are weighed and known."""

    async def handle_subscribe(self, message: SubscribeMessage) -> None:
        if message["payload"].get("query") != DOCUMENT:
            await self.websocket.close(code=BAD_REQUEST, reason="only the subscription of changes")
            return
        await super().handle_subscribe(message)


class LiveSocket(GraphQL[Context, None]):
    """Who asks is told by the cookie, as for every request; the page must be of this origin."""

    graphql_transport_ws_handler_class = OnlyChanges

    def __init__(self, schema: Schema, clients: Clients) -> None:
        super().__init__(
            schema,
            graphql_ide=None,
            allow_queries_via_get=False,
            subscription_protocols=[GRAPHQL_TRANSPORT_WS_PROTOCOL],
            connection_init_wait_timeout=timedelta(seconds=10),
            max_subscriptions_per_connection=1,
        )
        self._clients = clients

    async def get_context(
        self, request: Request | WebSocket, response: Response | WebSocket
    ) -> Context:
        del response
        return await self._clients(request)
