"""From « Soumettre » to the answer: mails about moderation leave through the outbox, each once."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import WorkflowState

from outbox.delivering import drain
from outbox.models import Delivery
from pages.models import NewsPage

pytestmark = pytest.mark.django_db


def submitted(site, client, staff):
    """A draft that an editor has submitted, with somebody in Marketing to read it."""
    marketing = staff("marketing")
    editor = staff("redaction")
    article = NewsPage(title="À relire", slug="a-relire", summary="Bref.", date="2026-11-23")
    article.live = False
    site.news.add_child(instance=article)
    article.save_revision(user=editor)
    state = article.get_workflow().start(article, editor)
    return article, editor, marketing, state


def test_nothing_is_sent_while_somebody_waits_and_everything_afterwards(site, client, staff):
    _article, editor, marketing, state = submitted(site, client, staff)
    assert mail.outbox == []
    assert "@" not in str(list(Delivery.objects.values_list("payload", flat=True)))
    drain()
    assert [(one.to, "À relire" in one.subject) for one in mail.outbox] == [
        ([marketing.email], True)
    ]

    mail.outbox.clear()
    client.force_login(marketing)
    task = WorkflowState.objects.get(pk=state.pk).current_task_state
    task.specific.approve(user=marketing)
    assert mail.outbox == []
    drain()
    assert [one.to for one in mail.outbox] == [[editor.email]]


def test_the_screen_does_not_wait_for_a_mail_server(site, client, staff, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    article, *_others = submitted(site, client, staff)
    article.refresh_from_db()
    assert article.current_workflow_state is not None
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_a_page_that_is_gone_is_written_to_nobody(site, client, staff):
    article, *_others = submitted(site, client, staff)
    article.delete()
    drain()
    assert mail.outbox == []
