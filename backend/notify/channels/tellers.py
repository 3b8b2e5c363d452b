"""The channels to a person that are switched on, over connections that they keep."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import aiohttp

from backend.notify.channels.aliyun_sms import AliyunSms
from backend.notify.channels.calling import Teller
from backend.notify.channels.dingtalk import DingTalk
from backend.notify.channels.wecom import WeCom
from backend.notify.models import Channel
from backend.notify.outside import Outside


@asynccontextmanager
async def tellers(here: Outside) -> AsyncIterator[Mapping[Channel, Teller]]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        found: dict[Channel, Teller] = {}
        if here.wecom:
            found[Channel.MESSAGE] = WeCom(session, here.wecom)
        elif here.dingtalk:
            found[Channel.MESSAGE] = DingTalk(session, here.dingtalk)
        if here.sms:
            found[Channel.SMS] = AliyunSms(session, here.sms)
        yield found
