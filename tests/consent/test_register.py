"""The register of trackers: what is ready, what loads, what the policy prints."""

import hashlib
import json
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings as project

from consent import choice, panel, trackers
from consent.choice import Choice, Verdict
from consent.declarations import Service, Trace
from consent.models import Receipt
from privacy.texts import Text

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
READY = {
    "google-analytics",
    "google-ads",
    "google-marketing-platform",
    "hubspot",
    "linkedin-insight",
    "meta",
    "youtube",
    "recaptcha",
    "matomo",
}

# What a visitor agreed to, by edition. Who changes purpose, controller, country or a duration raises the
# edition, so that those concerned are asked again, and then the line here.
AGREED_TO = {
    "google-analytics": (1, "36f4439f13f5"),
    "matomo": (1, "c9ecbdb81297"),
    "google-ads": (1, "b49efd63c79b"),
    "google-marketing-platform": (1, "d31b49d64942"),
    "hubspot": (1, "e314f1cd398f"),
    "linkedin-insight": (1, "b0a5ae0f2971"),
    "meta": (1, "7ca177c0b676"),
    "dailymotion": (1, "6a844178392a"),
    "recaptcha": (1, "1e80a42df35a"),
    "vimeo": (1, "69b850d21b21"),
    "youtube": (1, "67c12dafcdde"),
}


def asked_by(rf, made: Choice | None, **headers):
    """A request of somebody who brings this choice; its receipt is there."""
    request = rf.get("/", headers=headers)
    if made is not None:
        request.COOKIES[project.CONSENT_COOKIE_NAME] = choice.write(made)
        Receipt.objects.get_or_create(
            number=made.receipt,
            defaults={"panel": panel.current_version(), "verdicts": {}, "made_at": NOW},
        )
    return request


def chose(**verdicts: bool) -> Choice:
    return Choice(
        "A" * 22,
        {slug.replace("_", "-"): Verdict(yes, 1, NOW) for slug, yes in verdicts.items()},
    )


def test_every_service_is_ready_and_switched_off():
    assert {one.slug for one in trackers.services()} >= READY
    assert trackers.facts() == []
    assert trackers.active() == ()


def test_a_service_is_not_loaded_until_the_policy_names_it(switch_on):
    switch_on("youtube", named=False)
    assert [one["slug"] for one in trackers.facts()] == ["youtube"]
    assert trackers.active() == ()
    trackers.set_named_services(lambda: frozenset({"youtube", "meta"}))
    assert [one.slug for one in trackers.active()] == ["youtube"]


def test_the_facts_are_the_same_bytes_in_either_language(switch_on):
    switch_on("matomo", "meta", "google-analytics")
    from django.utils import translation

    said = set()
    for language in ("fr", "en"):
        with translation.override(language):
            said.add(json.dumps([trackers.facts(), trackers.essential_facts()], sort_keys=True))
    assert len(said) == 1
    first = trackers.facts()[0]
    assert first["slug"] == "google-analytics"
    assert {trace["name"] for trace in first["traces"]} == {"_ga", "_ga_*"}
    assert "www.googletagmanager.com" in first["hosts"]
    assert trackers.facts()[1]["hosts"] == ["stats.example.com"]
    for fact in trackers.facts():
        for name in ("country", "transfer", "purpose", "group_name"):
            assert fact[name]["fr"]
            assert fact[name]["en"]


def test_every_declared_text_is_in_both_languages_and_set_as_french_is():
    for service in trackers.services():
        texts = [service.country, service.transfer, service.description, service.removal]
        texts += [text for one in service.traces for text in (one.purpose, one.duration)]
        for text in filter(None, texts):
            assert text.fr
            assert text.en
            assert not re.search(r"\w'\w|« | »|[^\W\d] [;:!?]", text.fr), text.fr


def test_patterns_mean_what_they_say():
    trace = Trace("_pk_id.*", Text("a", "a"), Text("b", "b"))
    assert trace.matches("_pk_id.1.1fff")
    assert not trace.matches("_pk_idX1")
    assert not trace.matches("x_pk_id.1")


def test_a_wrong_declaration_is_refused():
    with pytest.raises(ValueError, match="purpose"):
        trackers.declare(_service(slug="a-tracker", purpose="everything"))
    with pytest.raises(ValueError, match="widened"):
        _service(sources={"base-uri": ("https://example.com",)})
    with pytest.raises(ValueError, match="Two services"):
        trackers.declare(_service(slug="youtube"))


def _service(**changes) -> Service:
    word = Text("mot", "word")
    return Service(
        **{
            "slug": "a-tracker",
            "name": "A",
            "controller": "A",
            "country": word,
            "transfer": word,
            "description": word,
            "purpose": "performance",
            **changes,
        }
    )


def test_nobody_has_accepted_anything_without_a_choice(rf, switch_on):
    switch_on("youtube", "meta")
    request = asked_by(rf, None)
    assert choice.accepted_services(request) == choice.accepted_purposes(request) == frozenset()
    assert {one.slug for one in choice.pending_services(request)} == {"youtube", "meta"}


def test_a_choice_counts_for_what_it_says(rf, switch_on):
    switch_on("youtube", "vimeo", "meta")
    with time_machine.travel(NOW, tick=False):
        request = asked_by(rf, chose(youtube=True, vimeo=False, meta=True))
        assert choice.accepted_services(request) == {"youtube", "meta"}
        assert choice.accepted_purposes(request) == {"advertising"}
        assert choice.pending_services(request) == ()


def test_global_privacy_control_is_a_refusal_whatever_was_chosen(rf, switch_on):
    switch_on("youtube", "matomo")
    with time_machine.travel(NOW, tick=False):
        request = asked_by(rf, chose(youtube=True), sec_gpc="1")
        assert choice.accepted_services(request) == frozenset()
        assert choice.loaded_services(request) == choice.pending_services(request) == ()


def test_what_is_exempt_loads_until_the_visitor_objects(rf, switch_on):
    switch_on("matomo")
    with time_machine.travel(NOW, tick=False):
        assert [one.slug for one in choice.loaded_services(asked_by(rf, None))] == ["matomo"]
        assert choice.pending_services(asked_by(rf, None)) == ()
        request = rf.get("/")
        request.COOKIES[project.CONSENT_COOKIE_NAME] = choice.write(chose(matomo=False))
        assert choice.loaded_services(request) == ()


def test_a_choice_lasts_six_calendar_months_and_each_service_has_its_own(rf, switch_on):
    switch_on("youtube", "meta")
    earlier = NOW - timedelta(days=100)
    made = Choice("A" * 22, {"youtube": Verdict(True, 1, earlier), "meta": Verdict(True, 1, NOW)})
    with time_machine.travel(datetime(2027, 2, 20, tzinfo=UTC), tick=False):
        request = asked_by(rf, made)
        assert choice.accepted_services(request) == {"meta"}
        assert [one.slug for one in choice.pending_services(request)] == ["youtube"]
    with time_machine.travel(datetime(2027, 5, 27, 12, 1, tzinfo=UTC), tick=False):
        assert choice.accepted_services(asked_by(rf, made)) == frozenset()


def test_a_material_change_asks_again_about_that_service_alone(rf, switch_on, monkeypatch):
    import dataclasses

    switch_on("youtube", "meta")
    changed = dataclasses.replace(trackers.service("meta"), edition=2)
    monkeypatch.setitem(trackers._services, "meta", changed)
    trackers.forget()
    with time_machine.travel(NOW, tick=False):
        request = asked_by(rf, chose(youtube=True, meta=True))
        assert choice.accepted_services(request) == {"youtube"}
        assert [one.slug for one in choice.pending_services(request)] == ["meta"]


@pytest.mark.parametrize("slug", AGREED_TO)
def test_no_service_changes_under_an_agreement(slug):
    one = trackers.service(slug)
    told = [one.purpose, one.controller, one.country.fr, one.country.en]
    told += [one.description.fr, one.description.en]
    told += [f"{trace.name} {trace.duration.fr}" for trace in one.traces]
    fingerprint = hashlib.sha256(repr(told).encode()).hexdigest()[:12]
    assert (one.edition, fingerprint) == AGREED_TO[slug], f"Raise the edition of {slug}?"


@pytest.mark.parametrize(
    "forge",
    [
        lambda value: value.replace(":0:", ":1:"),
        lambda value: value.replace("~~", "~youtube~", 1),
        lambda value: value[:-1] + ("A" if value[-1] != "A" else "B"),
        lambda value: value.rpartition("~")[0],
        lambda value: "performance~youtube~youtube:1:1:1790000000~" + "A" * 22,
        lambda value: "analytics=9999",
        lambda value: "~" * 4_000,
        lambda value: "\x00é~",
    ],
)
def test_a_forged_choice_is_none(rf, switch_on, forge):
    switch_on("youtube")
    request = rf.get("/")
    request.COOKIES[project.CONSENT_COOKIE_NAME] = forge(choice.write(chose(youtube=False)))
    with time_machine.travel(NOW, tick=False):
        assert choice.choice_of(request) is None
        assert choice.accepted_services(request) == frozenset()


def test_the_cookie_says_the_purposes_to_our_own_scripts(switch_on):
    switch_on("google-analytics", "youtube", "vimeo")
    value = choice.write(chose(google_analytics=True, youtube=True, vimeo=False))
    assert value.startswith("performance~google-analytics.youtube~")
    agreed = r"(?:^|; )(?:__Host-)?consent=(?:[a-z-]+\.)*performance[.~]"
    assert re.search(agreed, f"a=b; __Host-consent={value}")
    assert not re.search(agreed.replace("performance", "third-parties"), f"consent={value}")
