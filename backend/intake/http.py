"""The public pages over HTTP: everything below ``/p/``. No account, no cookie, no script needed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from backend.enterprises.http import picture
from backend.evidence.http import PhotoCounter
from backend.intake import pages, queries, rules, service
from backend.intake.form_http import ReportDesk
from backend.intake.pages import Site
from backend.intake.reading import FormUnreadable, fields_of
from backend.intake.rules import CodeUnknown, Grade
from backend.intake.throttling import guessing
from backend.kernel.flood import WAIT_S, Flood
from backend.kernel.refusal import Refusal
from backend.people.lockout import address_key
from backend.people.queries import district
from backend.people.throttle import Locked

STATIC = Path(__file__).parent / "static"
TYPES = {"css": "text/css", "js": "text/javascript"}
HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' blob: data:;"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
THANKS = "谢谢，您的评价已收下。"
ADDED = "您的补充已收下。"
FLOOD = "从您这里来的提交太多了。请过一分钟刷新这一页，浏览器会替您再交一次。"
TOO_MANY_WRONG = "查询码输错太多次了，{clock} 以后再试。"

Address = Callable[[Request], str]
Act = Callable[[UUID, dict[str, str]], Awaitable[str]]
Answer = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class PublicPages:
    """Wiring gives it what it needs and mounts ``routes``. ``public_url`` has no slash at its end.

    ``address``: where a request comes from, as trusted proxies say.
    """

    photos: PhotoCounter
    address: Address
    clock: Callable[[], datetime]
    public_url: str
    prefix: str
    flood: Flood = field(default_factory=Flood)

    def routes(self) -> list[Route]:
        report = ReportDesk(self.photos, self.address, self.clock, self._site, _page)
        return [
            Route("/p", self._to_form),
            Route("/p/", report.get, methods=["GET"]),
            self._post("/p/", report.post),
            Route("/p/e/{code}", report.get, methods=["GET"]),
            self._post("/p/e/{code}", report.post),
            Route("/p/qr.svg", self.qr),
            Route("/p/a/{name}", self.asset),
            Route("/p/follow", self.ask_code, methods=["GET"]),
            self._post("/p/follow", self.follow),
            self._post("/p/follow/rate", self.rate),
            self._post("/p/follow/say", self.say),
            Route("/p/follow/{rest}", self._to_follow, methods=["GET"]),
            Route("/p/c/{token}", self.link, methods=["GET"]),
            self._post("/p/c/{token}", self.confirm),
        ]

    def _post(self, path: str, answer: Answer) -> Route:
        """A flood from one address is refused before anything is read, of the request or stored."""

        async def unless_flooded(request: Request) -> Response:
            if not self.flood.over(address_key(self.address(request)), self.clock()):
                return await answer(request)
            said = pages.said_page(Site("", "", f"{self.prefix}/p/"), "请稍等", FLOOD)
            return Response(
                said, 429, HEADERS | {"retry-after": str(WAIT_S)}, "text/html; charset=utf-8"
            )

        return Route(path, unless_flooded, methods=["POST"])

    async def qr(self, _: Request) -> Response:
        """For the wall: opens the form."""
        headers = {"cache-control": "public, max-age=86400"}
        return Response(picture(f"{self.public_url}/p/"), 200, headers, "image/svg+xml")

    async def asset(self, request: Request) -> Response:
        path = STATIC / request.path_params["name"]
        if path.parent != STATIC or not path.is_file():
            return Response("没有这个文件。", 404, media_type="text/plain; charset=utf-8")
        headers = {"cache-control": "no-cache"}
        return FileResponse(path, headers=headers, media_type=TYPES[path.suffix[1:]])

    async def ask_code(self, _: Request) -> Response:
        return _page(pages.follow_page(await self._site()))

    async def follow(self, request: Request) -> Response:
        return await self._with_code(request, _nothing)

    async def rate(self, request: Request) -> Response:
        async def act(issue_id: UUID, sent: dict[str, str]) -> str:
            grade = _grade(sent.get("grade", ""))
            await service.rate(issue_id, grade, sent.get("missing", ""), now=self.clock())
            return THANKS

        return await self._with_code(request, act)

    async def say(self, request: Request) -> Response:
        async def act(issue_id: UUID, sent: dict[str, str]) -> str:
            await service.say(issue_id, sent.get("say", ""), now=self.clock())
            return ADDED

        return await self._with_code(request, act)

    async def link(self, request: Request) -> Response:
        return await self._linked(request, "")

    async def confirm(self, request: Request) -> Response:
        token, site = request.path_params["token"], await self._site()
        try:
            sent = await fields_of(request)
            grade = _grade(sent.get("grade", ""))
            await service.rate_by_link(token, grade, sent.get("missing", ""), now=self.clock())
        except service.LinkUsed as no:
            return _page(pages.said_page(site, "请您确认", no.message), 410)
        except (Refusal, FormUnreadable) as no:
            return await self._linked(request, _sentence(no))
        except ClientDisconnect:
            return Response(status_code=499)
        return _page(pages.said_page(site, "请您确认", THANKS))

    async def _linked(self, request: Request, message: str) -> Response:
        token, site = request.path_params["token"], await self._site()
        try:
            issue_id = await service.linked_issue(token, now=self.clock())
        except service.LinkUsed as no:
            return _page(pages.said_page(site, "请您确认", no.message), 410)
        seen = await queries.progress(issue_id)
        shown = pages.confirm_page(site, seen, token=token, message=message)
        return _page(shown, 422 if message else 200)

    async def _with_code(self, request: Request, act: Act) -> Response:
        """Everything behind a code: who has it sees the report and may do ``act``."""
        site, now, typed = await self._site(), self.clock(), ""
        try:
            sent = await fields_of(request)
            typed = sent.get("code", "")[:60]
            rules.typed_code(typed)
            guess = await guessing(self.address(request), now)
            issue_id = await service.followed(typed)
            await guess.succeeded()
        except Locked as no:
            said = TOO_MANY_WRONG.format(clock=no.facts["clock"])
            return _page(pages.follow_page(site, code=typed, message=said), 429)
        except (CodeUnknown, FormUnreadable) as no:
            return _page(pages.follow_page(site, code=typed, message=_sentence(no)), 422)
        except ClientDisconnect:
            return Response(status_code=499)
        message = done = ""
        try:
            done = await act(issue_id, sent)
        except Refusal as no:
            message = no.message
        seen = await queries.progress(issue_id)
        shown = pages.progress_page(
            site, seen, code=rules.typed_code(typed), message=message, done=done,
            typed=sent.get("say", "") if message else "",
        )  # fmt: skip
        return _page(shown, 422 if message else 200)

    async def _site(self) -> Site:
        about = await district(self.clock())
        return Site(about.name, about.hotline, f"{self.prefix}/p/")

    async def _to_form(self, _: Request) -> Response:
        return RedirectResponse(f"{self.prefix}/p/", 308)

    async def _to_follow(self, _: Request) -> Response:
        """A page that was opened again by its address."""
        return RedirectResponse(f"{self.prefix}/p/follow", 303)


async def _nothing(issue_id: UUID, sent: dict[str, str]) -> str:
    del issue_id, sent
    return ""


def _page(text: str, status: int = 200) -> Response:
    return Response(text, status, HEADERS, "text/html; charset=utf-8")


def _grade(said: str) -> Grade:
    try:
        return Grade(said)
    except ValueError:
        raise rules.GradeNeeded(field="grade") from None


def _sentence(no: Exception) -> str:
    return no.message if isinstance(no, Refusal) else str(no)
