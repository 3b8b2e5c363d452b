"""A pool of drawn pictures: yards, roads, counters. No photo of a real place or person."""

from __future__ import annotations

import io
from dataclasses import dataclass
from hashlib import sha256

from PIL import Image, ImageDraw

from backend.demo.chance import Chance

POOL = 60
SIZE = (1200, 900)
SKIES = ("#c9d3da", "#b9cbd8", "#d8d3c9", "#aeb9c4")
WALLS = ("#7f8a93", "#8f8577", "#94998a", "#6f7f8a", "#a39a8b")
GROUNDS = ("#9a9284", "#7d8466", "#8b8a88", "#6c7458")
THINGS = ("#8a5a2b", "#3f5f86", "#b0893f", "#6b4e3d", "#4f6b58")


@dataclass(frozen=True, slots=True)
class Picture:
    jpeg: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.jpeg).hexdigest()


def pool(chance: Chance, count: int = POOL) -> list[Picture]:
    return [_picture(chance) for _ in range(count)]


def _picture(chance: Chance) -> Picture:
    image = Image.new("RGB", SIZE, chance.of(SKIES))
    draw = ImageDraw.Draw(image)
    horizon = chance.number(380, 520)
    draw.rectangle((0, horizon, *SIZE), fill=chance.of(GROUNDS))
    left = chance.number(60, 420)
    width, height = chance.number(380, 640), chance.number(180, 300)
    box = (left, horizon - height, left + width, horizon + 40)
    draw.rectangle(box, fill=chance.of(WALLS))
    draw.polygon(
        [(left - 20, box[1]), (left + width // 2, box[1] - 90), (left + width + 20, box[1])],
        fill=chance.of(WALLS),
    )
    door = left + width // 2 - 60
    draw.rectangle((door, horizon - 120, door + 120, horizon + 40), fill="#4d555b")
    for _ in range(chance.number(2, 7)):
        x, y = chance.number(40, 1050), chance.number(horizon + 60, 800)
        side = chance.number(40, 120)
        draw.rectangle((x, y, x + side, y + side * 2 // 3), fill=chance.of(THINGS))
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=72)
    return Picture(kept.getvalue())
