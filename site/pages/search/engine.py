"""The question put to the database's full-text index, in its own language."""

from dataclasses import dataclass
from typing import Literal

from django.db import connection
from wagtail.models import Page

# More than anyone reads; keeps the cost of the commonest word bounded.
MAX_HITS = 500

_FROM = """
    FROM pages_searchentry entry JOIN wagtailcore_page page ON page.id = entry.page_id
"""
_SQLITE = f"""
    SELECT entry.page_id
    {_FROM} JOIN pages_searchentry_fts ON pages_searchentry_fts.rowid = entry.page_id
    WHERE pages_searchentry_fts MATCH %s AND entry.language = %s AND page.live
    ORDER BY bm25(pages_searchentry_fts, 12.0, 4.0, 1.0), entry.page_id DESC
    LIMIT %s
"""
_POSTGRESQL = f"""
    SELECT entry.page_id
    {_FROM}
    WHERE entry.vector @@ %s::tsquery AND entry.language = %s AND page.live
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


def find(question: Question, *, language: str, limit: int = MAX_HITS) -> list[int]:
    """Keys of the pages that answer, best first, at most `limit`.

    Only what is live, public, and in `language`.
    """
    if not question.terms:
        return []
    if connection.vendor == "postgresql":
        asked = _joined(question, {"and": " & ", "or": " | "}, "'{}'", ":*")
        statement = _POSTGRESQL
        parameters: list[str | int] = [asked, language, asked, limit]
    else:
        asked = _joined(question, {"and": " AND ", "or": " OR "}, '"{}"', "*")
        statement, parameters = _SQLITE, [asked, language, limit]
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        found = [int(row[0]) for row in cursor.fetchall()]
    seen = set(Page.objects.live().public().filter(pk__in=found).values_list("pk", flat=True))
    return [key for key in found if key in seen]


def _joined(question: Question, operators: dict[str, str], quoted: str, beginning: str) -> str:
    """The question in the database's syntax. Terms are letters and digits: nothing to escape."""
    ending = beginning if question.beginnings else ""
    return operators[question.operator].join(quoted.format(one) + ending for one in question.terms)
