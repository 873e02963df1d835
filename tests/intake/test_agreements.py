"""The newsletter box: unticked, told on with the exact words, undone with the post."""

import pytest
from django.utils import translation

from intake.agreements import (
    newsletter_agreed,
    newsletter_field,
    newsletter_wording,
    tell_agreement,
)
from intake.evidence import Evidence
from intake.forms import PublicForm, email_field


class BoxForm(PublicForm):
    slug = "box"
    activity = "rehearsal"
    email = email_field()
    newsletter = newsletter_field()


@pytest.fixture
def told():
    calls = []

    def hear(sender, **kwargs):
        calls.append(kwargs)

    newsletter_agreed.connect(hear, dispatch_uid="test")
    yield calls
    newsletter_agreed.disconnect(dispatch_uid="test")


EVIDENCE = Evidence(path="/en/contact/", language="en", notice="abc")


def test_the_box_is_not_ticked_beforehand_and_not_needed(told):
    assert "checked" not in str(BoxForm()["newsletter"])
    form = BoxForm({"email": "anna@example.com"})
    assert form.is_valid()
    assert tell_agreement(form, evidence=EVIDENCE) is False
    assert told == []


@pytest.mark.django_db  # whoever keeps subscribers stores one
def test_a_ticked_box_is_told_with_the_exact_words_of_the_page(told):
    form = BoxForm({"email": "anna@example.com", "newsletter": "on"})
    assert form.is_valid()
    with translation.override("en"):
        shown = str(form["newsletter"].label)
    assert tell_agreement(form, evidence=EVIDENCE) is True
    (call,) = told
    call.pop("signal")
    assert call == {
        "email": "anna@example.com",
        "language": "en",
        "wording": shown,
        "path": "/en/contact/",
        "evidence": EVIDENCE,
        "source": "box",
    }


def test_each_language_has_its_own_words():
    assert newsletter_wording("fr") != newsletter_wording("en")
    assert "désinscrire" in newsletter_wording("fr")
