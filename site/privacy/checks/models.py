"""Checks of the personal models themselves: what Wagtail would copy, and what str() tells."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Model
from wagtail.models import RevisionMixin
from wagtail.search.index import Indexed
from wagtail.snippets.models import get_snippet_models

from .. import registry
from ..declarations import ModelDeclaration, Retention, personal_columns
from .activities import untranslated

CANARY = "ZZPIIcheck"


@register("privacy")
def check_models(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """No revisions, no search index, no snippet, and a `__str__` that is only a reference."""
    found: list[CheckMessage] = []
    for declaration in registry.declarations():
        try:
            model = registry.model_of(declaration)
        except LookupError:
            continue
        if not declaration.third_party:
            found += copying_problems(declaration, model)
            found += str_problems(declaration, model)
        found += retention_problems(declaration)
        if declaration.activity not in registry.REGISTER.activities:
            found.append(
                Error(
                    f"{declaration.model} serves “{declaration.activity}”, which is no declared activity.",
                    hint="Activities: " + ", ".join(sorted(registry.REGISTER.activities)),
                    id="privacy.E018",
                )
            )
        found += [
            Error(f"{declaration.model}: {path} lacks French or English.", id="privacy.E002")
            for path in untranslated(declaration)
        ]
    return found


def copying_problems(declaration: ModelDeclaration, model: type[Model]) -> Iterator[CheckMessage]:
    """Mixins and registrations that make Wagtail keep copies of the row."""
    if not personal_columns(declaration):
        return
    for base, harm in [
        (RevisionMixin, "every saved state is kept as a revision"),
        (Indexed, "deleted words stay in the index"),
    ]:
        if issubclass(model, base):
            yield Error(
                f"{declaration.model} holds personal data and is {base.__name__}: {harm}.",
                hint="Make it a plain model.",
                obj=model,
                id="privacy.E020",
            )
    if model in get_snippet_models():
        yield Error(
            f"{declaration.model} holds personal data and is a snippet.",
            hint="Show it with views of its own.",
            obj=model,
            id="privacy.E020",
        )


def str_problems(declaration: ModelDeclaration, model: type[Model]) -> Iterator[CheckMessage]:
    """`__str__` told on a row full of marks, and read in its source where it cannot be run."""
    named = told_by_str(declaration, model) or read_by_str(declaration, model)
    if named:
        yield Error(
            f"{declaration.model}.__str__ reads personal data ({', '.join(sorted(named))}).",
            hint="Wagtail's log keeps str(instance) after deletion: return a reference.",
            obj=model,
            id="privacy.E021",
        )


def told_by_str(declaration: ModelDeclaration, model: type[Model]) -> set[str]:
    """The personal columns whose content shows in str() of an unsaved row."""
    marks: dict[str, str] = {}
    row = model()
    known = {field.name: field for field in model._meta.concrete_fields}
    for position, name in enumerate(personal_columns(declaration)):
        field = known.get(name)  # a name that is no column is told by the check of the columns
        if isinstance(field, models.CharField | models.TextField | models.FileField):
            marks[name] = f"{CANARY}{position}@example.com"
            setattr(row, name, marks[name])
    try:
        told = str(row)
    except (ObjectDoesNotExist, AttributeError, TypeError, ValueError):
        return set()  # it needs a saved row; its source is read instead
    return {name for name, mark in marks.items() if mark.partition("@")[0] in told}


def read_by_str(declaration: ModelDeclaration, model: type[Model]) -> set[str]:
    """The personal columns that the source of `__str__` names, through relations as well."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(model.__str__)))
    except (OSError, TypeError, SyntaxError):
        return set()
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            path = attribute_path(node)
            if path and path[0] == "self" and is_personal(model, path[1:]):
                found.add(".".join(path[1:]))
    return found


def attribute_path(node: ast.expr) -> list[str]:
    """`self.a.b` as ["self", "a", "b"]; nothing when it does not start with a name."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        path = attribute_path(node.value)
        return [*path, node.attr] if path else []
    return []


def is_personal(model: type[Model], path: list[str]) -> bool:
    """Whether the attribute path from a row of `model` ends in a personal column (not a relation)."""
    for position, name in enumerate(path):
        fields = {field.name: field for field in model._meta.get_fields()}
        field: Any = fields.get(name)
        if field is None:
            return False
        if getattr(field, "related_model", None) is None:
            declared = registry.REGISTER.models.get(model._meta.label_lower)
            return declared is not None and name in personal_columns(declared)
        if position < len(path) - 1:
            model = field.related_model
    return False


def retention_problems(declaration: ModelDeclaration) -> Iterator[CheckMessage]:
    """Each rule has one length and a slug of its own."""
    for rule in declaration.rules:
        if (rule.months > 0) == (rule.days > 0) or min(rule.months, rule.days) < 0:
            yield Error(
                f"{declaration.model}: the rule “{rule.slug}” needs months or days, one of the two.",
                id="privacy.E022",
            )
        if len(same_slug(rule)) > 1:
            yield Error(
                f"{declaration.model}: another rule is called “{rule.slug}” too.", id="privacy.E022"
            )


def same_slug(rule: Retention) -> list[Retention]:
    return [other for _, other in registry.retention_rules() if other.slug == rule.slug]
