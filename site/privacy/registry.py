"""Where the declarations of every app come together: `declare(…)` writes, the functions read.

Each app's `personal_data.py` is imported once the apps are ready (`privacy.apps`). Contradictions
are collected rather than raised, so that `manage.py check` can tell all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import Model
from django.utils.module_loading import autodiscover_modules

from .declarations import Activity, GoesWith, ModelDeclaration, Processor, Retention


@dataclass
class Register:
    """All that has been declared; `problems` are contradictions found while declaring."""

    activities: dict[str, Activity] = field(default_factory=dict)
    models: dict[str, ModelDeclaration] = field(default_factory=dict)
    nothing_personal: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    # Which models go with which, worked out once: the eraser asks for every row.
    children: dict[str, list[tuple[ModelDeclaration, str]]] = field(default_factory=dict)


REGISTER = Register()


class NotDeclared(LookupError):
    """The model or activity has no declaration."""


def discover() -> None:
    """Import every app's `personal_data.py`."""
    autodiscover_modules("personal_data")


def declare(
    *,
    activities: Iterable[Activity] = (),
    models: Iterable[ModelDeclaration] = (),
    nothing_personal: Mapping[str, str] | None = None,
) -> None:
    """Add to the register. `nothing_personal` maps a model label to why it holds nothing personal."""
    for activity in activities:
        if REGISTER.activities.get(activity.slug, activity) != activity:
            REGISTER.problems.append(f"The activity “{activity.slug}” is declared twice.")
        REGISTER.activities[activity.slug] = activity
    REGISTER.children.clear()
    for model in models:
        if model.label_lower in REGISTER.models:
            REGISTER.problems.append(f"{model.model} is declared twice.")
        REGISTER.models[model.label_lower] = model
    for label, reason in (nothing_personal or {}).items():
        if not reason.strip():
            REGISTER.problems.append(f"{label} is listed as not personal without a reason.")
        REGISTER.nothing_personal[label.lower()] = reason
    for label in REGISTER.models.keys() & REGISTER.nothing_personal.keys():
        REGISTER.problems.append(f"{label} is declared and also listed as not personal.")


def activities() -> list[Activity]:
    """Every activity, in the order of its slug (printed documents must not depend on imports)."""
    return [REGISTER.activities[slug] for slug in sorted(REGISTER.activities)]


def activity(slug: str) -> Activity:
    """The activity with this slug. Raises NotDeclared."""
    try:
        return REGISTER.activities[slug]
    except KeyError:
        raise NotDeclared(f"No activity “{slug}” is declared in any personal_data.py.") from None


def declarations() -> list[ModelDeclaration]:
    """Every model declaration, in the order of its label."""
    return [REGISTER.models[label] for label in sorted(REGISTER.models)]


def declaration_for(model: type[Model] | Model | str) -> ModelDeclaration:
    """The declaration of a model, an instance or a label. Raises NotDeclared."""
    label = model.lower() if isinstance(model, str) else model._meta.label_lower
    try:
        return REGISTER.models[label]
    except KeyError:
        raise NotDeclared(f"{label} is not declared in any personal_data.py.") from None


def model_of(declaration: ModelDeclaration) -> type[Model]:
    """The model class that a declaration is about. Raises LookupError when it is not installed."""
    return apps.get_model(declaration.model)


def serving(slug: str) -> list[ModelDeclaration]:
    """The models that serve an activity, first or among others."""
    return [d for d in declarations() if d.activity == slug or slug in d.also_for]


def children_of(declaration: ModelDeclaration) -> list[tuple[ModelDeclaration, str]]:
    """The declarations whose rows go with a row of this model, each with its foreign key's name."""
    label = declaration.label_lower
    if label not in REGISTER.children:
        REGISTER.children[label] = [
            (child, child.retention.parent)
            for child in declarations()
            if isinstance(child.retention, GoesWith) and _parent_label(child) == label
        ]
    return REGISTER.children[label]


def _parent_label(child: ModelDeclaration) -> str:
    """The label of the model that a child's foreign key leads to."""
    assert isinstance(child.retention, GoesWith)  # noqa: S101 - for the type checker
    parent = model_of(child)._meta.get_field(child.retention.parent).related_model
    return parent._meta.label_lower if isinstance(parent, type) else ""


def processors(*, in_use: bool = True) -> list[Processor]:
    """Every processor named by an activity, once, by slug; only those in use unless told."""
    found = {p.slug: p for a in activities() for p in a.processors}
    return [found[slug] for slug in sorted(found) if found[slug].in_use or not in_use]


def retention_rules() -> list[tuple[ModelDeclaration, Retention]]:
    """Every rule with a clock."""
    return [(declaration, rule) for declaration in declarations() for rule in declaration.rules]


def retention_rule(slug: str) -> tuple[ModelDeclaration, Retention]:
    """The rule with this slug and the model it belongs to. Raises NotDeclared."""
    for declaration, rule in retention_rules():
        if rule.slug == slug:
            return declaration, rule
    raise NotDeclared(f"No retention rule “{slug}” is declared.")
