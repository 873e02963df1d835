"""Comments in the page editor: mails leave through the outbox, to those concerned and nobody else."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Comment, CommentReply, PageSubscription
from wagtail.test.utils.form_data import querydict_from_html
from wagtail.users.models import UserProfile

from outbox.delivering import drain
from outbox.models import Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def save(site, client, settings):
    """Post the editor of the news index as a browser would, while no mail server answers."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    address = reverse("wagtailadmin_pages:edit", args=[site.news.pk])

    def post(**fields):
        form = querydict_from_html(client.get(address).text, form_id="page-edit-form")
        form.update({f"comments-{name}": value for name, value in fields.items()})
        reply = client.post(address, form)
        assert reply.status_code == 302, reply.context["form"].errors

    return post


def arrivals(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    assert "@" not in str(list(Delivery.objects.values_list("payload", flat=True)))
    drain()
    return {one.to[0]: one.body for one in mail.outbox}


def thread(text="", *, pk="", replies=(), **fields):
    """The fields with which the editor's script sends one thread."""
    rows = {f"0-replies-{n}-{name}": v for n, row in enumerate(replies) for name, v in row.items()}
    return {
        "TOTAL_FORMS": "1",
        "INITIAL_FORMS": "1" if pk else "0",
        "0-id": str(pk),
        "0-text": text,
        "0-contentpath": "title",
        "0-position": "",
        "0-replies-TOTAL_FORMS": str(len(replies)),
        "0-replies-INITIAL_FORMS": "0",
        **rows,
        **fields,
    }


def comment_by(user, page, text):
    return Comment.objects.create(page=page, user=user, text=text, contentpath="title")


def follow(page, user):
    PageSubscription.objects.create(page=page, user=user, comment_notifications=True)


def test_a_new_comment_is_told_to_those_who_follow_the_page(site, staff, save, settings):
    follower, bystander = staff("marketing"), staff("redaction")
    writer = staff("marketing", "redaction")
    follow(site.news, follower)
    follow(site.news, writer)
    save(**thread("À revoir avant lundi"))
    told = arrivals(settings)
    assert set(told) == {follower.email}
    assert "À revoir avant lundi" in told[follower.email]
    assert bystander.email not in told


def test_an_answer_is_told_to_those_who_wrote_in_the_thread(site, staff, save, settings):
    asked, answered, other = staff("redaction"), staff("administration", "redaction"), staff("dpo")
    comment = comment_by(asked, site.news, "Quelle date ?")
    CommentReply.objects.create(comment=comment, user=answered, text="Je demande.")
    comment_by(other, site.news, "Autre fil")
    staff("marketing")
    save(**thread(comment.text, pk=comment.pk, replies=[{"text": "Le 3 mars."}]))
    told = arrivals(settings)
    assert set(told) == {asked.email, answered.email}
    assert "Quelle date ?" in told[asked.email]
    assert "Le 3 mars." in told[asked.email]
    assert "Je demande." not in told[asked.email]


def test_a_resolved_thread_is_told_too(site, staff, save, settings):
    follower = staff("redaction")
    follow(site.news, follower)
    staff("marketing")
    first = comment_by(follower, site.news, "Réglé depuis")
    save(**thread(first.text, pk=first.pk, **{"0-resolved": "1"}))
    first.refresh_from_db()
    assert first.resolved_at is not None
    assert "Réglé depuis" in arrivals(settings)[follower.email]


def test_a_deleted_comment_is_told_with_its_words(site, staff, save, settings):
    follower = staff("redaction")
    follow(site.news, follower)
    writer = staff("marketing")
    comment = comment_by(writer, site.news, "À côté du sujet")
    save(**thread(comment.text, pk=comment.pk, **{"0-DELETE": "on"}))
    assert not Comment.objects.filter(pk=comment.pk).exists()
    assert "À côté du sujet" in arrivals(settings)[follower.email]


def test_nobody_is_told_who_does_not_want_to_be(site, staff, save, settings):
    follower = staff("redaction")
    follow(site.news, follower)
    profile = UserProfile.get_for_user(follower)
    profile.updated_comments_notifications = False
    profile.save()
    staff("marketing")
    save(**thread("Dans le vide"))
    assert arrivals(settings) == {}
