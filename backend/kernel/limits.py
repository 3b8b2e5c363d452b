"""What an untrusted document may cost, found in one pass before anything is executed.

The framework's own limiters walk nested fragments again for every spread: 1 KB of query keeps them
busy for seconds. Here every fragment is weighed once. Trusted documents are not weighed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
)

BODY_BYTES_MAX = 256 * 1024
QUERY_CHARS_MAX = 16 * 1024
TOKENS_MAX = 4000
DEPTH_MAX = 12
ALIASES_MAX = 30
ROWS_MAX = 10_000
ROWS_WITHOUT_FIRST = 20  # a list that names no page size is taken to have this many


@dataclass(frozen=True, slots=True)
class Weight:
    """What a selection costs: levels below it, aliases in it, rows it may answer."""

    depth: int = 0
    aliases: int = 0
    rows: int = 1


class _Scale:
    def __init__(self, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self.fragments = {
            d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)
        }
        self.variables = variables
        self.known: dict[str, Weight] = {}
        self.open: set[str] = set()

    def of(self, selection_set: SelectionSetNode | None) -> Weight:
        if selection_set is None:
            return Weight()
        depth = aliases = 0
        rows = 1
        for node in selection_set.selections:
            part = self._part(node)
            depth, aliases = max(depth, part.depth), aliases + part.aliases
            rows += part.rows - 1
        return Weight(depth, aliases, rows)

    def _part(self, node: Any) -> Weight:
        if isinstance(node, FieldNode):
            below = self.of(node.selection_set)
            many = self._page(node) if node.selection_set else 0
            return Weight(
                below.depth + 1,
                below.aliases + (node.alias is not None),
                1 + max(many, 1) * below.rows if node.selection_set else 1,
            )
        if isinstance(node, FragmentSpreadNode):
            return self._fragment(node.name.value)
        return self.of(node.selection_set)

    def _fragment(self, name: str) -> Weight:
        if name not in self.known:
            if name in self.open or name not in self.fragments:
                raise GraphQLError("片段不存在，或自己套自己。")
            self.open.add(name)
            self.known[name] = self.of(self.fragments[name].selection_set)
            self.open.discard(name)
        return self.known[name]

    def _page(self, node: FieldNode) -> int:
        for argument in node.arguments or ():
            if argument.name.value != "first":
                continue
            if isinstance(argument.value, IntValueNode):
                return max(1, int(argument.value.value[:9]))
            if isinstance(argument.value, VariableNode):
                value = self.variables.get(argument.value.name.value)
                return max(1, value) if isinstance(value, int) else ROWS_WITHOUT_FIRST
        return 1


def check(document: DocumentNode, variables: Mapping[str, Any]) -> None:
    """Raise GraphQLError when a document of unknown origin asks for too much."""
    scale = _Scale(document, variables)
    for operation in document.definitions:
        if not isinstance(operation, OperationDefinitionNode):
            continue
        weight = scale.of(operation.selection_set)
        if weight.depth > DEPTH_MAX:
            raise GraphQLError(f"查询太深：最多 {DEPTH_MAX} 层。")
        if weight.aliases > ALIASES_MAX:
            raise GraphQLError(f"别名太多：最多 {ALIASES_MAX} 个。")
        if weight.rows > ROWS_MAX:
            raise GraphQLError(f"要的数据太多：请把每页条数改小（上限合计 {ROWS_MAX} 行）。")
