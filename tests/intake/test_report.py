"""Reporting without an account, as a browser without script does it."""

from __future__ import annotations

import io
from hashlib import sha256
from html import escape
from typing import Any

import pytest
from PIL import Image

from backend.evidence.models import Photo
from backend.intake.models import PublicIssue, ReporterContact
from backend.intake.rules import ALPHABET
from backend.issues.models import Issue, IssueSource, IssueState
from backend.kernel.ledger import LedgerEvent
from tests.evidence.pictures import sealed
from tests.fixtures.phone import Clock
from tests.intake.conftest import WORDS, Person, code_in, new_person, text_of, token_in
from tests.world import DISTRICT, STREET, make_enterprise


async def test_a_request_becomes_an_issue_that_names_nobody(person: Person) -> None:
    await person.open()
    answer = await person.submit(enterprise="天润机械", phone="138 0375 1234")

    assert answer.status_code == 200
    issue = await Issue.get()
    assert (issue.source, issue.state) == (IssueSource.REQUEST, IssueState.SUBMITTED)
    assert (issue.reporter_id, issue.enterprise_id) == (None, None)
    assert (issue.region, issue.description) == (DISTRICT, WORDS)
    contact = await ReporterContact.get()
    assert (contact.issue_id, contact.enterprise_name) == (issue.id, "天润机械")
    assert contact.phone == "13803751234"
    event = await LedgerEvent.get()
    assert (event.name, event.role, event.grant_id) == ("issues.reported", "", None)
    assert "13803751234" not in str(event.facts)


async def test_the_code_is_shown_and_kept_as_a_hash_only(person: Person) -> None:
    code = await person.report()

    plain = code.replace("-", "")
    assert set(plain) <= set(ALPHABET)
    assert not set("0O1I") & set(ALPHABET)
    kept = await PublicIssue.get()
    assert plain not in str(await PublicIssue.get().values())
    assert kept.code_hash != sha256(plain.encode()).hexdigest()


async def test_the_same_form_twice_is_one_report_and_one_code(person: Person) -> None:
    await person.open()
    first = await person.submit(("门口.jpg", sealed()))
    again = await person.submit(("门口.jpg", sealed()))

    assert code_in(first.text) == code_in(again.text)
    assert await Issue.all().count() == 1
    assert await Photo.all().count() == 1


async def test_photos_are_kept_without_their_metadata(person: Person) -> None:
    brought = _with_place()
    await person.report(("门口.jpg", brought))

    kept = await Photo.get()
    issue = await Issue.get()
    assert (kept.subject_id, kept.owner_id, kept.lat_deg) == (issue.id, issue.id, None)
    assert kept.raw_sha256 == sha256(brought).hexdigest()
    assert kept.sha256 != kept.raw_sha256


async def test_a_scanned_enterprise_is_named_by_a_request_and_not_by_a_complaint(
    person: Person,
) -> None:
    enterprise = await make_enterprise("禾墨盈服装")
    code = enterprise.code.upper()
    await type(enterprise).filter(id=enterprise.id).update(code=code)

    page = await person.open(f"/p/e/{code.lower()}")
    assert "禾墨盈服装" in page
    await person.submit(kind="request", enterprise="禾墨盈服装")
    await person.open(f"/p/e/{code}")
    await person.submit(kind="complaint", enterprise="禾墨盈服装")

    request = await Issue.get(source=IssueSource.REQUEST)
    assert (request.enterprise_id, request.region) == (enterprise.id, STREET)
    complaint = await Issue.get(source=IssueSource.COMPLAINT)
    assert (complaint.enterprise_id, complaint.region) == (None, DISTRICT)
    kept = await ReporterContact.get(issue_id=complaint.id)
    assert kept.enterprise_id == enterprise.id


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"words": "水" * 10_000}, "说说事情请写 0–1000 字。"),
        ({"phone": "打我电话"}, "手机号要写 11 位数字"),
        ({"enterprise": "厂" * 200}, "企业名称请写 0–60 字。"),
    ],
)
async def test_what_has_to_change_is_said_and_everything_typed_comes_back(
    person: Person, fields: dict[str, str], says: str
) -> None:
    await person.open()
    typed = {"enterprise": "<b>天润</b>机械 & 子公司", "phone": "13803751234"} | fields
    answer = await person.submit(("门口.jpg", sealed()), **typed)

    assert answer.status_code == 422
    assert says in text_of(answer.text)
    for value in typed.values():
        assert escape(value) in answer.text
    assert "<b>天润" not in answer.text
    assert "已收下 1 张，不用再选。" in answer.text
    right = await person.submit(token=token_in(answer.text))
    assert code_in(right.text)
    assert await Photo.filter(subject_id=(await Issue.get()).id).count() == 1


async def test_kept_photos_can_be_left_out(person: Person) -> None:
    await person.open()
    await person.submit(("门口.jpg", sealed()), phone="没有")
    await person.submit(drop="yes")

    assert await Issue.all().count() == 1
    assert not await Photo.all().exists()


async def test_a_broken_photo_is_named_and_the_whole_ones_stay(person: Person) -> None:
    await person.open()
    answer = await person.submit(
        ("好的.jpg", sealed()), ("坏的.jpg", sealed()[:900]), ("文档.pdf", b"%PDF-1.7 ...")
    )

    assert answer.status_code == 422
    assert "第 2 张（坏的.jpg）：这张照片不完整" in text_of(answer.text)
    assert "第 3 张（文档.pdf）：这个文件不是照片" in text_of(answer.text)
    assert "已收下 1 张" in answer.text
    assert not await Issue.exists()
    assert code_in((await person.submit()).text)


async def test_ten_photos_are_one_too_many(person: Person) -> None:
    colours = ["red", "green", "blue", "teal", "navy", "gold", "pink", "gray", "lime", "cyan"]
    await person.open()
    answer = await person.submit(*[(f"{c}.jpg", sealed(64, 48, c)) for c in colours])

    assert "照片最多 9 张" in text_of(answer.text)
    assert "已收下 9 张" in answer.text


async def test_emoji_and_odd_characters_are_taken(person: Person) -> None:
    await person.report(words="停电三天了😡\x00 请来看看\u202e")

    assert (await Issue.get()).description.startswith("停电三天了😡 请来看看")


async def test_only_a_photo_says_enough(person: Person) -> None:
    await person.open()
    nothing = await person.submit(words="")
    assert "说说事情请写 2–1000 字。" in text_of(nothing.text)
    await person.submit(("门口.jpg", sealed()), words="")

    assert (await Issue.get()).title == "见照片"


async def test_too_much_is_refused_with_the_form(person: Person) -> None:
    answer = await person.http.post(
        "/p/",
        content=b"x",
        headers={"content-type": "multipart/form-data; boundary=b", "content-length": "200000000"},
    )

    assert answer.status_code == 413
    assert "没有收下" in text_of(answer.text)


@pytest.mark.parametrize("body", [b"", b"token=abc", b"--b\r\nbroken", b"\xff\xfe" * 400])
@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=b", "text/plain", "multipart/form-data"]
)
@pytest.mark.parametrize(
    "path", ["/p/", "/p/e/NOBODY22", "/p/follow", "/p/follow/rate", "/p/c/abc"]
)
async def test_no_body_is_a_fault(person: Person, body: bytes, kind: str, path: str) -> None:
    answer = await person.http.post(path, content=body, headers={"content-type": kind})

    assert 400 <= answer.status_code < 500


async def test_every_page_is_closed_to_strangers_scripts_and_caches(person: Person) -> None:
    await person.open()
    for page in (
        await person.http.get("/p/"),
        await person.http.get("/p/follow"),
        await person.submit(),
        await person.submit(words=""),
        await person.http.get("/p/c/nothing"),
    ):
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["referrer-policy"] == "no-referrer"
        assert "set-cookie" not in page.headers
        assert "style=" not in page.text
        assert "onclick" not in page.text


async def test_a_district_that_is_not_set_up_says_so(application: Any, clock: Clock) -> None:
    answer = await new_person(application, clock).http.get("/p/")

    assert answer.status_code == 503
    assert "暂时收不了" in answer.text


def _with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "HUAWEI"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (320, 240), "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()
