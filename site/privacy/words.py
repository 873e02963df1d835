"""Words in rows about persons, found by their beginnings: an index that the database itself keeps.

    ModelDeclaration(model="leads.Person", …, searched=("last_name", "email"))
    Person.objects.filter(having(Person, "garn"))

Large letters and accents make no difference. The words stand in the index as long as their row, since
triggers (SQLite, FTS5) or the table itself (PostgreSQL, GIN) write it: no code can forget it, and the
eraser needs to do nothing but merge SQLite's segments (`eraser.traces.search`). It is made after each
migration, which on SQLite may have made the table anew and lost its triggers.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

from django.db import connection, connections, transaction
from django.db.models import Model, Q
from django.db.models.expressions import RawSQL

from .declarations import ModelDeclaration
from .eraser.traces.search import delete_words_for_good
from .registry import declaration_for, declarations, model_of
from .words_of_postgresql import query_of, vector_of

_WORD = re.compile(r"[^\W_]+")
# How common a word is PostgreSQL need not know: it would rather read a hundred thousand rows, and take their
# words apart for seconds, than ask the index for one that stands in most of them.
_STATISTICS = 0
# New words go where they belong at once: no form waits while PostgreSQL puts away those of the last hundreds,
# nor does a small table look cheaper to read than an index with words that are yet to be put away.
_AT_ONCE = "fastupdate = off"


def having(model: type[Model], word: str) -> Q:
    """The rows of this model in which every part of `word` begins a word of a searched column.

    Marks part words, as in an address: "jean.dupont" asks for both. Without any letter or digit: none.
    """
    return having_one_of(model, [word])


def having_one_of(model: type[Model], words: list[str]) -> Q:
    """The rows that have one of the words, or more."""
    asked = [parts for word in words if (parts := parts_of(word))]
    if not asked:
        return Q(pk__in=[])
    declaration, table = declaration_for(model), model._meta.db_table
    # Every name is one of ours; what is looked for is an argument.
    if connection.vendor == "sqlite":
        name = _name(declaration)
        found = f'SELECT rowid FROM "{name}" WHERE "{name}" MATCH %s'  # noqa: S608
        each = [" AND ".join(f'"{part}"*' for part in parts) for parts in asked]
        text = " OR ".join(each)  # FTS5 takes AND before OR
    else:
        condition = f"{_vector(declaration)} @@ to_tsquery('simple', %s)"
        # OFFSET keeps it together: asked once, of its index, instead of for each row of a list.
        found = f'SELECT "{table}".id FROM "{table}" WHERE {condition} OFFSET 0'  # noqa: S608
        text = " | ".join(map(query_of, asked))  # so does PostgreSQL
    return Q(pk__in=RawSQL(found, [text]))  # noqa: S611


def parts_of(word: str) -> list[str]:
    """The letters and digits between the marks of what somebody looks for."""
    return _WORD.findall(word.replace("\0", ""))


def keep_indexes(using: str, **signal: Any) -> None:
    """Make every index that is missing, and fill it with what is there (after each migration)."""
    found = connections[using]
    if using != "default":
        return
    with found.cursor() as cursor:
        tables = set(found.introspection.table_names(cursor))
        for declaration in declarations():
            if declaration.searched and model_of(declaration)._meta.db_table in tables:
                if found.vendor == "sqlite":
                    _keep_on_sqlite(declaration, cursor)
                else:
                    _keep_on_postgresql(declaration, cursor)


def _name(declaration: ModelDeclaration) -> str:
    return f"{model_of(declaration)._meta.db_table}_words"


def _keep_on_sqlite(declaration: ModelDeclaration, cursor: Any) -> None:
    table, name = model_of(declaration)._meta.db_table, _name(declaration)
    columns = [f'"{column}"' for column in declaration.searched]
    listed = ", ".join(columns)

    def put(row: str) -> str:
        return f'INSERT INTO "{name}"(rowid, {listed}) VALUES ({_of(row, columns)});'  # noqa: S608

    def take(row: str) -> str:
        return f'INSERT INTO "{name}"("{name}", rowid, {listed}) VALUES (\'delete\', {_of(row, columns)});'  # noqa: S608

    triggers = {
        f"{name}_in": f'AFTER INSERT ON "{table}" BEGIN {put("new")} END',
        f"{name}_out": f'AFTER DELETE ON "{table}" BEGIN {take("old")} END',
        f"{name}_change": f'AFTER UPDATE OF {listed} ON "{table}"'
        f" BEGIN {take('old')} {put('new')} END",
    }
    made = {
        f"{trigger}": f'CREATE TRIGGER "{trigger}" {what}' for trigger, what in triggers.items()
    }
    cursor.execute(
        "SELECT name, sql FROM sqlite_master WHERE name IN (%s, %s, %s, %s)", [name, *triggers]
    )
    there = dict(cursor.fetchall())
    virtual = (
        f'CREATE VIRTUAL TABLE "{name}" USING fts5({listed}, content="{table}", content_rowid="id",'
        f' tokenize="unicode61 remove_diacritics 2")'
    )
    if there == {name: virtual, **made}:
        return
    for trigger in triggers:
        cursor.execute(f'DROP TRIGGER IF EXISTS "{trigger}"')
    cursor.execute(f'DROP TABLE IF EXISTS "{name}"')
    cursor.execute(virtual)
    for statement in made.values():
        cursor.execute(statement)
    cursor.execute(f'INSERT INTO "{name}"("{name}") VALUES (\'rebuild\')')  # noqa: S608
    delete_words_for_good()


def _of(row: str, columns: list[str]) -> str:
    return ", ".join([f"{row}.id", *(f"{row}.{column}" for column in columns)])


def _keep_on_postgresql(declaration: ModelDeclaration, cursor: Any) -> None:
    table, vector = model_of(declaration)._meta.db_table, _vector(declaration)
    made = hashlib.sha256(f"{vector} {_STATISTICS} {_AT_ONCE}".encode()).hexdigest()
    name = f"{_name(declaration)}_{made[:8]}"
    cursor.execute(
        "SELECT indexname FROM pg_indexes WHERE tablename = %s AND starts_with(indexname, %s)",
        [table, f"{_name(declaration)}_"],
    )
    there = {row[0] for row in cursor.fetchall()}
    with transaction.atomic():
        if name not in there:
            cursor.execute(
                f'CREATE INDEX "{name}" ON "{table}" USING gin ({vector}) WITH ({_AT_ONCE})'
            )
            cursor.execute(f'ALTER INDEX "{name}" ALTER COLUMN 1 SET STATISTICS {_STATISTICS}')
        for old in there - {name}:
            cursor.execute(f'DROP INDEX "{old}"')


def _vector(declaration: ModelDeclaration) -> str:
    """What PostgreSQL indexes and is asked for; marks are blanks, so that an address is words too."""
    return vector_of(
        " || ' ' || ".join(f"coalesce(\"{column}\", '')" for column in declaration.searched)
    )
