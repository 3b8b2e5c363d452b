"""A work notification (工作通知) to a person in DingTalk, found there by their phone number.

Source: open.dingtalk.com, gettoken, topapi/v2/user/getbymobile, corpconversation/asyncsend_v2. The
same words to the same person are shown once a day there; number and kind make them differ.
"""

from __future__ import annotations

from dataclasses import dataclass

import aiohttp

from backend.notify.answers import TAKEN, Answer, NotTaken
from backend.notify.channels.errcode_api import ErrcodeApi

DINGTALK_URL = "https://oapi.dingtalk.com"
TOO_MANY = frozenset({90002, 90005, 90018, 143105, 143106})


@dataclass(frozen=True, slots=True)
class DingTalkApp:
    key: str
    secret: str
    agent_id: int
    url: str = DINGTALK_URL


class DingTalk:
    def __init__(self, session: aiohttp.ClientSession, app: DingTalkApp) -> None:
        known = {"appkey": app.key, "appsecret": app.secret}
        self._api = ErrcodeApi(session, app.url, known, too_many=TOO_MANY)
        self._agent_id = app.agent_id

    async def tell(self, phone: str, *, kind: str, number: str) -> Answer:
        try:
            found = await self._api.post("topapi/v2/user/getbymobile", {"mobile": phone})
            note = {
                "agent_id": self._agent_id,
                "userid_list": found["result"]["userid"],
                "msg": {"msgtype": "text", "text": {"content": f"{kind} {number}".strip()}},
            }
            await self._api.post("topapi/message/corpconversation/asyncsend_v2", note)
        except NotTaken as no:
            return no.answer
        return TAKEN
