"""When roles are applied: after migration, and when a section of the site is created.

Signals, because this package does not know the ones that bring pages.
"""

import logging
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from accounts.apply import apply_roles

logger = logging.getLogger(__name__)


def apply_after_migration(*, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Apply the declared roles, unless the database was migrated in part or is another one."""
    if using != DEFAULT_DB_ALIAS:
        return
    if "plan" in kwargs:
        executor = MigrationExecutor(connections[using])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return
    for name in apply_roles().unknown:
        logger.warning("A role names %s, which does not exist.", name)


def apply_to_new_section(
    *, created: bool, raw: bool = False, using: str = DEFAULT_DB_ALIAS, **kwargs: Any
) -> None:
    """A page of a section type was made: it gets its rights and its workflow, after the commit.

    Many sections made in one transaction are served by one run.
    """
    if not created or raw or using != DEFAULT_DB_ALIAS:
        return
    connection = connections[using]
    # One that waits in a savepoint which may still be rolled back does not count.
    safe = set(connection.savepoint_ids)
    waiting: list[Any] = connection.run_on_commit
    if not any(entry[1] is apply_roles and entry[0] <= safe for entry in waiting):
        transaction.on_commit(apply_roles)
