"""What anybody may know of the district, before anybody has signed in."""

from __future__ import annotations

from tests.people.conftest import Browser


async def test_the_district_says_its_name_and_how_long_things_are_kept(office: Browser) -> None:
    for key, value in (
        ("district_name", "卫东区"),
        ("retention_months_of_positions", 36),
        ("retention_years_of_photos", 7),
    ):
        await office.send("admin/SaveSetting", key=key, value=value)
    office.cookies = {}

    reply = await office.http.get("/district.json")

    assert reply.status_code == 200
    assert reply.headers["cache-control"] == "public, max-age=600"
    assert reply.json() == {
        "name": "卫东区",
        "hotline": "",
        "sessionDays": 30,
        "retentionMonthsOfPositions": 36,
        "retentionYearsOfPhotos": 7,
    }
