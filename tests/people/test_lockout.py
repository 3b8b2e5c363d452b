"""When tries are too many: the truth table of DECISIONS 5, without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from backend.people.lockout import (
    PER_ADDRESS,
    PER_DEVICE,
    PER_STRANGERS,
    REST,
    Standing,
    Try,
    address_key,
    judge,
    standing,
)

T0 = datetime(2026, 5, 13, 2, 0, tzinfo=UTC)
MINE, THEIRS = uuid4(), uuid4()
SECOND = timedelta(seconds=1)


def wrong(times: int, device: UUID | None = MINE, *, start: datetime = T0) -> list[Try]:
    return [Try(start + n * SECOND, ok=False, device_id=device) for n in range(times)]


@pytest.mark.parametrize("times", range(PER_DEVICE))
def test_each_wrong_try_leaves_one_less(times: int) -> None:
    now = T0 + timedelta(minutes=1)
    assert standing(wrong(times), limit=5, now=now) == Standing(left=5 - times)


def test_the_fifth_locks_for_fifteen_minutes_from_that_try() -> None:
    fifth = T0 + 4 * SECOND
    until = fifth + REST
    assert standing(wrong(5), limit=5, now=until - SECOND) == Standing(0, until)
    assert standing(wrong(5), limit=5, now=until) == Standing(left=5)


def test_a_right_try_or_a_rest_starts_anew() -> None:
    right = [*wrong(4), Try(T0 + 10 * SECOND, ok=True, device_id=MINE)]
    assert standing(right, limit=5, now=T0 + 11 * SECOND) == Standing(left=5)
    rested = [*wrong(4), *wrong(1, start=T0 + 3 * SECOND + REST)]
    assert standing(rested, limit=5, now=T0 + 4 * SECOND + REST) == Standing(left=4)
    nearly = [*wrong(4), *wrong(1, start=T0 + 2 * SECOND + REST)]
    assert standing(nearly, limit=5, now=T0 + 4 * SECOND + REST).until is not None


NOW = T0 + timedelta(minutes=5)
KNOWN, NEW = frozenset({MINE}), frozenset[UUID]()


@pytest.mark.parametrize(
    ("account", "address", "known", "locked"),
    [
        ([], [], NEW, False),
        (wrong(PER_DEVICE - 1), [], NEW, False),
        (wrong(PER_DEVICE), [], NEW, True),
        (wrong(PER_DEVICE), [], KNOWN, True),
        (wrong(PER_DEVICE, THEIRS), [], NEW, False),
        (wrong(PER_STRANGERS - 1, THEIRS), [], NEW, False),
        (wrong(PER_STRANGERS, THEIRS), [], NEW, True),
        (wrong(PER_STRANGERS, None), [], NEW, True),
        (wrong(PER_STRANGERS, THEIRS), [], KNOWN, False),
        (wrong(PER_STRANGERS, MINE), [], frozenset({MINE, THEIRS}), True),
        ([], wrong(PER_ADDRESS - 1, THEIRS), NEW, False),
        ([], wrong(PER_ADDRESS, THEIRS), NEW, True),
        ([], wrong(PER_ADDRESS, THEIRS), KNOWN, False),
    ],
)
def test_which_count_locks_my_device(
    account: list[Try], address: list[Try], known: frozenset[UUID], locked: bool
) -> None:
    verdict = judge(account, address, device_id=MINE, known=known, now=NOW)
    assert (verdict.until is not None) is locked


def test_the_tries_of_devices_that_are_known_do_not_count_against_strangers() -> None:
    account = wrong(PER_STRANGERS, MINE)
    verdict = judge(account, [], device_id=THEIRS, known=KNOWN, now=NOW)
    assert verdict == Standing(left=PER_DEVICE)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
        ("x" * 300, "x" * 64),
    ],
)
def test_an_ipv6_address_counts_as_its_network(address: str, key: str) -> None:
    assert address_key(address) == key
