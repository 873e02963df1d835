"""An issue before it is sent: what mail programs get, the previews, the test."""

import re

import pytest
from django.core import mail
from django.test import RequestFactory

from newsletter import mailing, previewing
from newsletter.sending import try_out
from outbox.delivering import drain

pytestmark = pytest.mark.django_db


def test_the_mail_keeps_within_what_mail_programs_can_show(issue):
    html = mailing.mail_of(issue.get_latest_revision_as_object()).html
    assert len(html.encode()) < 100_000  # Gmail cuts at 102 kB
    for forbidden in (
        "<script",
        "<link",
        "@import",
        "url(",
        "<svg",
        "<form",
        "<video",
        "position:",
        "display: flex",
        "display: grid",
        "<picture",
        "background-image",
        "javascript:",
    ):
        assert forbidden not in html, forbidden
    assert all(
        address.startswith(("http", "*|")) for address in re.findall(r'href="([^"]*)"', html)
    )
    pictures = re.findall(r"<img[^>]+>", html)
    assert len(pictures) == 1
    assert 'alt="Un dessin"' in pictures[0]
    assert re.search(r'src="http://localhost:8000/media/[^"]+\.jpe?g"', pictures[0])
    assert 'width="544"' in pictures[0]
    assert "max-width: 600px" in html
    assert 'lang="fr"' in html
    assert 'href="*|UNSUB|*"' in html
    # The styles stand on the elements: programs that drop <style> show it all the same.
    button = re.search(r'<a class="button"[^>]*>', html)[0]
    assert "style=" in button
    assert html.count("<h1") == 1


def test_the_text_part_says_the_same(issue):
    text = mailing.mail_of(issue.get_latest_revision_as_object()).text.replace("\u00a0", " ")
    for words in (
        "Bonjour & merci, voyez (http://localhost:8000/produits/)",
        "- un",
        "Lire l’article : http://localhost:8000/actualites/",
        "[Un dessin]",
        "« Bravo »",
        "*|UNSUB|*",
        "http://localhost:8000/newsletter/",
    ):
        assert words in text
    assert "<" not in text.replace("*|", "")


def test_previews_show_mail_dark_and_text_and_run_nothing(issue):
    request = RequestFactory().get("/admin/")
    draft = issue.get_latest_revision_as_object()
    shown = {mode: previewing.preview(draft, request, mode) for mode in ("mail", "dark", "text")}
    assert b"@media (prefers-color-scheme: dark)" in shown["mail"].content
    assert b"@media all" in shown["dark"].content
    assert b"<pre>Novembre" in shown["text"].content
    assert b"<script" not in shown["mail"].content
    assert [mode for mode, _label in issue.preview_modes] == ["mail", "dark", "text", ""]


def test_a_test_goes_to_whoever_asks_and_needs_no_mailchimp(issue, django_user_model):
    user = django_user_model.objects.create_user("marketing@dimelo.example", "x" * 14)
    try_out(issue=issue, user=user)
    drain()
    message = mail.outbox[0]
    assert message.to == ["marketing@dimelo.example"]
    assert message.subject == "Essai\u00a0: Compter ses canaux"
    assert "*|" not in message.body
    assert "*|" not in message.alternatives[0][0]
