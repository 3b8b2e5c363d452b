"""The phone words every refusal from its own catalogues (DECISIONS 8): both must know every code.

A code that is missing there would be said in the server's Chinese to somebody who reads English,
and a value that the refusal does not carry would leave the whole sentence to the fallback.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "pwa" / "src" / "locales"
LINE = re.compile(r"^  (\w+):\s*\n?\s*['\"`](.*)['\"`],$", re.M)


def codes_of_the_server() -> dict[str, str]:
    """Each refusal's code and Chinese sentence, read from the classes as they are written."""
    found: dict[str, str] = {}
    for path in (ROOT / "backend").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                facts = dict(_assignments(node))
                if "code" in facts and "text" in facts:
                    found[facts["code"]] = facts["text"]
    return found


def _assignments(node: ast.ClassDef) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for statement in node.body:
        if not isinstance(statement, ast.Assign):
            continue
        for target in statement.targets:
            if isinstance(target, ast.Tuple) and isinstance(statement.value, ast.Tuple):
                targets, values = target.elts, statement.value.elts
            else:
                targets, values = [target], [statement.value]
            for name, value in zip(targets, values, strict=True):
                if isinstance(name, ast.Name) and isinstance(value, ast.Constant):
                    pairs.append((name.id, str(value.value)))
    return pairs


def catalogue(language: str) -> dict[str, str]:
    text = (LOCALES / f"refusals.{language}.ts").read_text(encoding="utf-8")
    return dict(LINE.findall(text))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_phone_words_every_refusal_of_the_server(language: str) -> None:
    assert set(catalogue(language)) == set(codes_of_the_server())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_sentence_asks_for_a_fact_that_its_refusal_does_not_carry(language: str) -> None:
    server = codes_of_the_server()
    asked = {
        code: set(re.findall(r"\{(\w+)", words)) - set(re.findall(r"\{(\w+)", server.get(code, "")))
        for code, words in catalogue(language).items()
    }

    assert {code: names for code, names in asked.items() if names} == {}
