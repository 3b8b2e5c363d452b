"""A district with its own page, and somebody without an account."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import httpx
import pytest

from backend.people.models import Setting
from backend.people.settings import packed
from tests.fixtures.phone import Clock
from tests.world import DISTRICT, LONG_AGO

TOKEN = re.compile(r'name="token" value="([^"]*)"')
CODE = re.compile(r"data-code>([2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4})<")
WORDS = "补贴公告说 9 月到账，现在还没有收到，打电话没人接。"


@dataclass
class Person:
    """A browser without script, at one address."""

    http: httpx.AsyncClient
    clock: Clock
    token: str = ""
    path: str = "/p/"
    headers: dict[str, str] = field(default_factory=dict)

    async def open(self, path: str = "/p/") -> str:
        self.path = path
        page = await self.http.get(path)
        assert page.status_code == 200, page.text
        self.token = token_in(page.text)
        self.clock.advance(seconds=40)
        return page.text

    async def submit(
        self, *photos: tuple[str, bytes], token: str | None = None, **fields: str
    ) -> httpx.Response:
        typed = {"kind": "request", "words": WORDS, "enterprise": "", "phone": ""} | fields
        data = {"token": self.token if token is None else token} | typed
        # A browser always sends the file field, empty when nothing was chosen.
        files = [("photos", photo) for photo in photos] or [("photos", ("", b""))]
        return await self.http.post(self.path, data=data, files=files, headers=self.headers)

    async def report(self, *photos: tuple[str, bytes], **fields: str) -> str:
        """Open, fill in, submit; the tracking code."""
        await self.open()
        answer = await self.submit(*photos, **fields)
        assert answer.status_code == 200, text_of(answer.text)
        return code_in(answer.text)

    async def follow(self, code: str, step: str = "", **fields: str) -> httpx.Response:
        return await self.http.post(f"/p/follow{step}", data={"code": code} | fields)


def token_in(page: str) -> str:
    found = TOKEN.search(page)
    assert found, page
    return found[1]


def code_in(page: str) -> str:
    found = CODE.search(page)
    assert found, text_of(page)
    return found[1]


def text_of(page: str) -> str:
    """What a person reads."""
    body = page.split("<body>", 1)[-1]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


async def set_up_district(**settings: Any) -> None:
    rows = {"district_code": DISTRICT, "district_name": "卫东区", "hotline": "0375-2621000"}
    for key, value in (rows | settings).items():
        await Setting.create(key=key, value=packed(value), changed_at=LONG_AGO)


@pytest.fixture
async def person(application: Any, clock: Clock) -> Person:
    await set_up_district()
    return new_person(application, clock)


def new_person(application: Any, clock: Clock, address: str = "203.0.113.7") -> Person:
    transport = httpx.ASGITransport(app=application, client=(address, 4711))
    return Person(httpx.AsyncClient(transport=transport, base_url="http://phone.test"), clock)


@pytest.fixture
def person_at(application: Any, clock: Clock) -> Callable[[str], Person]:
    return lambda address: new_person(application, clock, address)
