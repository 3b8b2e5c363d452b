"""A position as a phone or a photo gives it: WGS-84, never converted when kept (DOMAIN 7). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

ACCURACY_M_MAX = 100_000_000  # more than the earth is round


class PlaceSource(StrEnum):
    """Who says so."""

    DEVICE = "device"  # the phone, asked there and then (browser Geolocation)
    PHOTO = "photo"  # a photo, by its EXIF


@dataclass(frozen=True, slots=True)
class Place:
    """Degrees in WGS-84, not GCJ-02; ``accuracy_m`` is None where nobody said how exact it is."""

    lat_deg: float
    lng_deg: float
    accuracy_m: float | None
    source: PlaceSource = PlaceSource.DEVICE


def is_possible(place: Place) -> bool:
    """Comparisons with NaN are false, so it is impossible too."""
    exact = place.accuracy_m
    return (
        -90 <= place.lat_deg <= 90
        and -180 <= place.lng_deg <= 180
        and (exact is None or 0 <= exact <= ACCURACY_M_MAX)
    )


def columns_of(place: Place | None) -> dict[str, Any]:
    """The columns that every table with a position has; all empty without one."""
    return {
        "lat_deg": place.lat_deg if place else None,
        "lng_deg": place.lng_deg if place else None,
        "accuracy_m": place.accuracy_m if place else None,
        "place_source": place.source if place else None,
    }


def place_in(columns: Mapping[str, Any]) -> Place | None:
    """What ``columns_of`` wrote."""
    if columns["lat_deg"] is None:
        return None
    source = PlaceSource(columns["place_source"])
    return Place(columns["lat_deg"], columns["lng_deg"], columns["accuracy_m"], source)
