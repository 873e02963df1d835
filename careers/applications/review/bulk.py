"""Acts on several applications: those ticked, or all that the filters leave; each one is checked."""

from __future__ import annotations

from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages as say
from wagtail.admin.views.bulk_action import BulkAction

from careers.applications.models import Application, MessageTemplate, Stage
from careers.applications.models.messages import Purpose, Reason
from careers.applications.review import access, forms
from careers.applications.review.acts import leaving
from careers.applications.review.base import closed
from careers.applications.review.export import file_of
from careers.applications.review.filters import ORDER, asked_for
from careers.applications.services import messages, restriction, reviewing
from privacy.services import journal

SHOWN = 20


class ApplicationBulkAction(BulkAction):
    """What they share. Wagtail's own "all" forgets the filters; here it is the list's own query."""

    models = [Application]
    template_name = "applications/review/bulk.html"
    title: str | Promise = ""
    button: str | Promise = ""
    name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(access.REVIEW):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def get_queryset(cls, model: type[Application], object_ids: Any) -> list[Application]:
        ids = [int(one) for one in object_ids if str(one).isdecimal() and len(str(one)) < 10]
        found: list[Application] = []
        for start in range(0, len(ids), 500):
            rows = model.objects.current().filter(pk__in=ids[start : start + 500], pending=False)
            found += rows.select_related("offer")
        return found

    def get_all_objects_in_listing_query(
        self, parent_id: Any
    ) -> QuerySet[Application, int] | list[str]:
        if self.request.method == "POST":
            # Exactly what the confirmation counted, even if more has arrived since.
            return self.request.POST.get("ids", "").split(",")
        rows = asked_for(access.visible_to(self.request.user), self.request.GET)
        return rows.values_list("pk", flat=True)

    def check_perm(self, obj: Application) -> bool:
        return access.visible_to(self.request.user).filter(pk=obj.pk).exists() and self.applies(obj)

    def applies(self, application: Application) -> bool:
        """Whether this act makes sense for the application as it stands."""
        return not application.quarantined and application.restricted_at is None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        chosen = [one["item"] for one in context["items"]]
        return {
            **context,
            "title": self.title,
            "count": len(chosen),
            "shown": chosen[:SHOWN],
            "more": max(0, len(chosen) - SHOWN),
            "ids": ",".join(str(one.pk) for one in chosen),
            "left_out": len(context["items_with_no_access"]),
            "action_button_text": self.button,
            "no_action_button_text": gettext("Back to the applications"),
        }

    def get_execution_context(self) -> dict[str, Any]:
        return {"by": self.request.user, "form": self.cleaned_form}

    @classmethod
    def execute_action(cls, objects: list[Application], **kwargs: Any) -> tuple[int, int]:
        by, values = kwargs["by"], kwargs["form"].cleaned_data
        count = skipped = 0
        for application in objects:
            try:
                done = cls.act(application, values, by)
            except restriction.Restricted:
                done = False
            if done:
                journal(actor=by, action=f"applications:bulk:{cls.name}", reference=application)
                count += 1
            else:
                skipped += 1
        return count, skipped

    @classmethod
    def act(cls, application: Application, values: dict[str, Any], by: Any) -> bool:
        """Do it to one; whether it was done."""
        raise NotImplementedError

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        if num_child_objects:
            say.error(
                self.request,
                ngettext(
                    "%(count)s was left alone: a variable in the text that nothing fills, or a use "
                    "restricted meanwhile.",
                    "%(count)s were left alone: a variable in the text that nothing fills, or a use "
                    "restricted meanwhile.",
                    num_child_objects,
                )
                % {"count": intcomma(num_child_objects)},
            )
        if not num_parent_objects:
            return None
        return ngettext(
            "Done for %(count)s application.",
            "Done for %(count)s applications.",
            num_parent_objects,
        ) % {"count": intcomma(num_parent_objects)}


class MoveAction(ApplicationBulkAction):
    display_name = _("Move")
    aria_label = _("Move the selected applications to another stage")
    action_type = "move"
    action_priority = 10
    title = _("Move to another stage")
    button = _("Move them")
    name = "move"
    form_class = forms.MoveForm

    @classmethod
    def act(cls, application: Application, values: dict[str, Any], by: Any) -> bool:
        reviewing.move(application=application, stage=Stage(values["stage"]))
        return True


class AssignAction(ApplicationBulkAction):
    display_name = _("Assign")
    aria_label = _("Say who is in charge of the selected applications")
    action_type = "assign"
    action_priority = 20
    title = _("Say who is in charge")
    button = _("Assign them")
    name = "assign"
    form_class = forms.AssignForm

    @classmethod
    def act(cls, application: Application, values: dict[str, Any], by: Any) -> bool:
        reviewing.assign(application=application, owner=values["owner"])
        return True


class WriteAction(ApplicationBulkAction):
    display_name = _("Write")
    aria_label = _("Write to the selected candidates")
    action_type = "write"
    action_priority = 30
    title = _("Write the same message to each")
    button = _("Send it to each")
    name = "write"
    form_class = forms.WriteForm

    @classmethod
    def act(cls, application: Application, values: dict[str, Any], by: Any) -> bool:
        words = messages.variables_of(application, by)
        try:
            messages.write(
                application=application,
                subject=messages.filled(values["subject"], words),
                text=messages.filled(values["text"], words),
                by=by,
            )
        except messages.VariableEmpty:
            return False
        return True


class RefuseAction(ApplicationBulkAction):
    display_name = _("Refuse")
    aria_label = _("Refuse the selected applications")
    action_type = "refuse"
    action_priority = 40
    classes = {"serious"}
    title = _("Refuse, with one reason and one message")
    button = _("Refuse them")
    name = "refuse"
    form_class = forms.RefuseForm

    def get_initial(self) -> dict[str, Any]:
        """The first template that refuses; its variables are filled for each person."""
        found = MessageTemplate.objects.filter(purpose=Purpose.REFUSAL)
        first = found.order_by("-language", "pk").first()
        if first is None:
            return {}
        return {"subject": first.subject, "text": first.text, "reason": first.reason}

    def applies(self, application: Application) -> bool:
        return application.is_open and super().applies(application)

    @classmethod
    def act(cls, application: Application, values: dict[str, Any], by: Any) -> bool:
        words = messages.variables_of(application, by)
        try:
            messages.refuse(
                application=application,
                subject=messages.filled(values["subject"], words),
                text=messages.filled(values["text"], words),
                reason=Reason(values["reason"]),
                by=by,
                not_before=leaving(values["when"]),
            )
        except messages.VariableEmpty:
            return False
        return True


class ExportAction(ApplicationBulkAction):
    """A file with the rows that are ticked; nothing about them changes."""

    display_name = _("Export")
    aria_label = _("Export the selected applications")
    action_type = "export"
    action_priority = 50
    title = _("Export into a file")
    button = _("Make the file")
    name = "export"
    form_class = forms.ExportForm

    def prepare_action(
        self, objects: list[Application], objects_without_access: dict[str, Any]
    ) -> HttpResponseBase:
        kind = self.cleaned_form.cleaned_data["format"]
        rows = access.visible_to(self.request.user).filter(pk__in=[one.pk for one in objects])
        return closed(file_of(rows.order_by(*ORDER), 0, kind, by=self.request.user))


ACTIONS = (MoveAction, AssignAction, WriteAction, RefuseAction, ExportAction)
