"""Which figures of the board a leader may see, so that no 1 to 4 issues can be told apart (pure).

Few issues of one unit would say which they are, and with twenty special supervisors who raised
them. Leaving out the small figures is not enough: what is left out could be reckoned as a total
less its parts. So beside a small figure as many others are left out as it takes (complementary cell
suppression: Willenborg and de Waal, Elements of Statistical Disclosure Control, 2001, chapter 4).

Every figure is a sum of *parts* that do not overlap. For one unit, whoever knows the figures shown
knows the sums of certain groups of parts and nothing more; over all units, they also know each
column's total. What follows from both is what follows from the margins of a two-way table with
holes: the least groups whose sum can be told are the edges from some rows to the columns outside a
set T, where no other row has an edge into T. Those are looked at, all of them.

The figures of a day are safe among themselves. Not reckoned with: what one leader learns by looking
every day, and two leaders with nested regions who put their boards side by side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

LEAST = 5  # LIFECYCLE, LEADER_VIEW: aggregates with k ≥ 5; none at all tells of nobody

Parts = frozenset[str]
Counts = Mapping[str, int]  # issues, by part
Pattern = tuple[str, ...]  # names of figures that are shown together


@dataclass(frozen=True)
class Block:
    """Figures that are sums of the same parts; two of them lie apart or one in the other.

    patterns: what may be shown together, the fullest first, nothing last.
    """

    figures: Mapping[str, Parts]
    patterns: Sequence[Pattern]

    @property
    def parts(self) -> Parts:
        return frozenset().union(*self.figures.values())

    def told_by(self, shown: Pattern) -> list[Parts]:
        """The groups of parts whose sums these figures tell, each as small as can be."""
        sums = [self.figures[name] for name in shown]
        rest = [whole.difference(*(part for part in sums if part < whole)) for whole in sums]
        return [group for group in rest if group]


IN_HAND = Block(
    {
        "in_hand": frozenset({"yellow", "red", "other"}),
        "yellow": frozenset({"yellow"}),
        "red": frozenset({"red"}),
    },
    [("in_hand", "yellow", "red"), ("in_hand", "red"), ("in_hand", "yellow"), ("in_hand",), ()],
)
CLOSED = Block(
    {
        "closed": frozenset({"satisfied", "less", "not_asked"}),
        "asked": frozenset({"satisfied", "less"}),
        "satisfied": frozenset({"satisfied"}),
    },
    [("closed", "asked", "satisfied"), ("closed", "asked"), ("closed",), ()],
)
LOOKED_BACK = Block(
    {"looked_back": frozenset({"recurred", "held"}), "recurred": frozenset({"recurred"})},
    [("looked_back", "recurred"), ("looked_back",), ()],
)
BLOCKS = (IN_HAND, CLOSED, LOOKED_BACK)


def shown(block: Block, units: Sequence[Counts]) -> tuple[list[Pattern], Pattern]:
    """What of each unit may be shown, and what of all of them together.

    Args:
        block: Which figures there are.
        units: The issues of each unit that the reader does not see one by one.
    """
    patterns = [_fullest(block, counts) for counts in units]
    total = _fullest(block, {part: sum(each[part] for each in units) for part in block.parts})
    while _leaks(block, units, patterns, total):
        patterns = _one_step_less(block, units, patterns, total)
    return patterns, total


def is_safe(count: int) -> bool:
    return count == 0 or count >= LEAST


def _fullest(block: Block, counts: Counts) -> Pattern:
    return next(pattern for pattern in block.patterns if _is_safe_alone(block, counts, pattern))


def _is_safe_alone(block: Block, counts: Counts, pattern: Pattern) -> bool:
    return all(is_safe(_sum(counts, group)) for group in block.told_by(pattern))


def _leaks(
    block: Block, units: Sequence[Counts], patterns: Sequence[Pattern], total: Pattern
) -> int:
    """How many groups of 1 to 4 follow from what is shown of the units and of all together."""
    if not total:
        return 0
    rows, pool = _unknown(block, units, patterns)
    small = int(not is_safe(sum(pool.values())))
    for within in _unions(block.told_by(total)):
        touched = [row for row in (*rows, pool) if within & row.keys()]
        small += not is_safe(sum(_sum(row, row.keys() - within) for row in touched))
    return small


def _unknown(
    block: Block, units: Sequence[Counts], patterns: Sequence[Pattern]
) -> tuple[list[Counts], Counts]:
    """The table's rows: parts of one unit of which the sum is told; and one row of all the rest."""
    rows: list[Counts] = []
    pool = Counter[str]()
    for counts, pattern in zip(units, patterns, strict=True):
        told = block.told_by(pattern)
        rows += [{part: counts[part] for part in group} for group in told if len(group) > 1]
        pool.update({part: counts[part] for part in block.parts.difference(*told)})
    return rows, pool


def _unions(columns: Sequence[Parts]) -> Iterator[Parts]:
    for size in range(1, len(columns)):
        for some in combinations(columns, size):
            yield frozenset().union(*some)


def _one_step_less(
    block: Block, units: Sequence[Counts], patterns: list[Pattern], total: Pattern
) -> list[Pattern]:
    """Something less of one unit: whatever leaves the fewest leaks, and of those hides the least.

    There is always a unit left: of nothing but a safe total nothing small follows.
    """
    steps = []
    for place, (counts, pattern) in enumerate(zip(units, patterns, strict=True)):
        for less in block.patterns if any(counts.values()) else ():
            if {*less} < {*pattern} and _is_safe_alone(block, counts, less):
                then = [*patterns[:place], less, *patterns[place + 1 :]]
                gone = {*pattern} - {*less}
                hidden = sum(_sum(counts, block.figures[name]) for name in gone)
                steps.append((_leaks(block, units, then, total), hidden, place, then))
    return min(steps)[-1]


def _sum(counts: Counts, parts: Parts | set[str]) -> int:
    return sum(counts[part] for part in parts)
