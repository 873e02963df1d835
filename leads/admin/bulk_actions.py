"""Acts on several leads at once: those ticked, or all that the filters leave.

Wagtail's own "select all" forgets the filters and asks for no permission; here the rows shown on the
confirmation are the rows acted on, and each is checked.
"""

from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.bulk_action import BulkAction

from accounts.models import User
from leads.admin.base import WORK
from leads.admin.filters import filtered
from leads.admin.forms import OwnerBulkForm, StatusBulkForm, TagBulkForm
from leads.models import Person, Status
from leads.services import following, quarantine

SHOWN = 20


class LeadBulkAction(BulkAction):
    """What they share."""

    models = [Person]
    template_name = "leads/admin/bulk/confirm.html"
    title: "str | Promise" = ""
    button: "str | Promise" = ""
    button_class = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(WORK):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def get_queryset(cls, model: type[Person], object_ids: Any) -> list[Person]:
        ids = [int(one) for one in object_ids if str(one).isdecimal() and len(str(one)) < 19]
        found: list[Person] = []
        for start in range(0, len(ids), 500):
            found += model.objects.current().filter(pk__in=ids[start : start + 500])
        return found

    def get_all_objects_in_listing_query(
        self, parent_id: Any
    ) -> "QuerySet[Person, int] | list[str]":
        if self.request.method == "POST":
            # Exactly what the confirmation counted, even if more has arrived since.
            return self.request.POST.get("ids", "").split(",")
        return filtered(self.request.GET, self.request).values_list("pk", flat=True)

    def check_perm(self, obj: Person) -> bool:
        return self.request.user.has_perm(WORK) and self.applies(obj)

    def applies(self, person: Person) -> bool:
        """Whether this act makes sense for the lead as it stands."""
        return person.status != Status.SPAM

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
            "action_button_class": self.button_class,
            "no_action_button_text": gettext("Back to the leads"),
        }

    def get_execution_context(self) -> dict[str, Any]:
        data = self.cleaned_form.cleaned_data if self.cleaned_form is not None else {}
        return {"by": self.request.user, "data": data}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(count)s lead was changed.", "%(count)s leads were changed.", num_parent_objects
        ) % {"count": intcomma(num_parent_objects)}


class AssignAction(LeadBulkAction):
    """Give several to a colleague."""

    display_name = _("Give to…")
    aria_label = _("Give the selected leads to a colleague")
    action_type = "assign"
    action_priority = 10
    title = _("Who follows them?")
    button = _("Give them")
    form_class = OwnerBulkForm

    @classmethod
    def execute_action(cls, objects: list[Person], **kwargs: Any) -> tuple[int, int]:
        chosen = kwargs["data"]["owner"]
        owner = User.objects.filter(pk=chosen).first() if chosen else None
        return following.assign(people=objects, owner=owner, by=kwargs["by"]), 0


class StatusAction(LeadBulkAction):
    """A status for several."""

    display_name = _("Status…")
    aria_label = _("Change the status of the selected leads")
    action_type = "status"
    action_priority = 20
    title = _("Which status?")
    button = _("Change it")
    form_class = StatusBulkForm

    @classmethod
    def execute_action(cls, objects: list[Person], **kwargs: Any) -> tuple[int, int]:
        status = Status(kwargs["data"]["status"])
        return following.set_status(people=objects, status=status, by=kwargs["by"]), 0


class TagAction(LeadBulkAction):
    """Tags for several."""

    display_name = _("Tag…")
    aria_label = _("Add tags to the selected leads")
    action_type = "tag"
    action_priority = 30
    title = _("Which tags?")
    button = _("Add them")
    form_class = TagBulkForm

    @classmethod
    def execute_action(cls, objects: list[Person], **kwargs: Any) -> tuple[int, int]:
        return following.tag(people=objects, names=kwargs["data"]["tags"]), 0


class ReadAction(LeadBulkAction):
    """Mark several as read."""

    display_name = _("Mark as read")
    aria_label = _("Mark the selected leads as read")
    action_type = "read"
    action_priority = 40
    title = _("Mark as read")
    button = _("Mark them")

    @classmethod
    def execute_action(cls, objects: list[Person], **kwargs: Any) -> tuple[int, int]:
        return following.mark_read(people=objects), 0


class QuarantineAction(LeadBulkAction):
    """Put several into quarantine."""

    display_name = _("Quarantine")
    aria_label = _("Put the selected leads into quarantine")
    action_type = "quarantine"
    action_priority = 50
    title = _("Put into quarantine")
    button = _("Put them into quarantine")
    button_class = "serious"
    classes = {"serious"}

    @classmethod
    def execute_action(cls, objects: list[Person], **kwargs: Any) -> tuple[int, int]:
        return quarantine.put(people=objects, by=kwargs["by"]), 0


class ReleaseAction(LeadBulkAction):
    """Take several out of quarantine."""

    display_name = _("Not spam")
    aria_label = _("Take the selected leads out of quarantine")
    action_type = "release"
    action_priority = 60
    title = _("Take out of quarantine")
    button = _("They are no spam")

    def applies(self, person: Person) -> bool:
        return person.status == Status.SPAM

    @classmethod
    def execute_action(cls, objects: list[Person], **kwargs: Any) -> tuple[int, int]:
        return quarantine.release(people=objects, by=kwargs["by"]), 0


ACTIONS = (AssignAction, StatusAction, TagAction, ReadAction, QuarantineAction, ReleaseAction)
