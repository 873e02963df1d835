"""Documents printed from the declarations alone."""

import dataclasses

import pytest
from django.utils import translation

from privacy import register, registry, services
from privacy.declarations import LegalBasis, Text
from privacy.models import RetentionLength
from tests.privacy.rehearsal_app import personal_data as rehearsal

pytestmark = pytest.mark.django_db

# GDPR art. 13: what must be told, item by item.
ALWAYS = ["13 §1 a", "13 §1 b", "13 §1 c", "13 §1 e", "13 §1 f"]
ALWAYS += ["13 §2 a", "13 §2 b", "13 §2 d", "13 §2 e", "13 §2 f"]


@pytest.mark.parametrize("slug", sorted(registry.REGISTER.activities))
def test_every_notice_has_every_item_of_article_13_in_both_languages(slug):
    activity = registry.activity(slug)
    notice = register.notice_for(slug)
    wanted = set(ALWAYS)
    if activity.legal_basis is LegalBasis.CONSENT:
        wanted.add("13 §2 c")
    if activity.legal_basis is LegalBasis.LEGITIMATE_INTERESTS:
        wanted.add("13 §1 d")
    assert {item.article for item in notice.items} == wanted
    for item in notice.items:
        assert item.title
        assert item.text


def test_the_notice_tells_recipients_transfers_and_durations():
    notice = {item.article: item.text for item in register.notice_for("rehearsal").items}
    assert "Post Inc." in notice["13 §1 e"].fr
    assert "RH, DPO" in notice["13 §1 e"].fr
    assert "clauses contractuelles types (vérifié le 2026-11-02)" in notice["13 §1 f"].fr
    assert "6 mois à compter de notre dernier échange" in notice["13 §2 a"].fr
    assert "6 months from our last exchange" in notice["13 §2 a"].en


def test_no_notice_holds_an_address_scrapers_could_collect():
    for activity in registry.activities():
        assert "@" not in repr(register.notice_for(activity))


def test_a_processor_that_is_switched_off_is_not_named(monkeypatch):
    off = dataclasses.replace(rehearsal.POST, enabled=lambda: False)
    changed = dataclasses.replace(rehearsal.REHEARSAL, processors=(off,))
    monkeypatch.setitem(registry.REGISTER.activities, "rehearsal", changed)
    assert "Post Inc." not in register.register_text()


def test_the_register_is_the_same_bytes_whatever_the_language():
    with translation.override("fr"):
        french = register.register_text()
    with translation.override("en"):
        english = register.register_text()
    assert french == english == register.register_text()
    assert "rehearsal" not in register.register_text(public_only=True)


def test_a_changed_declaration_changes_the_hash(monkeypatch):
    before = register.register_hash(public_only=False)
    changed = dataclasses.replace(rehearsal.REHEARSAL, purpose=Text("répéter mieux", "rehearse"))
    monkeypatch.setitem(registry.REGISTER.activities, "rehearsal", changed)
    assert register.register_hash(public_only=False) != before


def test_a_shortening_shows_in_every_document(django_user_model):
    dpo = django_user_model.objects.create_user(email="dpo@example.com")
    services.shorten_retention(rule="candidate", length=3, by=dpo)
    lines = {line.model: line for line in register.retention_table(public_only=False)}
    assert lines["rehearsal.Candidate"].duration.fr.startswith("3 mois à compter de")
    assert "3 months" in str(register.notice_for("rehearsal").items)
    services.shorten_retention(rule="candidate", length=6, by=dpo)
    assert not RetentionLength.objects.exists()


@pytest.mark.parametrize("length", [0, 7, -1])
def test_a_length_is_shortened_never_lengthened(length, django_user_model):
    dpo = django_user_model.objects.create_user(email="dpo@example.com")
    with pytest.raises(services.NotShorter):
        services.shorten_retention(rule="candidate", length=length, by=dpo)


def test_a_fixed_length_stays(django_user_model):
    dpo = django_user_model.objects.create_user(email="dpo@example.com")
    with pytest.raises(services.NotShorter):
        services.shorten_retention(rule="signup", length=10, by=dpo)
