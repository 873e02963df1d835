"""Checks of the columns: every one of every model is classified, and what it needs is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Model
from wagtail.models import Page

from .. import registry
from ..declarations import (
    Category,
    FileCopy,
    GoesWith,
    JsonKeys,
    ModelDeclaration,
    NotPersonal,
    personal_columns,
)
from ..records import KNOWN_COLUMNS, PersonalRecord


@register("privacy")
def check_every_model_is_known(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every installed model is declared, or listed as holding nothing personal with the reason."""
    found: list[CheckMessage] = []
    for model in apps.get_models():
        label = model._meta.label_lower
        if label in registry.REGISTER.models or label in registry.REGISTER.nothing_personal:
            continue
        found.append(
            Error(
                f"{model._meta.label} is neither declared as personal data nor listed as holding none.",
                hint=f"In {model._meta.app_label}/personal_data.py: "
                f'declare(nothing_personal={{"{model._meta.label}": "why"}})'
                + ("" if issubclass(model, Page) else f" or\n{skeleton(model)}"),
                obj=model,
                id="privacy.E010",
            )
        )
    for label in registry.REGISTER.models:
        try:
            apps.get_model(label)
        except LookupError:
            found.append(Error(f"{label} is declared but not installed.", id="privacy.E011"))
    return found


@register("privacy")
def check_columns(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every column of every declared model is classified, and nothing else is."""
    found: list[CheckMessage] = []
    for declaration in registry.declarations():
        try:
            model = registry.model_of(declaration)
        except LookupError:
            continue  # told by check_every_model_is_known
        found += column_problems(declaration, model)
        found += path_problems(declaration, model)
    return found


def expected_columns(model: type[Model]) -> list[models.Field[Any, Any]]:
    """The columns of the model's tables that a declaration must classify."""
    known = set(KNOWN_COLUMNS) if issubclass(model, PersonalRecord) else set()
    fields = [*model._meta.concrete_fields, *model._meta.local_many_to_many]
    return [
        field
        for field in fields
        if field.name not in known
        and not (field.primary_key and isinstance(field, models.AutoField | models.UUIDField))
    ]


def column_problems(declaration: ModelDeclaration, model: type[Model]) -> Iterator[CheckMessage]:
    expected = {field.name: field for field in expected_columns(model)}
    for name, field in expected.items():
        kind = declaration.columns.get(name)
        if kind is None:
            yield Error(
                f"{declaration.model}.{name} is not classified.",
                hint=f'In columns: "{name}": Category.… or NotPersonal("why").',
                obj=model,
                id="privacy.E012",
            )
        elif isinstance(field, models.JSONField) and isinstance(kind, Category):
            yield Error(
                f"{declaration.model}.{name} holds JSON but is not classified by key.",
                hint='JsonKeys({"key": Category.…}) ("*" for the others).',
                obj=model,
                id="privacy.E013",
            )
        elif isinstance(kind, JsonKeys) and not kind.keys:
            yield Error(f"{declaration.model}.{name} classifies no key.", id="privacy.E013")
        if isinstance(kind, NotPersonal) and not kind.reason.strip():
            yield Error(
                f"{declaration.model}.{name} is said not to be personal, without a reason.",
                obj=model,
                id="privacy.E012",
            )
        if isinstance(field, models.FileField) and not any(
            isinstance(copy, FileCopy) and copy.column == name for copy in declaration.copies
        ):
            yield Error(
                f"{declaration.model}.{name} is a file that the eraser is not told of.",
                hint=f'copies=(FileCopy("{name}", storage="…"),)',
                obj=model,
                id="privacy.E014",
            )
    for name in declaration.columns:
        if name not in expected:
            yield Error(
                f"{declaration.model}.{name} is classified but is no column of the model.",
                hint="Columns: " + ", ".join(expected),
                obj=model,
                id="privacy.E015",
            )


def path_problems(declaration: ModelDeclaration, model: type[Model]) -> Iterator[CheckMessage]:
    """Paths (find, subject, event, parent, correct, searched) that lead nowhere."""
    paths = {"subject": declaration.subject_path}
    if isinstance(declaration.find, tuple):
        paths |= {f"find[{i}]": path for i, path in enumerate(declaration.find)}
    paths |= {f"the event of “{rule.slug}”": rule.event for rule in declaration.rules}
    paths |= {f"correct[{i}]": path for i, path in enumerate(declaration.correct)}
    paths |= {f"searched[{i}]": path for i, path in enumerate(declaration.searched)}
    for name, path in paths.items():
        if path and final_field(model, path) is None and not rows_annotate(declaration, path):
            yield Error(
                f"{declaration.model}: {name} is “{path}”, which leads to no column.",
                obj=model,
                id="privacy.E016",
            )
    if isinstance(declaration.retention, GoesWith):
        parent = final_field(model, declaration.retention.parent)
        related = getattr(parent, "related_model", None)
        if related is None or related._meta.label_lower not in registry.REGISTER.models:
            yield Error(
                f"{declaration.model} goes with “{declaration.retention.parent}”, which is no "
                "foreign key to a declared model.",
                obj=model,
                id="privacy.E017",
            )
    elif not declaration.retention:
        yield Error(f"{declaration.model} has no retention.", obj=model, id="privacy.E017")
    unknown = set(declaration.correct) - set(personal_columns(declaration))
    for name in sorted(unknown):
        yield Error(
            f"{declaration.model}: “{name}” can be corrected but is not declared as personal.",
            obj=model,
            id="privacy.E016",
        )


def final_field(model: type[Model], path: str) -> models.Field[Any, Any] | None:
    """The field a lookup path ends at, or None."""
    field: Any = None
    current: Any = model
    for part in path.split("__"):
        try:
            field = current._meta.get_field(part)
        except (FieldDoesNotExist, AttributeError):
            return None
        current = getattr(field, "related_model", None)
    return field


def rows_annotate(declaration: ModelDeclaration, path: str) -> bool:
    """Whether a rule's own queryset supplies the name as an annotation."""
    model = registry.model_of(declaration)
    return any(
        rule.rows is not None
        and rule.event == path
        and path in rule.rows(model._default_manager.all()).query.annotations
        for rule in declaration.rules
    )


def skeleton(model: type[Model]) -> str:
    """A declaration to start from, with every column named."""
    columns = "\n".join(f'        "{field.name}": …,' for field in expected_columns(model))
    return (
        f'ModelDeclaration(\n    model="{model._meta.label}",\n    activity="…",\n'
        f'    name=Text(fr="…", en="…"),\n    columns={{\n{columns}\n    }},\n'
        '    find=("email",),\n    retention=(Retention(slug="…", event="…", months=…, …),),\n)'
    )
