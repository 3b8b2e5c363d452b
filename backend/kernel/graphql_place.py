"""A position as it comes in and goes out."""

from __future__ import annotations

import strawberry

from backend.kernel import place
from backend.kernel.place import PlaceSource

strawberry.enum(PlaceSource, description="谁说的：手机当场定位，或照片自己的拍摄信息。")


@strawberry.input(description="手机定位；WGS-84，单位为度和米。")
class PlaceInput:
    lat_deg: float
    lng_deg: float
    accuracy_m: float | None = None

    def place(self) -> place.Place:
        return place.Place(self.lat_deg, self.lng_deg, self.accuracy_m, PlaceSource.DEVICE)


@strawberry.type(description="WGS-84，单位为度和米；没人说过有多准时误差为空。")
class Place:
    lat_deg: float
    lng_deg: float
    accuracy_m: float | None
    source: PlaceSource

    @classmethod
    def of(cls, at: place.Place | None) -> Place | None:
        if at is None:
            return None
        return cls(
            lat_deg=at.lat_deg, lng_deg=at.lng_deg, accuracy_m=at.accuracy_m, source=at.source
        )
