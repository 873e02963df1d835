"""The question put to the database's full-text index, in its own language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.db import connection

from cms.closed_parts import closed_paths

# More than anyone reads; keeps the cost of the commonest word bounded.
MAX_HITS = 500

_FROM = """
    FROM pages_searchentry entry JOIN wagtailcore_page page ON page.id = entry.page_id
"""
_SHOWN = "entry.language = %s AND page.live {public}"
_IN_SQLITE = f"""
    {_FROM} JOIN pages_searchentry_fts ON pages_searchentry_fts.rowid = entry.page_id
    WHERE pages_searchentry_fts MATCH %s AND {_SHOWN}
"""
_IN_POSTGRESQL = f"""
    {_FROM}
    WHERE entry.vector @@ %s::tsquery AND {_SHOWN}
"""
_SQLITE = f"""
    SELECT entry.page_id
    {_IN_SQLITE}
    ORDER BY bm25(pages_searchentry_fts, 12.0, 4.0, 1.0), entry.page_id DESC
    LIMIT %s
"""
_POSTGRESQL = f"""
    SELECT entry.page_id
    {_IN_POSTGRESQL}
    ORDER BY ts_rank('{{0.1, 0.2, 0.4, 1.0}}', entry.vector, %s::tsquery, 1) DESC,
        entry.page_id DESC
    LIMIT %s
"""


@dataclass(frozen=True)
class Question:
    """Terms (pages.search.words) that must all be there, or any of them; whole, or as beginnings."""

    terms: tuple[str, ...]
    operator: Literal["and", "or"] = "and"
    beginnings: bool = False


def find(question: Question, *, language: str) -> list[int]:
    """Keys of the pages that answer, best first, at most MAX_HITS.

    Only what is live, public, and in `language`.
    """
    if not question.terms:
        return []
    asked, closed = _asked(question), closed_paths()
    parameters: list[str | int] = [asked, language, *_below(closed)]
    if connection.vendor == "postgresql":
        statement = _POSTGRESQL
        parameters.append(asked)  # once more, to rank by
    else:
        statement = _SQLITE
    parameters.append(MAX_HITS)
    with connection.cursor() as cursor:
        cursor.execute(_public(statement, closed), parameters)
        return [int(row[0]) for row in cursor.fetchall()]


def which_find(questions: Sequence[Question], *, language: str) -> list[Question]:
    """Those of the questions that some page answers, in their order; one query for all of them."""
    if not questions:
        return []
    closed = closed_paths()
    pages = _IN_POSTGRESQL if connection.vendor == "postgresql" else _IN_SQLITE
    one = _public(f"SELECT %s WHERE EXISTS (SELECT 1 {pages})", closed)
    parameters: list[str | int] = []
    for number, question in enumerate(questions):
        parameters += [number, _asked(question), language, *_below(closed)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(questions)), parameters)
        found = {int(row[0]) for row in cursor.fetchall()}
    return [question for number, question in enumerate(questions) if number in found]


def _below(paths: list[str]) -> list[str]:
    """Patterns for the pages at these tree paths and below."""
    return [f"{path}%" for path in paths]


def _public(statement: str, closed: list[str]) -> str:
    """The statement for a site with so many closed parts."""
    return statement.replace("{public}", "AND page.path NOT LIKE %s " * len(closed))


def _asked(question: Question) -> str:
    """The question as the database is asked it."""
    if connection.vendor == "postgresql":
        return _joined(question, {"and": " & ", "or": " | "}, "'{}'", ":*")
    return _joined(question, {"and": " AND ", "or": " OR "}, '"{}"', "*")


def _joined(question: Question, operators: dict[str, str], quoted: str, beginning: str) -> str:
    """The question in the database's syntax. Terms are letters and digits: nothing to escape."""
    ending = beginning if question.beginnings else ""
    return operators[question.operator].join(quoted.format(one) + ending for one in question.terms)
