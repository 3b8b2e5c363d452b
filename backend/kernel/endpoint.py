"""``POST /graphql``: a body guard, a document, an answer. Knows no slice.

The body is ``{"id": <hash of a trusted document>, "variables": {…}}`` (the first 16 figures of the
hash will do: a phone pays for each) or, where any document is taken, ``{"query": …, "variables":
{…}}``. What a client gets wrong is answered with 4xx and a code, never 500; what is our fault
leaves as an incident id. Source: GraphQL over HTTP, application/json.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import orjson
from graphql import GraphQLError, parse
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from strawberry import Schema

from backend.kernel import compiled, counting, limits
from backend.kernel.allowlist import Document, digest_of
from backend.kernel.graphql import Context, Reply

log = logging.getLogger(__name__)

SHORT_ID = 16  # hex figures: 64 bits, among some hundred documents that nobody else can add to

Clients = Callable[[Request, Reply], Awaitable[Context]]


class BadRequest(Exception):
    """The client's mistake, before any document runs."""

    remedy = ""  # one of the refusals' remedies, where the phone can do something

    def __init__(self, code: str, message: str, status: int = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(code)
        self.code, self.message, self.status = code, message, status


class UnknownDocument(BadRequest):
    """An app older than the releases that are kept. Its letters wait until it is updated: RETRY."""

    code, remedy = "unknown_document", "RETRY"
    text = "应用有新版本，请更新。您写的都在本机，更新后会自动送出。"

    def __init__(self) -> None:
        super().__init__(self.code, self.text)


@dataclass(frozen=True, slots=True)
class Asked:
    document: Document | None
    text: str
    variables: dict[str, Any]
    operation: str | None


class Cookies:
    """Collects what resolvers do to cookies until there is a response to put them on."""

    def __init__(self, *, path: str, secure: bool) -> None:
        self._path, self._secure = path, secure
        self._changes: list[Callable[[Response], None]] = []

    def set_cookie(self, name: str, value: str, *, max_age_s: int) -> None:
        self._changes.append(
            lambda response: response.set_cookie(
                name, value, max_age=max_age_s, path=self._path, secure=self._secure,
                httponly=True, samesite="lax",
            )
        )  # fmt: skip

    def clear_cookie(self, name: str) -> None:
        self._changes.append(lambda response: response.delete_cookie(name, path=self._path))

    def apply(self, response: Response) -> None:
        for change in self._changes:
            change(response)


class Endpoint:
    """Answers GraphQL over HTTP.

    Args:
        trusted: documents by hash; its first SHORT_ID figures name them too.
        any_document: also run documents that are not trusted, once weighed.
        clients: who asks, from a request.
        cookies: makes the collector of cookies for one response.
    """

    def __init__(
        self,
        schema: Schema,
        trusted: Mapping[str, Document],
        *,
        any_document: bool,
        clients: Clients,
        cookies: Callable[[], Cookies],
    ) -> None:
        self._schema, self._any = schema, any_document
        self._trusted = {**trusted, **{digest[:SHORT_ID]: one for digest, one in trusted.items()}}
        self._clients, self._cookies = clients, cookies

    async def post(self, request: Request) -> Response:
        with counting.request() as counted:
            return await self._post(request, counted)

    async def _post(self, request: Request, counted: counting.Asked) -> Response:
        cookies = self._cookies()
        try:
            asked = self._asked(await _body(request))
            if asked.document is not None:
                counted.operation = asked.document.name
            context = await self._clients(request, cookies)
            answer = await self._answer(asked, context)
        except BadRequest as bad:
            told = {"remedy": bad.remedy} if bad.remedy else {}
            answer, status = _error(bad.message, bad.code, **told), bad.status
        except ClientDisconnect:
            counted.outcome = "left"
            return Response(status_code=499)
        else:
            status = HTTPStatus.OK
        counted.outcome = counting.outcome_of(answer)
        response = Response(orjson.dumps(answer), status, media_type="application/json")
        cookies.apply(response)
        return response

    def _asked(self, body: Mapping[str, Any]) -> Asked:
        variables, operation = body.get("variables") or {}, body.get("operationName")
        if not isinstance(variables, dict) or not isinstance(operation, str | None):
            raise BadRequest("bad_body", "variables 要是一个对象。")
        identity, text = body.get("id"), body.get("query")
        if isinstance(text, str) and len(text) <= limits.QUERY_CHARS_MAX:
            identity = digest_of(text) if text.isascii() or self._any else identity
        if isinstance(identity, str) and (document := self._trusted.get(identity)):
            return Asked(document, document.text, variables, None)
        if not isinstance(text, str):
            raise UnknownDocument
        if not self._any:
            raise BadRequest("only_trusted", "服务器只回答登记过的请求，请更新应用后再试。")
        if len(text) > limits.QUERY_CHARS_MAX:
            raise BadRequest("query_too_long", "查询太长。", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return Asked(None, text, variables, operation)

    async def _answer(self, asked: Asked, context: Context) -> dict[str, Any]:
        if asked.document and asked.document.plan:
            return await _run_plan(asked.document.plan, asked.variables, context)
        if asked.document is None:
            try:
                limits.check(parse(asked.text, max_tokens=limits.TOKENS_MAX), asked.variables)
            except GraphQLError as error:
                return {"errors": [error.formatted]}
        result = await self._schema.execute(
            asked.text,
            variable_values=asked.variables,
            context_value=context,
            operation_name=asked.operation,
        )
        answer: dict[str, Any] = {"data": result.data}
        if result.errors:
            answer["errors"] = [error.formatted for error in result.errors]
        return answer


async def _run_plan(
    plan: compiled.Plan, variables: dict[str, Any], context: Context
) -> dict[str, Any]:
    try:
        coerced = compiled.coerce(plan, variables)
        if isinstance(coerced, list):
            return _unfit(coerced[0])
        return {"data": await compiled.run(plan, coerced, context)}
    except GraphQLError as error:
        return _unfit(error)
    except Exception:  # the last door: masked, logged, answered as our fault
        incident = uuid4().hex[:8]
        log.exception("fault %s in %s", incident, plan.field.key)
        return _error("服务器出错，已记录。", "fault", incident=incident, remedy="RETRY")


def _unfit(error: GraphQLError) -> dict[str, Any]:
    """Variables of the wrong type. The library's words may suggest names: those are cut."""
    detail = error.message.split(" Did you mean")[0][:200]
    return _error(
        "内容的格式不对，请更新应用后再发。", "bad_variables", detail=detail, remedy="FIX"
    )


def _error(message: str, code: str, **extensions: str) -> dict[str, Any]:
    return {"errors": [{"message": message, "extensions": {"code": code} | extensions}]}


async def _body(request: Request) -> dict[str, Any]:
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise BadRequest("not_json", "请求要用 application/json。", 415)
    if request.headers.get("content-encoding", "identity") != "identity":
        raise BadRequest("encoded", "请求内容不要压缩。", 415)
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > limits.BODY_BYTES_MAX:
            raise BadRequest("body_too_big", "请求太大。", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        body = orjson.loads(received)
    except orjson.JSONDecodeError:
        body = _without_halves(received)
    if not isinstance(body, dict):
        raise BadRequest("not_an_object", "请求内容要是一个 JSON 对象。")
    return body


def _without_halves(received: bytearray) -> Any:
    """A text cut in the middle of an emoji leaves half of it, which browsers send as an escape.

    No database stores it and nobody can see it; refusing it would keep a person's letter for ever.
    """
    if b"\\ud" not in received.lower():
        raise BadRequest("not_json", "请求内容不是 JSON。")
    try:
        whole = json.dumps(json.loads(received), ensure_ascii=False, allow_nan=False)
        return orjson.loads(whole.encode("utf-8", "ignore"))
    except (ValueError, RecursionError):
        raise BadRequest("not_json", "请求内容不是 JSON。") from None
