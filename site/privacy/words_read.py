"""Words in rows about persons, looked for by reading the rows: quick where many rows have them.

The index of words (`words.having`) costs what it finds: where a word stands in each of a hundred thousand
rows, all of them are brought together before the first thirty are shown. Whoever walks through the rows
in the order of a list finds thirty at once.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Case, F, Func, Model, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from .registry import declaration_for
from .words import parts_of
from .words_of_postgresql import patterns_of, query_of, vector_of

# The name under which SQLite knows `begins_words`; PostgreSQL reads with functions of its own.
IN_SQLITE = "begins_words"
_TOGETHER = " || ' ' || "
# Of a thousand rows: so many must have the words for the beginning of a list to be read.
OFTEN = 80


def reading(model: type[Model], word: str) -> Q:
    """The same rows as `words.having` finds, each read as it comes; for a bounded number of them."""
    parts = parts_of(word)
    if not parts:
        return Q(pk__in=[])
    columns = [Coalesce(F(name), Value("")) for name in declaration_for(model).searched]
    if connection.vendor == "sqlite":
        asked = Value(" ".join(parts))
        return Q(Func(asked, *columns, function=IN_SQLITE, output_field=BooleanField()))
    each = []
    for part in parts:
        patterns = patterns_of(part)
        if patterns is None:
            return Q(_taken_apart(columns, parts))
        each.append(_looked_through(columns, part, patterns))
    return Q(*each)


def _looked_through(columns: list[Coalesce], part: str, patterns: tuple[str, str]) -> Case:
    """Taken apart only where regular expressions cannot tell."""
    text = Func(*columns, template="lower(%(expressions)s)", arg_joiner=_TOGETHER)
    has, may_have = (Value(pattern) for pattern in patterns)
    return Case(
        When(_compared(text, "~", has), then=Value(True)),
        When(_compared(text, "!~", may_have), then=Value(False)),
        default=_taken_apart(columns, [part]),
        output_field=BooleanField(),
    )


def _taken_apart(columns: list[Coalesce], parts: list[str]) -> Func:
    words = Func(*columns, template=vector_of("%(expressions)s"), arg_joiner=_TOGETHER)
    query = Func(Value(query_of(parts)), template="to_tsquery('simple', %(expressions)s)")
    return _compared(words, "@@", query)


def _compared(one: Func, by: str, other: Func | Value) -> Func:
    same = {"template": "(%(expressions)s)", "arg_joiner": f" {by} "}
    return Func(one, other, output_field=BooleanField(), **same)


def one_of(keys: QuerySet[Any, Any] | RawSQL) -> Q:
    """The rows with these keys, a query, which are looked for once.

    PostgreSQL would look for them anew for each row of a table that has grown of late, while it knows
    nothing about it yet: with some hundred rows to be read that took seconds.
    """
    if connection.vendor == "sqlite":
        return Q(pk__in=keys)
    query = keys if isinstance(keys, RawSQL) else Subquery(keys)
    # Parted by the words between both, with the bracket that ends the second.
    sql = {"template": "(%(expressions)s))", "arg_joiner": " = ANY(ARRAY"}
    return Q(Func(F("pk"), query, output_field=BooleanField(), **sql))


def begins_words(asked: str, *texts: str) -> bool:
    """Whether each of the words `asked` (parted by blanks) begins a word of one of the texts."""
    text = _plain(" ".join(texts))
    return all(_begins(word, text) for word in _plain(asked).split())


def _begins(word: str, text: str) -> bool:
    """Without a regular expression: Python would remember it, and with it whom somebody looked for."""
    place = text.find(word)
    while place > 0 and text[place - 1].isalnum():
        place = text.find(word, place + 1)
    return place >= 0


def _plain(text: str) -> str:
    """Small letters without marks, as FTS5's tokenizer has them (unicode61, remove_diacritics 2)."""
    if not text.isascii():
        text = text.translate(_bare_letters())
    # Which of its two small letters Σ gets depends on its place in a word, for Python alone.
    return text.lower().replace("ς", "σ")


@cache
def _bare_letters() -> dict[int, str | None]:
    """Latin letters without their marks; marks that stand alone are nothing. Others keep theirs."""
    found: dict[int, str | None] = dict.fromkeys(range(0x300, 0x332))
    for code in range(0xC0, 0x2200):
        base = unicodedata.normalize("NFD", chr(code))
        if base[0].isascii():
            found[code] = base[0]
    return found | {ord("µ"): "μ", ord("ſ"): "s"}


def teach(connection: Any, **signal: Any) -> None:
    """Give each new connection to SQLite the function (`connection_created`)."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(IN_SQLITE, -1, begins_words, deterministic=True)
