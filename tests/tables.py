"""The tables of all models and their columns, as the database has them."""

from functools import lru_cache

from django.db import connection

# PostgreSQL's schema and SQLite's pragma; neither gives what the database works out by itself.
COLUMNS = {
    "postgresql": "SELECT column_name FROM information_schema.columns WHERE table_name = '{}'"
    " AND table_schema = 'public' AND is_generated = 'NEVER' ORDER BY ordinal_position",
    "sqlite": "SELECT name FROM pragma_table_info('{}')",
}


@lru_cache(maxsize=1)
def columns() -> dict[str, str]:
    """Table -> its columns, quoted and in order. What triggers write into (SQLite's index) is no table."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    found = {}
    with connection.cursor() as cursor:
        for name in sorted(one for one in names if not one.endswith("_fts")):
            cursor.execute(COLUMNS[connection.vendor].format(name))
            found[name] = [f'"{column}"' for (column,) in cursor.fetchall()]
    return {name: ", ".join(of) for name, of in found.items()}
