"""Full text in Chinese, alike on SQLite and PostgreSQL.

Text becomes overlapping two-character tokens (用电容量 → 用电 电容 容量 量); a query is the phrase
of its own pairs, a single character a prefix. SQLite's trigram tokenizer finds nothing for words of
two characters and PostgreSQL's pg_trgm is not everywhere; this works on both. The table
``search_text`` is made by the migration (FTS5 with unicode61, or tsvector 'simple' with GIN).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from uuid import UUID

from pypika_tortoise.terms import Term
from tortoise import connections
from tortoise.expressions import RawSQL

QUERY_CHARS_MAX = 60
_HAN = r"\u3400-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"[{_HAN}]+|[0-9a-z]+")


def _runs(text: str) -> list[str]:
    """Runs of Chinese characters, or of ASCII letters and digits, folded to one width and case."""
    return _RUN.findall(unicodedata.normalize("NFKC", text).lower())


def tokens(text: str) -> str:
    """The text as it is indexed; the last character of each run is a token, or it is missed."""
    found: list[str] = []
    for run in _runs(text):
        if run.isascii():
            found.append(run)
        else:
            found += [run[i : i + 2] for i in range(len(run) - 1)] + [run[-1]]
    return " ".join(found)


def phrases(query: str) -> list[list[str]]:
    """Each run of the query as the pairs to be found in order; one character or word: a prefix."""
    found: list[list[str]] = []
    for run in _runs(query[:QUERY_CHARS_MAX]):
        if run.isascii() or len(run) == 1:
            found.append([f"{run}*"])
        else:
            found.append([run[i : i + 2] for i in range(len(run) - 1)])
    return found


def _sqlite_match(query: str) -> str:
    parts = []
    for phrase in phrases(query):
        prefix = phrase[0].endswith("*")
        parts.append(f'"{phrase[0][:-1]}"*' if prefix else '"' + " ".join(phrase) + '"')
    return " AND ".join(parts)


def _postgres_match(query: str) -> str:
    parts = []
    for phrase in phrases(query):
        prefix = phrase[0].endswith("*")
        parts.append(f"{phrase[0][:-1]}:*" if prefix else "(" + " <-> ".join(phrase) + ")")
    return " & ".join(parts)


def matching(subject_kind: str, query: str) -> Term | None:
    """An ``id IN (…)`` sub-select of the subjects whose text has every run of the query.

    For ``Visit.filter(id__in=…)`` via ``RawSQL``. None when the query has nothing to look for.
    Only characters of the alphabet that ``_RUN`` lets through reach the statement.
    """
    if not phrases(query):
        return None
    if connections.get("default").capabilities.dialect == "sqlite":
        condition = f"tokens MATCH '{_sqlite_match(query)}'"
    else:
        condition = f"tokens @@ to_tsquery('simple', '{_postgres_match(query)}')"
    kind = re.sub(r"[^a-z_]", "", subject_kind)
    return RawSQL(
        f"(SELECT subject_id FROM search_text WHERE subject_kind = '{kind}' AND {condition})"
    )


async def index(
    subject_kind: str, subject_id: UUID, texts: Sequence[str], *, fresh: bool = False
) -> None:
    """Replace what is indexed for one subject. Inside the deed's transaction.

    ``fresh``: the subject is being made, so nothing is looked for: SQLite would read the whole
    index to find that there is nothing.
    """
    connection = connections.get("default")
    words = " ".join(filter(None, map(tokens, texts)))
    if connection.capabilities.dialect == "sqlite":
        if not fresh:
            await connection.execute_query(
                "DELETE FROM search_text WHERE subject_id = ? AND subject_kind = ?",
                [str(subject_id), subject_kind],
            )
        await connection.execute_query(
            "INSERT INTO search_text (tokens, subject_kind, subject_id) VALUES (?, ?, ?)",
            [words, subject_kind, str(subject_id)],
        )
        return
    await connection.execute_query(
        "INSERT INTO search_text (tokens, subject_kind, subject_id)"
        " VALUES (to_tsvector('simple', $1), $2, $3)"
        " ON CONFLICT (subject_id, subject_kind) DO UPDATE SET tokens = EXCLUDED.tokens",
        [words, subject_kind, subject_id],
    )
