"""Working out what a write changes: the tags of the rows as they were, and as they are."""

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.backends.base.base import BaseDatabaseWrapper

from cms.freshness.reading import aside
from cms.freshness.statements import Write, parse_write
from cms.freshness.tables import (
    EVERYWHERE,
    FACE,
    FACE_COLUMNS,
    PAGES,
    QUIET,
    VERSIONS,
    Table,
    followed,
    languages,
    prefixes,
    tables_below,
)

log = logging.getLogger(__name__)

EVERYTHING = "*"
MOST = 500  # rows of one statement that are told apart; more count as their whole table
_VERBS = ("INSERT", "UPDATE", "DELETE")

Row = dict[str, Any]


def watched(
    execute: Callable[[], Any], sql: str, params: Any, many: bool, connection: BaseDatabaseWrapper
) -> tuple[Any, set[str]]:
    """Run a statement; its result, and the tags of what it has changed."""
    write = parse_write(sql) if sql.startswith(_VERBS) else None
    if write is None or write.table not in followed():
        return execute(), set()
    if write.verb == "UPDATE" and write.columns and set(write.columns) <= QUIET:
        return execute(), set()
    if write.table in EVERYWHERE:
        return execute(), {EVERYTHING}
    table = followed()[write.table]
    if many:
        return execute(), {f"{table.name}*"}
    with aside():
        if write.verb == "INSERT":
            result = execute()
            return result, _inserted(write, table, params, connection)
        before = _rows(table, write.where, _last(params, write.where), connection)
        tags = tags_of(table, before, connection)
        result = execute()
        after: list[Row] | None = None
        if write.verb == "UPDATE" and before is not None:
            after = _by_key(table, [row[table.key] for row in before], connection)
            tags |= tags_of(table, after, connection)
        if table.name == PAGES and _face(before) != _face(after):
            tags |= faces(tags)
        return result, tags


def faces(tags: set[str]) -> set[str]:
    """What depends on these pages only as others show them."""
    return {f"{tag}{FACE}" for tag in tags if tag.startswith(PAGES)}


def _face(rows: list[Row] | None) -> list[tuple[Any, ...]]:
    names = (*FACE_COLUMNS, "id", "slug", "path", "live", "locale_id")
    return sorted(
        (tuple(str(row.get(name)) for name in names) for row in rows or []), key=lambda one: one
    )


def _last(params: Any, where: str) -> Sequence[Any]:
    """The parameters of the WHERE, which come last."""
    number = where.count("%s")
    return list(params or ())[-number:] if number else []


def _rows(
    table: Table, where: str, params: Sequence[Any], connection: BaseDatabaseWrapper
) -> list[Row] | None:
    """The rows that a WHERE means; None for too many."""
    names = ", ".join(f'"{table.name}"."{column}"' for column in table.asked)
    condition = f" WHERE {where}" if where else ""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {names} FROM "{table.name}"{condition}', params)  # noqa: S608 - Django's own
        rows = cursor.fetchmany(MOST + 1)
    if len(rows) > MOST:
        return None
    return [dict(zip(table.asked, row, strict=True)) for row in rows]


def _by_key(table: Table, keys: Sequence[Any], connection: BaseDatabaseWrapper) -> list[Row]:
    if not keys:
        return []
    marks = ", ".join(["%s"] * len(keys))
    return _rows(table, f'"{table.name}"."{table.key}" IN ({marks})', keys, connection) or []


def _inserted(write: Write, table: Table, params: Any, connection: BaseDatabaseWrapper) -> set[str]:
    """The tags of new rows, out of what was given for them."""
    values, width = list(params or ()), len(write.columns)
    if not write.plain or not values or len(values) % width:
        return {f"{table.name}*"}
    rows = [
        dict(zip(write.columns, values[at : at + width], strict=True))
        for at in range(0, len(values), width)
    ]
    tags = tags_of(table, rows if len(rows) <= MOST else None, connection)
    return tags | faces(tags) if table.name == PAGES else tags


def tags_of(table: Table, rows: list[Row] | None, connection: BaseDatabaseWrapper) -> set[str]:
    """All the tags under which these rows may have been looked at; None: any of the table's."""
    if rows is None:
        return {f"{table.name}*"}
    tags: set[str] = set()
    for row in rows:
        if table.name == PAGES:
            tags |= _of_page(row, connection)
        elif table.root == PAGES:
            for page in _by_key(followed()[PAGES], [row[table.key]], connection):
                tags |= _of_page(page, connection, {table.name: row})
        elif not table.live or row.get("live"):
            tags |= _of_row(table, row, _language(row))
    return tags


def _of_page(
    page: Row, connection: BaseDatabaseWrapper, known: dict[str, Row] | None = None
) -> set[str]:
    """The tags of a page, from every table it stands in; none for a draft, which nobody sees."""
    if not page.get("live"):
        return set()
    tables, language = followed(), _language(page)
    tags = _of_row(tables[PAGES], page, language)
    # A page that is being made live has no key yet, nor rows in other tables: they follow.
    key = page.get("id")
    with aside():
        kind = ContentType.objects.get_for_id(page["content_type_id"])
    for name in tables_below(f"{kind.app_label}.{kind.model}"):
        table = tables.get(name)
        if table is None:
            continue
        own = (known or {}).get(name)
        rows = [own] if own else _by_key(table, [key], connection) if key is not None else []
        for row in rows:
            tags |= _of_row(table, row, language)
        tags |= {name, f"{name}.locale~{language}"}
    return tags


def _language(row: Row) -> str:
    number = str(row.get("locale_id") or "")
    return languages().get(number, number) if number else ""


def _of_row(table: Table, row: Row, language: str) -> set[str]:
    tags = {table.name}
    if row.get(table.key) is not None:
        tags.add(f"{table.root}#{row[table.key]}")
    if language:
        tags.add(f"{table.name}.locale~{language}")
    for column in table.columns - {table.key}:
        if row.get(column) is not None:
            tags.add(f"{table.name}.{column}={row[column]}")
            if column == VERSIONS and language:
                tags.add(f"{table.name}.{column}={row[column]}@{language}")
    if table.path and row.get("path"):
        tags |= {f"{table.name}.path^{stem}" for stem in prefixes(str(row["path"]))}
    return tags


def of_table(tags: Iterable[str]) -> set[str]:
    """For each tag that of its whole table (`table*`), under which it is found as well."""
    return {f"{_name(tag)}*" for tag in tags}


def _name(tag: str) -> str:
    for at, letter in enumerate(tag):
        if letter in "#.~":
            return tag[:at]
    return tag
