"""The gate before the two writes that every way of publishing ends in.

Button, date, workflow, bulk action, translation, copy, import: a page becomes live with a new revision,
or a revision gets the date on which it will.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.db.models.signals import pre_save
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import Page, Revision

from cms.models.pages import BasePage
from cms.publishing.checks import Finding, findings_of
from cms.publishing.rules import refusing
from outbox.services import send_mail

ON_ITS_DATE = "wagtail.publish.scheduled"
HELD_BACK = "cms.publication.held_back"


class Refused(Exception):
    """The page may not go out like this. `findings` says what to do about it.

    Not a ValidationError: wagtail-localize catches those and shows a sentence that helps nobody.
    """

    def __init__(self, page: Page, findings: Sequence[Finding]) -> None:
        super().__init__(f"{page.pk}: {', '.join(one.check.slug for one in findings)}")
        self.page = page
        self.findings = findings

    @property
    def messages(self) -> list[str]:
        return [str(one.message) for one in self.findings]


def refusals(page: Page, user: Any) -> list[Finding]:
    """What keeps this person from publishing the page as it is in hand."""
    wanted = refusing(user)
    if not wanted:
        return []
    found = findings_of([page], only=wanted)
    return [one for findings in found.values() for one in findings]


def demand_publishable(page: Page, revision: Revision | None) -> None:
    """Raises Refused. Who publishes is the person Wagtail logs; on a date, who wrote the version.

    What nobody publishes is the site's own doing (the starter site): there is no editor to tell. A version
    with a date was an editor's, also when their account is gone.
    """
    user = get_active_log_context().user or (revision.user if revision else None)
    dated = revision is not None and revision.approved_go_live_at is not None
    if (user is not None or dated) and (found := refusals(page, user)):
        raise Refused(page, found)


def hold_back_when_refused(
    *, page: "BasePage", revision: Revision, publish: Callable[[], Any]
) -> None:
    """`publish()` on the date that was set, or take the date off and tell who set it."""
    try:
        with transaction.atomic():
            publish()
    except Refused as refused:
        with transaction.atomic():
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            data = {"missing": refused.messages}
            log(instance=page, action=HELD_BACK, revision=revision, data=data)
            for user in _whom_to_tell(page, revision):
                send_mail(mail="pages.emails.held_back", about=user, page=page.pk)


def _whom_to_tell(page: Page, revision: Revision) -> list[Any]:
    """Who wrote the version and who owns the page, each once."""
    people = {one.pk: one for one in (revision.user, page.owner) if one and one.is_active}
    return list(people.values())


def _page_saved(
    sender: type[Page],
    instance: Page,
    raw: bool = False,
    update_fields: frozenset[str] | None = None,
    **kwargs: Any,
) -> None:
    # Only a publication gives a live page a new revision; other saves (a move, an alias, the starter
    # site) change nothing that a visitor reads without one.
    if raw or not isinstance(instance, BasePage) or not instance.live:
        return
    if update_fields is not None and "live_revision" not in update_fields:
        return
    if instance.live_revision_id is None or instance.alias_of_id is not None:
        return
    before = Page.objects.filter(pk=instance.pk).values_list("live_revision_id", flat=True).first()
    if before != instance.live_revision_id:
        demand_publishable(instance, instance.live_revision)


def _date_set(sender: type[Revision], instance: Revision, raw: bool = False, **kwargs: Any) -> None:
    if raw or instance.approved_go_live_at is None:
        return
    model = instance.content_type.model_class()
    if model is not None and issubclass(model, BasePage):
        demand_publishable(instance.as_object(), instance)


def connect() -> None:
    pre_save.connect(_page_saved, dispatch_uid="cms.gate.page")
    pre_save.connect(_date_set, sender=Revision, dispatch_uid="cms.gate.date")
