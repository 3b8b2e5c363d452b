"""The public pages as text. Every value is escaped here, in ``fill``; templates hold the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from backend.intake.queries import Progress
from backend.intake.rules import Grade, ReportKind, spoken
from backend.issues.rules import PHOTOS_MAX
from backend.kernel.civil import ZONE

TEMPLATES = Path(__file__).parent / "templates"
GRADES = {Grade.SATISFIED: "满意", Grade.MOSTLY: "基本满意", Grade.NOT_SATISFIED: "不满意"}
WEEKDAYS = "一二三四五六日"


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Site:
    """What every page says: the district, its telephone, where the pages lie."""

    district: str
    hotline: str
    base: str  # /p/ or /blt/p/


@dataclass(frozen=True, slots=True)
class Draft:
    """The form as it was typed, shown again with what has to change."""

    token: str
    kind: ReportKind = ReportKind.REQUEST
    words: str = ""
    enterprise: str = ""
    phone: str = ""
    kept: int = 0
    message: str = ""
    field: str = ""  # which field the message is about; empty: none
    photo_messages: Sequence[str] = ()
    at: str = ""  # e/{code}, where an enterprise's code was scanned


def fill(template: str, /, **values: object) -> Html:
    """A template with its values; what is no ``Html`` is escaped."""
    safe = {k: v if isinstance(v, Html) else escape(str(v)) for k, v in values.items()}
    return Html(_template(template).substitute(safe))


def frame(site: Site, title: str, main: Html, *, foot: Html = Html("")) -> str:
    """A whole page."""
    return fill("frame", title=title, base=site.base, main=main, foot=foot)


def form_page(site: Site, draft: Draft) -> str:
    title = f"向{site.district}反映问题"
    wrong = {name: Html("") for name in ("words", "photos", "enterprise", "phone")}
    top = ""
    if draft.field in wrong:
        wrong[draft.field] = _error(draft.field, draft.message)
    else:
        top = draft.message
    if draft.photo_messages:
        said = [draft.message] if draft.field == "photos" else []
        wrong["photos"] = _error("photos", "".join([*said, *draft.photo_messages]))
    invalid = {
        f"{name}_invalid": Html(' aria-invalid="true"') if markup else Html("")
        for name, markup in wrong.items()
    }
    main = fill(
        "form",
        base=site.base,
        action=site.base + draft.at,
        token=draft.token,
        top=fill("alert", text=top) if top else Html(""),
        complaint=_checked(draft.kind is ReportKind.COMPLAINT),
        request=_checked(draft.kind is ReportKind.REQUEST),
        words=draft.words,
        enterprise=draft.enterprise,
        phone=draft.phone,
        most=PHOTOS_MAX - draft.kept,
        kept=fill("kept", count=draft.kept) if draft.kept else Html(""),
        filled=Html(" data-filled") if draft.words or draft.message else Html(""),
        **{f"{name}_wrong": markup for name, markup in wrong.items()},
        **invalid,
    )
    return frame(site, title, main, foot=fill("form_foot"))


def received_page(site: Site, code: str, at: datetime) -> str:
    main = fill("received", base=site.base, code=spoken(code), at=clock(at), title=site.district)
    foot = fill("received_foot", base=site.base, code=code)
    return frame(site, "已收到", main, foot=foot)


def follow_page(site: Site, *, code: str = "", message: str = "") -> str:
    main = fill(
        "follow", base=site.base, code=code, wrong=_error("code", message) if message else "",
        invalid=Html(' aria-invalid="true"') if message else "",
    )  # fmt: skip
    return frame(site, "查进展", main)


def progress_page(
    site: Site, seen: Progress, *, code: str, message: str = "", done: str = "", typed: str = ""
) -> str:
    """``message``: what has to change. ``done``: what was just taken in. ``typed``: kept words."""
    notes = [fill("alert", text=message)] if message else []
    notes += [fill("done", text=done)] if done else []
    main = fill(
        "progress",
        notes=_join(notes),
        stands=seen.stands,
        code=spoken(code),
        facts=_facts(seen),
        rate=_rate_form(seen, site.base + "follow/rate", code),
        say=fill("say", action=site.base + "follow/say", code=code, typed=typed),
        base=site.base,
    )
    return frame(site, "办理进展", main)


def confirm_page(site: Site, seen: Progress, *, token: str, message: str = "") -> str:
    """Behind a one-time link: the problem's words, what was done, and the question."""
    main = fill(
        "confirm",
        notes=fill("alert", text=message) if message else "",
        words=seen.words,
        answer=seen.answer or "还没有写办理结果。",
        rate=_rate_form(seen, f"{site.base}c/{token}", ""),
    )
    return frame(site, "请您确认", main)


def said_page(site: Site, title: str, text: str) -> str:
    """A page that only says something, and where to go on."""
    call = f"也可以打电话 {site.hotline}。" if site.hotline else ""
    return frame(site, title, fill("said", base=site.base, text=text, call=call))


def clock(at: datetime) -> str:
    local = at.astimezone(ZONE)
    return f"{local.month} 月 {local.day} 日（周{WEEKDAYS[local.weekday()]}）{local:%H:%M}"


def _facts(seen: Progress) -> Html:
    rows = [("收到时间", clock(seen.reported_at))]
    rows += [("编号", seen.number)] if seen.number else []
    rows += [("您说的", seen.words or "见照片")]
    rows += [("照片", f"{seen.photos} 张")] if seen.photos else []
    rows += [("办理结果", seen.answer)] if seen.answer else []
    rows += [(f"{clock(at)} 补充", text) for at, text in seen.sayings]
    if seen.rating:
        rows += [("您的评价", GRADES[seen.rating.grade])]
        rows += [("还缺什么", seen.rating.missing)] if seen.rating.missing else []
    return _join(fill("fact", name=name, text=text) for name, text in rows)


def _rate_form(seen: Progress, action: str, code: str) -> Html:
    return fill("rate", action=action, code=code) if seen.may_rate else Html("")


def _error(name: str, text: str) -> Html:
    return fill("error", id=f"{name}-wrong", text=text)


def _checked(on: bool) -> Html:
    return Html(" checked") if on else Html("")


def _join(parts: Iterable[Html]) -> Html:
    return Html("".join(parts))


@cache
def _template(name: str) -> Template:
    return Template((TEMPLATES / f"{name}.html").read_text(encoding="utf-8"))
