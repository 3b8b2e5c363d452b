"""What a leader is not shown cannot be reckoned from what they are: no group of 1 to 4 issues.

Held against plain linear algebra, which knows nothing of how ``rules`` chooses: every set of parts
whose sum follows from what is shown has no issue in it, or five at least.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.overview.rules import (
    BLOCKS,
    CLOSED,
    IN_HAND,
    LEAST,
    LOOKED_BACK,
    Block,
    Counts,
    Pattern,
    is_safe,
    shown,
)

UNITS_MAX = 3
COUNT = st.one_of(st.integers(0, LEAST + 1), st.integers(0, 40))
Vector = list[Fraction]


@st.composite
def tables(draw: st.DrawFn) -> tuple[Block, list[Counts]]:
    block = draw(st.sampled_from(BLOCKS))
    unit = st.fixed_dictionaries(dict.fromkeys(sorted(block.parts), COUNT))
    return block, draw(st.lists(unit, min_size=1, max_size=UNITS_MAX))


def sums_shown(
    block: Block, count: int, patterns: Sequence[Pattern], total: Pattern
) -> Iterator[Vector]:
    """Each figure shown, as which (unit, part) it adds up."""
    cells = list(product(range(count), sorted(block.parts)))
    for unit, pattern in enumerate(patterns):
        for name in pattern:
            yield [Fraction(u == unit and part in block.figures[name]) for u, part in cells]
    for name in total:
        yield [Fraction(part in block.figures[name]) for _, part in cells]


def echelon(vectors: Iterator[Vector]) -> list[tuple[int, Vector]]:
    """A basis of what they span, each with the place of its leading one."""
    basis: list[tuple[int, Vector]] = []
    for vector in vectors:
        left = reduced(vector, basis)
        lead = next((place for place, value in enumerate(left) if value), None)
        if lead is not None:
            basis.append((lead, [value / left[lead] for value in left]))
    return basis


def reduced(vector: Vector, basis: list[tuple[int, Vector]]) -> Vector:
    for lead, row in basis:
        if factor := vector[lead]:
            vector = [value - factor * other for value, other in zip(vector, row, strict=True)]
    return vector


def small_groups_told(
    block: Block, units: Sequence[Counts], patterns: Sequence[Pattern], total: Pattern
) -> list[int]:
    """The sizes of all groups of 1–4 issues that follow from what is shown."""
    sizes = [unit[part] for unit in units for part in sorted(block.parts)]
    basis = echelon(sums_shown(block, len(units), patterns, total))
    found = []
    for chosen in product((0, 1), repeat=len(sizes)):
        size = sum(n for n, one in zip(sizes, chosen, strict=True) if one)
        if not is_safe(size) and not any(reduced([Fraction(one) for one in chosen], basis)):
            found.append(size)
    return found


@given(tables())
def test_no_small_group_follows_from_what_is_shown(table: tuple[Block, list[Counts]]) -> None:
    block, units = table
    patterns, total = shown(block, units)
    assert small_groups_told(block, units, patterns, total) == []


@given(tables())
def test_a_total_is_left_out_only_for_its_own_sake(table: tuple[Block, list[Counts]]) -> None:
    block, units = table
    everything = {part: sum(unit[part] for unit in units) for part in block.parts}
    _, total = shown(block, units)
    assert total == shown(block, [everything])[1]


def test_leaving_out_the_small_ones_alone_would_not_do() -> None:
    units = [
        {"yellow": 3, "red": 12, "other": 25},
        {"yellow": 9, "red": 8, "other": 11},
        {"yellow": 0, "red": 0, "other": 6},
    ]
    naive: list[Pattern] = [("in_hand", "red"), ("in_hand", "yellow", "red"), IN_HAND.patterns[0]]
    assert 3 in small_groups_told(IN_HAND, units, naive, IN_HAND.patterns[0])

    patterns, total = shown(IN_HAND, units)
    assert total == ("in_hand", "yellow", "red")
    assert patterns == [("in_hand", "red"), ("in_hand", "red"), ("in_hand", "yellow", "red")]


def test_where_nothing_is_small_nothing_is_left_out() -> None:
    for block in BLOCKS:
        units = [dict.fromkeys(block.parts, LEAST), dict.fromkeys(block.parts, 0)]
        assert shown(block, units) == ([block.patterns[0]] * 2, block.patterns[0])


@pytest.mark.parametrize(
    ("counts", "pattern"),
    [
        ({"satisfied": 18, "less": 0, "not_asked": 0}, ("closed", "asked", "satisfied")),
        ({"satisfied": 18, "less": 2, "not_asked": 0}, ("closed", "asked")),
        ({"satisfied": 18, "less": 0, "not_asked": 1}, ("closed",)),
        ({"satisfied": 1, "less": 1, "not_asked": 2}, ()),
    ],
)
def test_a_rate_is_shown_when_neither_it_nor_what_is_left_is_small(
    counts: Counts, pattern: Pattern
) -> None:
    assert shown(CLOSED, [counts]) == ([pattern], pattern)


def test_a_whole_district_of_small_units_keeps_its_totals() -> None:
    units = [{"recurred": 1, "held": 3} for _ in range(12)]
    patterns, total = shown(LOOKED_BACK, units)
    assert (set(patterns), total) == ({()}, ("looked_back", "recurred"))
