"""An SMS by a template that the provider has approved, through Aliyun's SendSms (2017-05-25).

The template has two variables: ``${kind}`` and ``${number}``, for example
「${kind} ${number}，请打开包联通查看。」. Signed by ACS3-HMAC-SHA256. Source: help.aliyun.com,
V3版本请求体&签名机制.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import quote
from uuid import uuid4

import aiohttp
from yarl import URL

from backend.notify.answers import TAKEN, Answer, NotTaken
from backend.notify.channels.calling import call

ALIYUN_SMS_URL = "https://dysmsapi.aliyuncs.com"
ACTION, VERSION = "SendSms", "2017-05-25"
ALGORITHM = "ACS3-HMAC-SHA256"
UNNUMBERED = "（未编号）"  # a variable of a template may not be empty
# How the provider's limits for one number are named, and how long each lasts.
_LIMITS_S = {"分钟级": 60, "小时级": 3600, "天级": 3600}


@dataclass(frozen=True, slots=True)
class SmsAccount:
    key_id: str
    key_secret: str
    sign_name: str
    template: str  # its number, SMS_…
    url: str = ALIYUN_SMS_URL


class AliyunSms:
    def __init__(self, session: aiohttp.ClientSession, account: SmsAccount) -> None:
        self._session, self._account = session, account

    async def tell(self, phone: str, *, kind: str, number: str) -> Answer:
        own = self._account
        said = {"kind": kind, "number": number or UNNUMBERED}
        query = canonical_query(
            {
                "PhoneNumbers": phone,
                "SignName": own.sign_name,
                "TemplateCode": own.template,
                "TemplateParam": json.dumps(said, ensure_ascii=False),
            }
        )
        url = URL(f"{own.url}/?{query}", encoded=True)
        headers = signed(
            own.key_id, own.key_secret, query=query, host=url.authority, action=ACTION,
            version=VERSION, at=datetime.now(UTC), nonce=uuid4().hex,
        )  # fmt: skip
        try:
            answer = await call(self._session, "POST", url, headers=headers)
        except NotTaken as no:
            return no.answer
        return _answer(str(answer.get("Code", "")), str(answer.get("Message", "")))


def _answer(code: str, message: str) -> Answer:
    if code == "OK":
        return TAKEN
    if code == "isv.BUSINESS_LIMIT_CONTROL":
        wait_s = next((s for word, s in _LIMITS_S.items() if word in message), 3600)
        return Answer(429, code, wait_s, theirs_alone=True)
    if code.startswith(("Throttling", "ServiceUnavailable", "InternalError", "isp.")):
        return Answer(503, code)
    return Answer(400, code)


def canonical_query(parameters: Mapping[str, str]) -> str:
    """Sorted and percent-encoded, as it is signed and as it is sent."""
    return "&".join(f"{_encoded(k)}={_encoded(v)}" for k, v in sorted(parameters.items()))


def signed(
    key_id: str,
    secret: str,
    *,
    query: str,
    host: str,
    action: str,
    version: str,
    at: datetime,
    nonce: str,
) -> dict[str, str]:
    """The headers of a POST without a body, the signature among them."""
    nothing = sha256(b"").hexdigest()
    headers = {
        "host": host,
        "x-acs-action": action,
        "x-acs-content-sha256": nothing,
        "x-acs-date": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "x-acs-signature-nonce": nonce,
        "x-acs-version": version,
    }
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    request = "\n".join(("POST", "/", query, lines, names, nothing))
    to_sign = f"{ALGORITHM}\n{sha256(request.encode()).hexdigest()}"
    signature = hmac.new(secret.encode(), to_sign.encode(), sha256).hexdigest()
    credential = f"{ALGORITHM} Credential={key_id},SignedHeaders={names},Signature={signature}"
    return headers | {"authorization": credential}


def _encoded(text: str) -> str:
    return quote(text, safe="-_.~")
