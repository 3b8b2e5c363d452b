"""Answer trusted documents through one Python function per document.

graphql-core walks the document again for every value that it answers: for a list of 20 visits with
nested objects that costs five times the work itself. A trusted document never changes, so the
walk is done once: ``compile_document`` turns the selection of each root field into nested functions
that build plain dicts.

What is not understood here (directives, arguments below the root, asynchronous nested resolvers,
subscriptions) is left to graphql-core: ``compile_document`` returns None. A contract test runs
every trusted document both ways and compares the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    OperationDefinitionNode,
    OperationType,
)
from graphql.execution.values import get_argument_values, get_variable_values
from strawberry.execution.is_awaitable import optimized_is_awaitable

Complete = Callable[[Any], Any]
_PLAIN = {"String": str, "ID": str, "Int": int, "Boolean": bool}  # answered as they are


class NotCompiledError(Exception):
    """This document needs something that only graphql-core can do."""


class NullForNonNullError(Exception):
    """A resolver gave null where the schema promises a value: a fault of ours."""


@dataclass(frozen=True, slots=True)
class RootField:
    key: str
    nodes: list[FieldNode]
    definition: GraphQLField
    complete: Complete


@dataclass(frozen=True, slots=True)
class Plan:
    schema: GraphQLSchema
    operation: OperationDefinitionNode
    root_type: GraphQLObjectType
    fragments: dict[str, FragmentDefinitionNode]
    field: RootField


def compile_document(schema: GraphQLSchema, document: DocumentNode) -> Plan | None:
    """The plan of a document with one operation of one root field, else None."""
    fragments = {
        d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)
    }
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    if len(operations) != 1 or operations[0].operation is OperationType.SUBSCRIPTION:
        return None
    root_type = schema.get_root_type(operations[0].operation)
    if root_type is None:
        return None
    compiler = _Compiler(schema, fragments)
    try:
        selection = compiler.collect(operations[0].selection_set, root_type)
        if len(selection) != 1:
            return None
        ((key, nodes),) = selection.items()
        definition = compiler.field(root_type, nodes[0])
        root = RootField(key, nodes, definition, compiler.value(definition.type, nodes))
    except NotCompiledError:
        return None
    return Plan(schema, operations[0], root_type, fragments, root)


def coerce(plan: Plan, variables: Mapping[str, Any]) -> Any:
    """The operation's variables, coerced; a list of GraphQLError when they do not fit."""
    return get_variable_values(
        plan.schema, plan.operation.variable_definitions or (), dict(variables)
    )


async def run(plan: Plan, variables: Any, context: object) -> dict[str, Any]:
    """Answer with coerced ``variables``. Whatever a resolver raises comes through.

    Raises:
        GraphQLError: an argument does not fit.
        NullForNonNullError: a resolver broke the schema's promise.
    """
    field = plan.field
    info = _info(plan, variables, context)
    arguments = get_argument_values(field.definition, field.nodes[0], variables)
    resolve = field.definition.resolve
    if resolve is None:
        raise GraphQLError("no resolver")
    value = resolve(None, info, **arguments)
    if optimized_is_awaitable(value):
        value = await value
    return {field.key: field.complete(value)}


class _Compiler:
    def __init__(self, schema: GraphQLSchema, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self.schema, self.fragments = schema, fragments

    def field(self, parent: GraphQLObjectType, node: FieldNode) -> GraphQLField:
        try:
            found: GraphQLField = parent.fields[node.name.value]
        except KeyError:  # __schema, __type, root __typename
            raise NotCompiledError from None
        return found

    def collect(self, selection_set: Any, parent: GraphQLObjectType) -> dict[str, list[FieldNode]]:
        """Fields by answer key, in document order; fragments on other types are left out."""
        found: dict[str, list[FieldNode]] = {}
        for node in selection_set.selections:
            if node.directives:
                raise NotCompiledError
            if isinstance(node, FieldNode):
                found.setdefault((node.alias or node.name).value, []).append(node)
                continue
            spread = isinstance(node, FragmentSpreadNode)
            part = self.fragments[node.name.value] if spread else node
            condition = part.type_condition
            if condition is None or self._applies(condition.name.value, parent):
                for key, nodes in self.collect(part.selection_set, parent).items():
                    found.setdefault(key, []).extend(nodes)
        return found

    def _applies(self, name: str, parent: GraphQLObjectType) -> bool:
        if name == parent.name:
            return True
        condition: Any = self.schema.type_map[name]
        return not isinstance(condition, GraphQLObjectType) and self.schema.is_sub_type(
            condition, parent
        )

    def value(self, of: Any, nodes: list[FieldNode]) -> Complete:
        if isinstance(of, GraphQLNonNull):
            return _required(self.nullable(of.of_type, nodes))
        return _optional(self.nullable(of, nodes))

    def nullable(self, of: Any, nodes: list[FieldNode]) -> Complete:
        """How a value of this type that is not None becomes its answer."""
        if isinstance(of, GraphQLScalarType | GraphQLEnumType):
            return of.serialize
        if isinstance(of, GraphQLList):
            item = self.value(of.of_type, nodes)
            return lambda values: [item(value) for value in values]
        if isinstance(of, GraphQLObjectType):
            return self.object(of, nodes)
        if isinstance(of, GraphQLUnionType):
            by_class = {_origin(member): self.object(member, nodes) for member in of.types}
            return lambda value: by_class[type(value)](value)
        raise NotCompiledError

    def object(self, of: GraphQLObjectType, nodes: list[FieldNode]) -> Complete:
        """One generated function that reads every selected field and builds the dict."""
        selection: dict[str, list[FieldNode]] = {}
        for node in nodes:
            if node.selection_set is None:
                raise NotCompiledError
            for key, more in self.collect(node.selection_set, of).items():
                selection.setdefault(key, []).extend(more)
        names: dict[str, Any] = {}
        parts = []
        for number, (key, fields) in enumerate(selection.items()):
            if fields[0].name.value == "__typename":
                parts.append(f"{key!r}: {of.name!r}")
                continue
            field = self.field(of, fields[0])
            if field.args:
                raise NotCompiledError
            parts.append(f"{key!r}: {self._read(number, field, fields, names)}")
        # Every name in this text is an identifier of our own schema, validated by graphql-core.
        exec(f"def answer(o):\n    return {{{', '.join(parts)}}}", names)
        return names["answer"]  # type: ignore[no-any-return]

    def _read(
        self, number: int, field: GraphQLField, nodes: list[FieldNode], names: dict[str, Any]
    ) -> str:
        """The expression for one field: attribute or plain function, then its completion."""
        ours = (field.extensions or {}).get("strawberry-definition")
        if ours is None or ours.is_async or ours.permission_classes or ours.extensions:
            raise NotCompiledError
        source = f"o.{ours.python_name}"
        if not ours.is_basic_field:
            if ours.arguments:
                raise NotCompiledError
            names[f"r{number}"] = ours.base_resolver.wrapped_func
            source = f"r{number}(o)"
        required = isinstance(field.type, GraphQLNonNull)
        leaf: Any = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
        names[f"c{number}"] = self.value(field.type, nodes)
        plain = _PLAIN.get(leaf.name) if isinstance(leaf, GraphQLScalarType) else None
        if plain and required:  # the value is its own answer when it has exactly this type
            names[f"t{number}"] = plain
            return f"v if type(v := {source}) is t{number} else c{number}(v)"
        return f"c{number}({source})"


def _required(complete: Complete) -> Complete:
    def answer(value: Any) -> Any:
        if value is None:
            raise NullForNonNullError
        return complete(value)

    return answer


def _optional(complete: Complete) -> Complete:
    return lambda value: None if value is None else complete(value)


def _origin(member: GraphQLObjectType) -> type:
    origin = (member.extensions or {})["strawberry-definition"].origin
    return origin  # type: ignore[no-any-return]


def _info(plan: Plan, variables: Any, context: object) -> GraphQLResolveInfo[Any]:
    return GraphQLResolveInfo(
        field_name=plan.field.nodes[0].name.value,
        field_nodes=plan.field.nodes,
        return_type=plan.field.definition.type,
        parent_type=plan.root_type,
        path=None,  # type: ignore[arg-type]  # only named in errors, which the edge words itself
        schema=plan.schema,
        fragments=plan.fragments,
        root_value=None,
        operation=plan.operation,
        variable_values=variables,
        context=context,
        is_awaitable=optimized_is_awaitable,  # type: ignore[arg-type]
        abort_signal=None,
        async_helpers=None,  # type: ignore[arg-type]
    )
