"""A message of our application to a person in WeCom (企业微信), found there by their phone number.

Source: developer.work.weixin.qq.com, 获取access_token, 手机号获取userid, 发送应用消息.
"""

from __future__ import annotations

from dataclasses import dataclass

import aiohttp

from backend.notify.answers import TAKEN, Answer, NotTaken
from backend.notify.channels.errcode_api import ErrcodeApi

WECOM_URL = "https://qyapi.weixin.qq.com"
TOO_MANY = frozenset({45009, 45033})


@dataclass(frozen=True, slots=True)
class WeComApp:
    corp_id: str
    secret: str
    agent_id: int
    url: str = WECOM_URL


class WeCom:
    def __init__(self, session: aiohttp.ClientSession, app: WeComApp) -> None:
        known = {"corpid": app.corp_id, "corpsecret": app.secret}
        self._api = ErrcodeApi(session, f"{app.url}/cgi-bin", known, too_many=TOO_MANY)
        self._agent_id = app.agent_id

    async def tell(self, phone: str, *, kind: str, number: str) -> Answer:
        try:
            found = await self._api.post("user/getuserid", {"mobile": phone})
            message = {
                "touser": found["userid"],
                "msgtype": "text",
                "agentid": self._agent_id,
                "text": {"content": f"{kind} {number}".strip()},
                "enable_duplicate_check": 1,
            }
            sent = await self._api.post("message/send", message)
        except NotTaken as no:
            return no.answer
        return Answer(404, "not visible") if sent.get("invaliduser") else TAKEN
