"""The form: shown, sent, and shown again with everything typed when something has to change."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from starlette.datastructures import UploadFile
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from backend.enterprises.models import Enterprise
from backend.evidence.http import PhotoCounter
from backend.evidence.service import discard_unbound
from backend.evidence.spool import IN_MEMORY_BYTES, Spool, UploadBroken
from backend.intake import keys, pages, queries, rules, service
from backend.intake.pages import Draft, Site
from backend.intake.reading import SILENCE_S, FormUnreadable, Sent, sent_form
from backend.intake.rules import FormToken, FormTooOld, PublicReport, ReportKind
from backend.intake.throttling import TooManyToday, place_for_a_report
from backend.kernel.refusal import Refusal
from backend.people.throttle import give_back

CHOOSE_AGAIN = "照片没有收下，提交前请重新选。"
NOT_SET_UP = "本区还没有设置好，暂时收不了，请打电话说。"


@dataclass(frozen=True, slots=True)
class ReportDesk:
    """The two routes of the form, with and without an enterprise's code."""

    photos: PhotoCounter
    address: Callable[[Request], str]
    clock: Callable[[], datetime]
    site: Callable[[], Awaitable[Site]]
    page: Callable[..., Response]

    async def get(self, request: Request) -> Response:
        now, enterprise = self.clock(), await _enterprise(request)
        if not await service.district_code(now):
            site = await self.site()
            return self.page(pages.said_page(site, "反映问题", NOT_SET_UP), 503)
        draft = Draft(
            token=await _new_token(now),
            enterprise=enterprise.name if enterprise else "",
            at=f"e/{enterprise.code}" if enterprise else "",
        )
        return self.page(pages.form_page(await self.site(), draft))

    async def post(self, request: Request) -> Response:
        try:
            async with sent_form(request) as sent:
                return await self._sent(request, sent)
        except FormUnreadable as no:
            draft = Draft(token=await _new_token(self.clock()), message=str(no), field="top")
            return self.page(pages.form_page(await self.site(), draft), 413)
        except (ClientDisconnect, UploadBroken):
            return Response(status_code=499)

    async def _sent(self, request: Request, sent: Sent) -> Response:
        now, enterprise = self.clock(), await _enterprise(request)
        draft = _typed(sent, at=f"e/{enterprise.code}" if enterprise else "")
        again = CHOOSE_AGAIN if sent.photos else ""
        try:
            token = rules.opened(draft.token, await keys.in_force(now))
        except FormTooOld as no:
            return await self._again(replace(draft, token=await _new_token(now)), no, again)
        if await queries.was_sent(token.report_id):
            return await self._received(token)
        draft = replace(draft, kept=len(await queries.kept_photos(token.report_id)))
        try:
            rules.check_age(token, now=now)
            if sent.fields.get("website"):
                raise rules.FormTrap()
            place = await place_for_a_report(self.address(request), now)
        except FormTooOld as no:
            return await self._again(replace(draft, token=await _new_token(now)), no, again)
        except Refusal as no:
            return await self._again(draft, no, again)
        try:
            return await self._take_in(token, draft, sent, enterprise, now)
        except _ToChange as change:
            await give_back(place)
            return await self._again(change.draft, change.no, *change.photos)

    async def _take_in(
        self,
        token: FormToken,
        draft: Draft,
        sent: Sent,
        enterprise: Enterprise | None,
        now: datetime,
    ) -> Response:
        """Keep the photos first, so that they need not be chosen again; then look at the words."""
        if sent.fields.get("drop"):
            await discard_unbound(token.report_id)
        wrong = await self._keep(token.report_id, sent.photos)
        kept = await queries.kept_photos(token.report_id)
        draft = replace(draft, kept=len(kept))
        report = PublicReport(draft.kind, draft.words, draft.enterprise, draft.phone)
        try:
            checked = rules.checked(report, photos=len(kept))
        except Refusal as no:
            raise _ToChange(draft, no, wrong) from no
        if wrong:
            raise _ToChange(draft, None, wrong)
        try:
            await service.submit(token, checked, photo_ids=kept, enterprise=enterprise, now=now)
        except FormTooOld as no:
            raise _ToChange(replace(draft, token=await _new_token(now)), no, wrong) from no
        return await self._received(token)

    async def _keep(self, report_id: UUID, files: list[UploadFile]) -> list[str]:
        """Keep what can be kept; a sentence for each that cannot."""
        left = rules.room_left(len(await queries.kept_photos(report_id)))
        wrong = []
        for count, file in enumerate(files, start=1):
            name = f"第 {count} 张（{(file.filename or '')[:40]}）："
            if count > left:
                wrong.append(f"照片最多 9 张，从{name[:-1]}起没有收下。")
                break
            with Spool() as body:
                try:
                    await body.fill(_pieces(file), silence_s=SILENCE_S)
                    await self.photos.keep(report_id, uuid5(report_id, body.sha256), body)
                except Refusal as no:
                    wrong.append(f"{name}{no.message}")
        return wrong

    async def _again(self, draft: Draft, no: Refusal | None, *photos: str) -> Response:
        """The same form, with what has to change. Photos that were kept stay kept."""
        site = await self.site()
        message = no.message if no else ""
        if isinstance(no, TooManyToday) and site.hotline:
            message = f"{message.rstrip('。')}，或打电话 {site.hotline}。"
        shown = replace(
            draft,
            message=message,
            field=(no.field or "top") if no else "photos",
            photo_messages=tuple(text for text in photos if text),
        )
        status = 429 if isinstance(no, TooManyToday) else 422
        return self.page(pages.form_page(site, shown), status)

    async def _received(self, token: FormToken) -> Response:
        """The answer, the same however often the form is sent."""
        seen = await queries.progress(token.report_id)
        shown = pages.received_page(await self.site(), token.code, seen.reported_at)
        return self.page(shown)


class _ToChange(Exception):
    """Something has to change before it can be taken in."""

    def __init__(self, draft: Draft, no: Refusal | None, photos: list[str]) -> None:
        super().__init__()
        self.draft, self.no, self.photos = draft, no, photos


def _typed(sent: Sent, *, at: str) -> Draft:
    given = sent.fields
    complaint = given.get("kind") == ReportKind.COMPLAINT
    return Draft(
        token=given.get("token", "")[:200],
        kind=ReportKind.COMPLAINT if complaint else ReportKind.REQUEST,
        words=given.get("words", ""),
        enterprise=given.get("enterprise", ""),
        phone=given.get("phone", ""),
        at=at,
    )


async def _pieces(file: UploadFile) -> AsyncIterator[bytes]:
    while chunk := await file.read(IN_MEMORY_BYTES):
        yield chunk


async def _enterprise(request: Request) -> Enterprise | None:
    return await queries.enterprise_at(str(request.path_params.get("code", "")))


async def _new_token(now: datetime) -> str:
    return rules.new_form(now).sealed(await keys.of_today(now))
