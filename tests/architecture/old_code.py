"""What the code of the release before would stumble over in a new migration.

It runs on while the new version migrates and the servers are exchanged one by one: its INSERTs do not know
new columns, its values keep to the old rules. What is not known to be harmless is named.
"""

from collections.abc import Iterator, Sequence
from math import inf

from django.db import migrations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED, Field

TAKES_AWAY = (
    migrations.RemoveField,
    migrations.RenameField,
    migrations.DeleteModel,
    migrations.RenameModel,
    migrations.AlterModelTable,
)
HARMLESS = (
    migrations.CreateModel,
    migrations.AddIndex,
    migrations.RemoveIndex,
    migrations.RenameIndex,
    migrations.RemoveConstraint,
    migrations.AlterIndexTogether,
    migrations.AlterModelOptions,
    migrations.AlterModelManagers,
    migrations.AlterModelTableComment,
)
TEXTS = {"CharField", "SlugField", "TextField"}
# Of which a narrower value is another type.
MEASURES = ("max_digits", "decimal_places", "base_field", "db_collation")


def faults(
    operations: Sequence[Operation], state: ProjectState, app: str, new: set[tuple[str, str]]
) -> Iterator[str]:
    """What is wrong with these operations on `state`, which is carried on.

    `new`: the tables the release before does not know (app, model), to which those made here are added;
    nothing done to them can hurt it.
    """
    for one in operations:
        if isinstance(one, migrations.SeparateDatabaseAndState):
            yield from faults(one.database_operations, state.clone(), app, new)
        else:
            table = str(getattr(one, "model_name", getattr(one, "name", ""))).lower()
            if isinstance(one, migrations.CreateModel):
                new.add((app, table))
            if (app, table) not in new and (wrong := fault(one, state, app)):
                yield f"{one.describe()}: {wrong}"
        one.state_forwards(app, state)


def fault(one: Operation, state: ProjectState, app: str) -> str:
    """Why old code would stumble over this operation; empty when it would not."""
    if isinstance(one, HARMLESS):
        return ""
    if isinstance(one, TAKES_AWAY):
        return "in the release after the code that used it"
    if isinstance(one, migrations.AddField):
        return "" if may_be_left_out(one.field) else "give it null=True or a db_default"
    if isinstance(one, migrations.AlterField):
        before = state.models[app, one.model_name_lower].fields[one.name]
        return ", ".join(narrower(named(before, one.name), named(one.field, one.name)))
    if isinstance(one, migrations.AlterUniqueTogether):
        options = state.models[app, one.name_lower].options
        known = {tuple(names) for names in options.get("unique_together", ())}
        if {tuple(names) for names in one.option_value or ()} <= known:
            return ""
    return "old code may write what it forbids, or read what it changes"


def may_be_left_out(field: Field) -> bool:
    """Whether any number of INSERTs that do not know the column go through."""
    if field.many_to_many or field.null:
        return True
    return field.db_default is not NOT_PROVIDED and not field.unique


def named(field: Field, name: str) -> Field:
    """The field as it stands in a model: in a migration it has a name only once a state was worked out."""
    known = field.clone()
    known.set_attributes_from_name(name)
    return known


def narrower(before: Field, after: Field) -> Iterator[str]:
    """How the column takes less than before, or something else."""
    if before.null and not after.null:
        yield "old code may write NULL"
    if after.unique and not before.unique:
        yield "old code may write a value twice"
    if before.get_attname_column() != after.get_attname_column():
        yield "old code asks for the column by its old name"
    if before.db_default is not NOT_PROVIDED and after.db_default is NOT_PROVIDED:
        yield "old code leaves the value to the database"
    if longest(after) < longest(before):
        yield "old code may write more"
    if what(before) != what(after):
        yield "old code takes it for another type"


def longest(field: Field) -> float:
    """How many characters fit."""
    return inf if field.max_length is None else field.max_length


def what(field: Field) -> tuple[object, ...]:
    """The type of the column, whatever the length of a text."""
    kind = field.get_internal_type()
    target = getattr(field.remote_field, "model", None)
    related = target if isinstance(target, str | None) else target._meta.label
    measures = [repr(getattr(field, name, None)) for name in MEASURES]
    return ("text" if kind in TEXTS else kind, str(related).lower(), *measures)
