"""Working out what a write changes: the tags of the rows as they were, and as they are."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
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
MOST = 5_000  # rows of one statement that are told apart; more count as their whole table
AT_ONCE = 500  # keys in one question
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
    found: list[Row] = []
    for at in range(0, len(keys), AT_ONCE):
        some = keys[at : at + AT_ONCE]
        marks = ", ".join(["%s"] * len(some))
        where = f'"{table.name}"."{table.key}" IN ({marks})'
        found += _rows(table, where, some, connection) or []
    return found


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
    if table.name == PAGES:
        return _of_pages(rows, connection)
    if table.root == PAGES:
        known = {row[table.key]: row for row in rows}
        pages = _by_key(followed()[PAGES], [*known], connection)
        return _of_pages(pages, connection, {table.name: known})
    tags: set[str] = set()
    for row in rows:
        if not table.live or row.get("live"):
            tags |= _of_row(table, row, _language(row))
    return tags


def _of_pages(
    pages: list[Row],
    connection: BaseDatabaseWrapper,
    known: Mapping[str, Mapping[Any, Row]] | None = None,
) -> set[str]:
    """The tags of pages, from every table they stand in; none for a draft, which nobody sees.

    `known`: rows of a table, by the key of their page. A section that is moved has thousands of pages:
    the rows of a table are asked for together.
    """
    tags: set[str] = set()
    kinds: dict[int, list[Row]] = {}
    for page in pages:
        if page.get("live"):
            kinds.setdefault(page["content_type_id"], []).append(page)
    for number, alike in kinds.items():
        with aside():
            kind = ContentType.objects.get_for_id(number)
        # A page that is being made live has no key yet, nor rows in other tables: they follow.
        in_language = {page.get("id"): _language(page) for page in alike}
        for page in alike:
            tags |= _of_row(followed()[PAGES], page, _language(page))
        for name in tables_below(f"{kind.app_label}.{kind.model}"):
            table = followed().get(name)
            if table is None:
                continue
            keys = [key for key in in_language if key is not None]
            given = (known or {}).get(name, {})
            asked = _by_key(table, [key for key in keys if key not in given], connection)
            for row in [*asked, *(given[key] for key in keys if key in given)]:
                tags |= _of_row(table, row, in_language[row[table.key]])
            tags |= {name, *(f"{name}.locale~{_language(page)}" for page in alike)}
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
