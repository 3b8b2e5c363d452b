"""The picture process: within limits, out of the event loop's way, replaced when it dies."""

from __future__ import annotations

import asyncio
import io
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from PIL import Image

from backend.evidence.darkroom import Darkroom, Inspected, Limits, Unusable
from backend.evidence.rules import Kind
from tests.evidence.conftest import Officer
from tests.evidence.pictures import opened, png_of, saved, sealed

SLOW = png_of(9000, 5000)  # 45 million pixels: allowed, and work
Opener = Callable[..., Darkroom]


@pytest.fixture
async def open_room() -> AsyncIterator[Opener]:
    rooms: list[Darkroom] = []

    def one(**limits: float) -> Darkroom:
        rooms.append(Darkroom(Limits(**limits)))  # type: ignore[arg-type]
        return rooms[-1]

    yield one
    for room in rooms:
        await room.close()


async def inspect(room: Darkroom, body: bytes, kind: Kind = Kind.JPEG) -> Inspected:
    return await room.inspect(io.BytesIO(body), len(body), kind)


class Watched(io.BytesIO):
    """A body that tells when it begins to be handed over to the waiting picture process."""

    def __init__(self, body: bytes, begun: Callable[[], None]) -> None:
        super().__init__(body)
        self._begun = begun

    def read(self, size: int | None = -1) -> bytes:
        if self.tell() == 0:
            self._begun()
        return super().read(size)


async def why(work: Awaitable[object]) -> str:
    with pytest.raises(Unusable) as no:
        await work
    return no.value.why


def gone(process_id: int) -> bool:
    return not Path(f"/proc/{process_id}").exists()


async def test_one_process_serves_many_pictures(room: Darkroom) -> None:
    await inspect(room, sealed())
    process_id = room.process_id

    results = await asyncio.gather(*[inspect(room, sealed(64 + n, 64)) for n in range(20)])

    assert [one.width_px for one in results] == [64 + n for n in range(20)]
    assert room.process_id == process_id


async def test_a_refused_picture_does_not_cost_the_process(room: Darkroom) -> None:
    await inspect(room, sealed())
    process_id = room.process_id

    for _ in range(3):
        assert await why(inspect(room, b"\xff\xd8\xff\xe0" + bytes(99))) == "undecodable"

    assert await inspect(room, sealed()) == Inspected("image/jpeg", 640, 480, None)
    assert room.process_id == process_id


async def test_killed_in_the_middle_it_is_started_again_and_the_picture_is_taken(
    room: Darkroom,
) -> None:
    await inspect(room, sealed())
    first = room.process_id
    assert first is not None

    body = Watched(SLOW, lambda: os.kill(first, signal.SIGKILL) if not gone(first) else None)
    taken = await room.inspect(body, len(SLOW), Kind.PNG)

    assert taken.width_px == 9000
    assert room.process_id != first
    assert gone(first)


async def test_a_picture_during_which_every_process_dies_is_refused(room: Darkroom) -> None:
    killed: list[int] = []

    def kill() -> None:
        assert room.process_id is not None
        killed.append(room.process_id)
        os.kill(room.process_id, signal.SIGKILL)

    assert await why(room.inspect(Watched(SLOW, kill), len(SLOW), Kind.PNG)) == "died"
    assert len(set(killed)) == 2
    assert (await inspect(room, sealed())).width_px == 640


async def test_an_upload_outlives_the_picture_process(zhao: Officer, room: Darkroom) -> None:
    await inspect(room, sealed())
    assert room.process_id is not None
    os.kill(room.process_id, signal.SIGKILL)

    assert (await zhao.put(sealed())).status_code == 200


async def test_a_picture_that_needs_too_much_memory_is_refused(open_room: Opener) -> None:
    room = open_room(memory_bytes=400 * 1024 * 1024)
    colours = saved(Image.new("RGB", (9000, 5000)), "JPEG", quality=10)
    exif = Image.Exif()
    exif[0x0112] = 6  # turned: two of it at once
    turned = saved(opened(colours), "JPEG", quality=10, exif=exif)

    assert await why(inspect(room, turned)) in {"memory", "died"}
    assert (await inspect(room, sealed())).width_px == 640


async def test_fifty_megapixels_fit_into_the_usual_memory(room: Darkroom) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = saved(Image.new("RGB", (10_000, 5_000)), "JPEG", quality=10, exif=exif)

    assert (await inspect(room, turned)).height_px == 10_000


async def test_a_picture_that_needs_too_much_processor_time_is_refused(open_room: Opener) -> None:
    room = open_room(cpu_s=-1)  # the kernel counts whole seconds: it ends within the second one

    async def work_on() -> None:
        while True:
            await inspect(room, SLOW, Kind.PNG)

    assert await why(work_on()) == "died"
    assert room.process_id is None


async def test_a_picture_that_takes_too_long_is_refused_and_its_process_ended(
    open_room: Opener,
) -> None:
    room = open_room(wall_s=0)
    began: list[int | None] = []
    body = Watched(SLOW, lambda: began.append(room.process_id))

    assert await why(room.inspect(body, len(SLOW), Kind.PNG)) == "died"

    assert room.process_id is None
    assert [process_id for process_id in began if process_id and not gone(process_id)] == []


async def test_given_up_in_the_middle_it_starts_afresh(room: Darkroom) -> None:
    begun = asyncio.Event()
    work = asyncio.create_task(room.inspect(Watched(SLOW, begun.set), len(SLOW), Kind.PNG))
    await begun.wait()
    process_id = room.process_id
    assert process_id is not None

    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work

    assert gone(process_id)
    assert (await inspect(room, sealed())).width_px == 640


async def test_closed_it_leaves_no_process(room: Darkroom) -> None:
    await inspect(room, sealed())
    assert room.process_id is not None
    process_id = room.process_id

    await room.close()

    assert gone(process_id)


async def test_ctrl_c_in_the_terminal_does_not_take_it_from_the_server(room: Darkroom) -> None:
    await inspect(room, sealed())
    process_id = room.process_id
    assert process_id is not None

    os.kill(process_id, signal.SIGINT)  # a terminal sends it to the server and to its children

    assert (await inspect(room, sealed())).width_px == 640
    assert room.process_id == process_id


async def test_it_knows_none_of_our_settings_and_writes_no_file(
    room: Darkroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BLT_STORE_SECRET", "between us")
    await inspect(room, sealed())

    process = Path(f"/proc/{room.process_id}")

    assert b"BLT_" not in (process / "environ").read_bytes()
    limits = (process / "limits").read_text()
    assert "Max file size             0" in limits
    assert "Max core file size        0" in limits


async def test_while_a_large_photo_is_decoded_others_are_served(zhao: Officer) -> None:
    small = (await zhao.put(sealed())).json()["id"]
    order: list[str] = []

    async def send() -> None:
        assert (await zhao.put(SLOW)).status_code == 200
        order.append("the large photo is taken")

    async def read() -> None:
        assert (await zhao.get(small)).status_code == 200
        order.append("a small one was read")

    async def read_three() -> None:
        for _ in range(3):
            await read()

    await asyncio.gather(send(), read_three())

    assert order == ["a small one was read"] * 3 + ["the large photo is taken"]
