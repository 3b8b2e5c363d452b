"""Product rule 1: no answer of the API orders or counts officers against each other.

The schema is walked; what it orders and counts must stand in ``no_ranking.toml`` with its reason.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    get_named_type,
    is_list_type,
)

from backend.wiring import schema

ALLOWED = tomllib.loads((Path(__file__).parent / "no_ranking.toml").read_text(encoding="utf-8"))
CONTRACT = Path(__file__).parents[2] / "schema" / "schema.graphql"
OWN = {"Me", "MePerson", "Badges", "Inbox", "MyReports"}  # of the viewer alone
PERSON_FIELDS = re.compile(
    r"^(author|reviewer|reporter|officer|person|liaison|handler|confirmedBy|who|standInFor)"
    r"(Id|Name)?$"
)
PERSON_TYPES = {"Author", "Officer", "PersonChoice", "PersonRow", "MePerson"}
ORDER_WORDS = re.compile(r"(?i)^(order|sort|rank)|(order|sort|rank)(by)?$")
FIGURE_WORDS = re.compile(r"(?i)rank|score|count|total|points?$|streak|percentile|position$")


def contracts() -> Iterator[GraphQLSchema]:
    """What is written down, and what is served."""
    yield build_schema(CONTRACT.read_text(encoding="utf-8"))
    yield build_schema(schema.as_str())


BOTH = pytest.mark.parametrize("served", list(contracts()), ids=["contract", "server"])


def objects(served: GraphQLSchema) -> Iterator[GraphQLObjectType]:
    for named in served.type_map.values():
        if isinstance(named, GraphQLObjectType) and not named.name.startswith("__"):
            yield named


def names_a_person(kind: GraphQLObjectType) -> bool:
    return kind.name in PERSON_TYPES or any(
        PERSON_FIELDS.match(name) or get_named_type(field.type).name in PERSON_TYPES
        for name, field in kind.fields.items()
    )


def holds_people(kind: GraphQLObjectType) -> bool:
    """It names a person itself, or has a list of what does."""
    return names_a_person(kind) or any(
        isinstance(inner := get_named_type(field.type), GraphQLObjectType) and names_a_person(inner)
        for field in kind.fields.values()
        if has_list(field.type)
    )


def has_list(kind: object) -> bool:
    while kind is not None:
        if is_list_type(kind):
            return True
        kind = getattr(kind, "of_type", None)
    return False


def numbers_beside_people(served: GraphQLSchema) -> set[str]:
    return {
        f"{kind.name}.{name}"
        for kind in objects(served)
        if holds_people(kind) and kind.name not in OWN | {"Query", "Mutation"}
        for name, field in kind.fields.items()
        if get_named_type(field.type).name in {"Int", "Float"}
    }


def chosen_orders(served: GraphQLSchema) -> dict[str, set[str]]:
    """Arguments that order, with the choices they offer."""
    found: dict[str, set[str]] = {}
    for kind in objects(served):
        for field_name, field in kind.fields.items():
            for name, argument in field.args.items():
                inner = get_named_type(argument.type)
                by_enum = isinstance(inner, GraphQLEnumType) and ORDER_WORDS.search(inner.name)
                if ORDER_WORDS.search(name) or by_enum:
                    values = inner.values if isinstance(inner, GraphQLEnumType) else {"?": None}
                    found[f"{kind.name}.{field_name}.{name}"] = set(values)
    return found


@BOTH
def test_a_number_beside_a_person_has_its_reason(served: GraphQLSchema) -> None:
    assert numbers_beside_people(served) <= ALLOWED["numbers_beside_people"].keys()


@BOTH
def test_no_type_of_a_person_has_a_figure(served: GraphQLSchema) -> None:
    for kind in objects(served):
        if kind.name in PERSON_TYPES:
            numbers = {
                name
                for name, field in kind.fields.items()
                if get_named_type(field.type).name in {"Int", "Float"} or FIGURE_WORDS.search(name)
            }
            assert numbers <= {"tier"}, kind.name


@BOTH
def test_every_order_a_caller_may_choose_is_listed(served: GraphQLSchema) -> None:
    allowed = {name: set(values) for name, values in ALLOWED["chosen_orders"].items()}
    assert chosen_orders(served) == allowed


def test_a_league_table_of_officers_would_be_caught() -> None:
    league = build_schema(
        CONTRACT.read_text(encoding="utf-8")
        + """
        enum TallyOrder { MOST_VISITS }
        type Tally { author: Author! visits: Int! }
        extend type Author { photoCount: Int! }
        extend type Query { tallies(by: TallyOrder!): [Tally!]! best(sort: String): Author! }
        """
    )

    caught = numbers_beside_people(league) - ALLOWED["numbers_beside_people"].keys()
    assert caught == {"Tally.visits", "Author.photoCount"}
    assert chosen_orders(league).keys() - ALLOWED["chosen_orders"].keys() == {
        "Query.tallies.by",
        "Query.best.sort",
    }


@BOTH
def test_no_input_hides_an_order(served: GraphQLSchema) -> None:
    for kind in served.type_map.values():
        if isinstance(kind, GraphQLInputObjectType):
            assert not [name for name in kind.fields if ORDER_WORDS.search(name)], kind.name


@BOTH
def test_every_list_has_one_known_order(served: GraphQLSchema) -> None:
    found = {
        inner.name
        for kind in objects(served)
        for field in kind.fields.values()
        if has_list(field.type)
        and isinstance(inner := get_named_type(field.type), GraphQLObjectType)
    }

    assert found <= ALLOWED["list_orders"].keys()


def test_no_listed_order_is_by_a_figure() -> None:
    orders = [*ALLOWED["list_orders"].values()]
    for choice in ALLOWED["chosen_orders"].values():
        orders += choice.values()

    assert not [order for order in orders if re.search(r"(?i)count|how many|score|rank", order)]


def test_the_list_says_nothing_that_is_no_longer_there() -> None:
    written = build_schema(CONTRACT.read_text(encoding="utf-8"))
    kinds = {kind.name: kind for kind in objects(written)}

    assert set(ALLOWED["list_orders"]) <= set(kinds)
    for name in ALLOWED["numbers_beside_people"]:
        kind, _, field = name.partition(".")
        assert field in kinds[kind].fields, name
