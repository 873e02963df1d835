"""Wagtail's mails about moderation, sent through the outbox: pressing « Soumettre » waits for no mail server.

Who is written to, with which words and in which language stays Wagtail's own; only the way out is ours.
"""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.admin.mail import (
    GroupApprovalTaskStateSubmissionEmailNotifier,
    Notifier,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
    WorkflowStateSubmissionEmailNotifier,
)
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from accounts.emails import language_of
from outbox.mail import Mail
from outbox.services import send_mail

if TYPE_CHECKING:
    from accounts.models import User

NOTIFIERS: dict[str, Notifier] = {
    "group_approval_task_submitted": GroupApprovalTaskStateSubmissionEmailNotifier(),
    "workflow_state_submitted": WorkflowStateSubmissionEmailNotifier(),
    "workflow_state_rejected": WorkflowStateRejectionEmailNotifier(),
    "workflow_state_approved": WorkflowStateApprovalEmailNotifier(),
}


def connect() -> None:
    """Take the places of Wagtail's own receivers.

    The identities are Wagtail's (wagtail.admin.signal_handlers): a signal keeps the first receiver
    that comes with one, and this package is ready before Wagtail's admin.
    """
    for signal, sender, name, receiver in (
        (task_submitted, TaskState, "group_approval_task_submitted", on_task_submitted),
        (workflow_submitted, WorkflowState, "workflow_state_submitted", on_submitted),
        (workflow_rejected, WorkflowState, "workflow_state_rejected", on_rejected),
        (workflow_approved, WorkflowState, "workflow_state_approved", on_approved),
    ):
        signal.connect(receiver, sender=sender, dispatch_uid=f"{name}_email_notification")


def on_task_submitted(instance: models.Model, **kwargs: Any) -> None:
    _post("group_approval_task_submitted", instance, kwargs.get("user"))


def on_submitted(instance: models.Model, **kwargs: Any) -> None:
    _post("workflow_state_submitted", instance, kwargs.get("user"))


def on_rejected(instance: models.Model, **kwargs: Any) -> None:
    _post("workflow_state_rejected", instance, kwargs.get("user"))


def on_approved(instance: models.Model, **kwargs: Any) -> None:
    _post("workflow_state_approved", instance, kwargs.get("user"))


def _post(name: str, instance: models.Model, by: "User | None") -> None:
    """One mail to each person Wagtail would write to."""
    notifier = NOTIFIERS[name]
    if not notifier.can_handle(instance, user=by):
        return
    for recipient in notifier.get_valid_recipients(instance, user=by):
        send_mail(
            mail="accounts.workflow_mail.notice", about=instance, name=name, recipient=recipient.pk
        )


def notice(instance: models.Model, name: str, recipient: int) -> Mail | None:
    """Wagtail's words about this step of the workflow; None when the page or the account is gone."""
    from accounts.models import User

    to = User.objects.filter(pk=recipient, is_active=True).first()
    state = getattr(instance, "workflow_state", instance)
    if to is None or getattr(state, "content_object", None) is None:
        return None
    notifier = NOTIFIERS[name]
    words = notifier.get_template_set(instance)
    with translation.override(language_of(to)):
        context = {**notifier.get_context(instance), "user": to}
        return Mail(
            to=to.email,
            subject=" ".join(render_to_string(words["subject"], context).split()),
            text=render_to_string(words["text"], context).strip(),
            language=translation.get_language(),
        )
