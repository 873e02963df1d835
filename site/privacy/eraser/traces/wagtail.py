"""What Wagtail writes down about an object: log, revisions, workflow, drafts of forms, references.

Wagtail removes some of it when a row is deleted through `Model.delete`, none of it after
`QuerySet.update()` or raw deletes, and the log never.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision, WorkflowState

from ...texts import Text
from ..targets import Target, by_model
from .base import Trace


def content_type(model: type[Model]) -> ContentType:
    return ContentType.objects.get_for_model(model, for_concrete_model=False)


class ByContentType(Trace):
    """Rows that point at an object by content type and primary key."""

    models: tuple[tuple[Any, str, str], ...]  # (model, content type column, primary key column)

    def rows(self, model: type[Model], pks: Sequence[str]) -> list[tuple[QuerySet[Any], str]]:
        """The rows about these objects in each table, with the column that says which object."""
        kind = content_type(model)
        return [
            (table._base_manager.filter(**{type_column: kind, f"{pk_column}__in": pks}), pk_column)
            for table, type_column, pk_column in self.models
        ]

    def find(self, targets: Sequence[Target]) -> set[UUID]:
        found: set[UUID] = set()
        for model, group in by_model(targets):
            by_pk = {target.pk: target.identity for target in group}
            for rows, column in self.rows(model, list(by_pk)):
                found |= {
                    by_pk[str(pk)]
                    for pk in rows.order_by().values_list(column, flat=True).distinct()
                }
        return found

    def erase(self, targets: Sequence[Target]) -> None:
        for model, group in by_model(targets):
            for rows, _column in self.rows(model, [target.pk for target in group]):
                rows.delete()


class LogTraces(ByContentType):
    """The log keeps `str(instance)` and data: both are emptied, who did what and when stays."""

    slug = "log"
    name = Text(fr="historique de l’administration", en="history of the administration")
    models = ((ModelLogEntry, "content_type", "object_id"),)

    def rows(self, model: type[Model], pks: Sequence[str]) -> list[tuple[QuerySet[Any], str]]:
        return [
            (rows.exclude(label="", data={}), column) for rows, column in super().rows(model, pks)
        ]

    def erase(self, targets: Sequence[Target]) -> None:
        for model, group in by_model(targets):
            for rows, _column in self.rows(model, [target.pk for target in group]):
                rows.update(label="", data={})


class RevisionTraces(ByContentType):
    """Earlier states of the row (a personal model may have none, by a check)."""

    slug = "revisions"
    name = Text(fr="versions antérieures", en="earlier versions")
    models = ((Revision, "content_type", "object_id"),)


class WorkflowTraces(ByContentType):
    """Workflow states, with the comments of those who approved."""

    slug = "workflow"
    name = Text(fr="circuit de validation", en="approval workflow")
    models = ((WorkflowState, "content_type", "object_id"),)


class DraftTraces(ByContentType):
    """What was typed into an admin form and not saved, and who has the screen open."""

    slug = "drafts"
    name = Text(fr="formulaires en cours", en="forms being filled in")
    models = (
        (FormState, "content_type", "object_id"),
        (EditingSession, "content_type", "object_id"),
    )


class ReferenceTraces(ByContentType):
    """Wagtail's index of what refers to what, in both directions."""

    slug = "references"
    name = Text(fr="index des références", en="reference index")
    models = (
        (ReferenceIndex, "content_type", "object_id"),
        (ReferenceIndex, "to_content_type", "to_object_id"),
    )
