"""Chance that comes out the same each time."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")


class Chance:
    """One seeded source for everything that the demo draws."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def id(self) -> UUID:
        return UUID(int=self._random.getrandbits(128), version=4)

    def of(self, words: Sequence[T]) -> T:
        return self._random.choice(words)

    def some(self, words: Sequence[T], count: int) -> list[T]:
        return self._random.sample(words, count)

    def number(self, least: int, most: int) -> int:
        return self._random.randint(least, most)

    def near(self, centre: float, spread: float) -> float:
        return round(self._random.gauss(centre, spread), 6)

    def happens(self, probability: float) -> bool:
        return self._random.random() < probability
