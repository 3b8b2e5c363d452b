"""Stand-ins of those who carry messages; they check credentials and limits as the real ones do."""

from __future__ import annotations

import hmac
import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256

from aiohttp import web

from tests.fixtures.stand_in import answering

SECRET = "短信密钥-of-the-tests"


@dataclass
class Providers:
    """WeCom, DingTalk, Aliyun and a group bot on this machine."""

    url: str = ""
    tokens: int = 0
    told: list[tuple[str, str]] = field(default_factory=list)  # channel, what was said
    phones: dict[str, str] = field(default_factory=dict)  # to users there
    sms_to: Counter[str] = field(default_factory=Counter)
    sms_most: int = 5
    token_over: bool = False
    busy: bool = False

    async def token(self, request: web.Request) -> web.Response:
        query = request.query
        if (query.get("corpsecret") or query.get("appsecret")) != SECRET:
            return web.json_response({"errcode": 40001, "errmsg": "invalid credential"})
        self.tokens += 1
        self.token_over = False
        return web.json_response(
            {"errcode": 0, "access_token": f"t{self.tokens}", "expires_in": 7200}
        )

    def _token_wrong(self, request: web.Request) -> bool:
        return self.token_over or request.query.get("access_token") != f"t{self.tokens}"

    async def wecom_user(self, request: web.Request) -> web.Response:
        if self._token_wrong(request):
            return web.json_response({"errcode": 42001})
        user = self.phones.get((await request.json())["mobile"])
        return web.json_response({"errcode": 0, "userid": user} if user else {"errcode": 46004})

    async def wecom_send(self, request: web.Request) -> web.Response:
        if self._token_wrong(request):
            return web.json_response({"errcode": 42001})
        if self.busy:
            return web.json_response({"errcode": 45009})
        said = await request.json()
        assert (said["agentid"], said["msgtype"]) == (1000002, "text")
        self.told.append((said["touser"], said["text"]["content"]))
        return web.json_response({"errcode": 0, "invaliduser": ""})

    async def ding_user(self, request: web.Request) -> web.Response:
        user = self.phones.get((await request.json())["mobile"])
        found = {"errcode": 0, "result": {"userid": user}}
        return web.json_response(found if user else {"errcode": 60121})

    async def ding_send(self, request: web.Request) -> web.Response:
        said = await request.json()
        self.told.append((said["userid_list"], said["msg"]["text"]["content"]))
        return web.json_response({"errcode": 0, "task_id": 1})

    async def sms(self, request: web.Request) -> web.Response:
        if not _signature_holds(request):
            return web.json_response({"Code": "SignatureDoesNotMatch"}, status=400)
        phone = request.query["PhoneNumbers"]
        self.sms_to[phone] += 1
        if self.sms_to[phone] > self.sms_most:
            said = {"Code": "isv.BUSINESS_LIMIT_CONTROL", "Message": "触发小时级流控Permits:5"}
            return web.json_response(said)
        assert request.query["SignName"] == "卫东监督"
        assert request.query["TemplateCode"] == "SMS_154950909"
        said = json.loads(request.query["TemplateParam"])
        self.told.append((phone, f"{said['kind']} {said['number']}"))
        return web.json_response({"Code": "OK", "Message": "OK", "BizId": "1"})

    async def bot(self, request: web.Request) -> web.Response:
        self.told.append(("group", (await request.json())["message"]))
        return web.json_response({})


def _signature_holds(request: web.Request) -> bool:
    """ACS3-HMAC-SHA256, reckoned from what arrived, not by the code that signs."""
    said = request.headers["authorization"].removeprefix("ACS3-HMAC-SHA256 ")
    parts = dict(part.split("=", 1) for part in said.split(","))
    names = parts["SignedHeaders"].split(";")
    lines = "".join(f"{name}:{request.headers[name]}\n" for name in names)
    body = request.headers["x-acs-content-sha256"]
    whole = (
        f"POST\n/\n{request.rel_url.raw_query_string}\n{lines}\n{parts['SignedHeaders']}\n{body}"
    )
    to_sign = f"ACS3-HMAC-SHA256\n{sha256(whole.encode()).hexdigest()}"
    own = hmac.new(SECRET.encode(), to_sign.encode(), sha256).hexdigest()
    return hmac.compare_digest(own, parts["Signature"])


@asynccontextmanager
async def serving() -> AsyncIterator[Providers]:
    """They answer until the block ends."""
    here = Providers()
    app = web.Application()
    app.router.add_get("/cgi-bin/gettoken", here.token)
    app.router.add_post("/cgi-bin/user/getuserid", here.wecom_user)
    app.router.add_post("/cgi-bin/message/send", here.wecom_send)
    app.router.add_get("/gettoken", here.token)
    app.router.add_post("/topapi/v2/user/getbymobile", here.ding_user)
    app.router.add_post("/topapi/message/corpconversation/asyncsend_v2", here.ding_send)
    app.router.add_post("/bot", here.bot)
    app.router.add_post("/", here.sms)
    async with answering(app) as here.url:
        yield here
