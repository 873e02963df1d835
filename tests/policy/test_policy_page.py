"""The policy as visitors read it: complete, frozen, with every version at its own address."""

import re
from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup
from defusedxml.ElementTree import fromstring
from django.core import checks
from django.test import TestCase

from consent import trackers
from consent.models import Activation
from policy.drafts import drift
from policy.facts.changes import changes_between
from policy.facts.effective import effective_facts
from policy.models import Origin, PolicyPage, PolicyVersion
from policy.models.versions import Frozen
from policy.services import enter_in_archive, freeze
from privacy import registry, versions
from privacy.models import RetentionLength
from tests.policy.starting import policy_site

ADDRESS = re.compile(r"[\w.+-]+(?:@|%40|&#64;|&#x40;)[\w-]+\.\w{2,}")
PAGES = {"fr": "/confidentialite/", "en": "/en/privacy/"}
ATOM = "{http://www.w3.org/2005/Atom}"
TODAY = date(2026, 11, 23)

# GDPR art. 13, item by item: what the page says in each language, whatever the activity.
ARTICLE_13 = {
    "1 a controller": ("Dimelo, une entreprise RingCentral", "Dimelo, a RingCentral company"),
    "1 b officer": ("dpo [arobase] dimelo [point] com", "dpo [at] dimelo [dot] com"),
    "1 c purposes and basis": ("sur la base suivante :", "on this basis:"),
    "1 e recipients": ("Qui les reçoit", "Who receives them"),
    "1 f transfers": ("Hors de l’Union européenne", "Outside the European Union"),
    "2 a duration": ("Combien de temps", "For how long"),
    "2 b rights": ("Vous pouvez accéder à vos données", "You can access your data"),
    "2 c withdrawal": ("Retrait du consentement", "Withdrawal of consent"),
    "2 d complaint": ("réclamation à la CNIL", "complaint with the CNIL"),
    "2 e obligation": ("Êtes-vous tenu de les donner ?", "Do you have to give them?"),
    "2 f automated decisions": ("Aucune décision n’est prise", "No decision is taken"),
}
# And for each activity, by the title its notice has for the item.
PER_ACTIVITY = {
    "13 §1 c",
    "13 §1 e",
    "13 §1 f",
    "13 §2 a",
    "13 §2 b",
    "13 §2 d",
    "13 §2 e",
    "13 §2 f",
}


class PolicySite(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        policy_site()

    def setUp(self) -> None:
        clock = time_machine.travel(TODAY, tick=False)
        clock.start()
        self.addCleanup(clock.stop)
        self.addCleanup(trackers.forget)
        trackers.forget()

    def html(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, path
        return answer.content.decode()

    def text(self, path: str) -> str:
        main = BeautifulSoup(self.html(path), "html.parser").main
        return re.sub(r"\s+", " ", main.get_text(" "))


class CompleteTest(PolicySite):
    def test_every_item_of_article_13_stands_in_both_languages(self) -> None:
        for place, language in enumerate(PAGES):
            said = self.text(PAGES[language])
            for item, words in ARTICLE_13.items():
                with self.subTest(language, item=item):
                    assert re.sub(r"\s+", " ", words[place]) in said

    def test_each_activity_has_all_its_items(self) -> None:
        facts = PolicyVersion.objects.get(number="2.0").facts
        for language, path in PAGES.items():
            said = self.text(path)
            for activity in registry.activities():
                if not activity.public:
                    continue
                notice = facts["notices"][activity.slug]
                with self.subTest(activity.slug, language=language):
                    assert activity.name.into(language) in said
                    assert {item["article"] for item in notice} >= PER_ACTIVITY
                    if activity.interest:
                        assert "13 §1 d" in {item["article"] for item in notice}
                    for item in notice:
                        assert re.sub(r"\s+", " ", item["text"][language]).replace(
                            " ;", " ;"
                        ).replace("\xa0", " ") in said.replace("\xa0", " ")

    def test_durations_recipients_cookies_and_backups_are_printed(self) -> None:
        said = self.text(PAGES["fr"])
        assert "12 mois à compter de notre réponse" in said
        assert "__Host-consent" in said
        assert "30 jours dans les sauvegardes" in said
        assert "preuve d’effacement" in said

    def test_no_address_can_be_collected_anywhere(self) -> None:
        for path in PAGES.values():
            for part in ("", "atom.xml", "versions/2.0/", "versions/1.12/", "date/"):
                assert ADDRESS.findall(self.html(f"{path}{part}")) == [], part
        for version in PolicyVersion.objects.all():
            assert ADDRESS.findall(str(version.facts)) == []


class VersionsTest(PolicySite):
    def test_the_page_opens_with_versions_then_contents_then_text(self) -> None:
        html = self.html(PAGES["fr"])
        places = [html.index(f'id="{name}"') for name in ("versions", "policy-contents")]
        assert [*places, html.index('id="qui-sommes-nous"')] == [
            *sorted(places),
            html.index('id="qui-sommes-nous"'),
        ]
        for anchor in re.findall(r'class="contents__list".*?</ol>', html, re.DOTALL):
            for name in re.findall(r'href="#([^"]+)"', anchor):
                assert f'id="{name}"' in html

    def test_the_published_history_is_listed_and_says_what_is_missing(self) -> None:
        soup = BeautifulSoup(self.html(PAGES["fr"]), "html.parser")
        rows = [row.get_text(" ", strip=True) for row in soup.select(".policy-versions tbody tr")]
        numbers = [row.split()[0] for row in rows]
        assert numbers == ["2.0", "1.12", "1.11", "1.1", "1.0", "0.4", "0.3", "0.1"]
        assert "25/10/2018 WAC" in rows[1]
        assert "22/10/2018 ALE" in rows[2]
        assert "Texte non disponible" in rows[1]
        old = self.text("/confidentialite/versions/1.12/")
        assert "Nous n’avons pas le texte" in old
        assert "Flash" in old
        assert "noindex" not in self.html(PAGES["fr"])
        assert "noindex" in self.html("/confidentialite/versions/1.12/")

    def test_a_version_that_never_was_answers_404(self) -> None:
        for number in ("9.9", "2.0.0", "1.121"):
            answer = self.client.get(f"/confidentialite/versions/{number}/")
            assert answer.status_code == 404

    def test_what_applied_on_a_day(self) -> None:
        for typed, number in {
            "2026-03-03": "1.12",
            "2026-11-02": "2.0",
            "2018-06-01": "1.0",
        }.items():
            assert f"versions/{number}/" in self.html(f"/confidentialite/date/?d={typed}")
        assert "aucune version" in self.text("/confidentialite/date/?d=2018-05-22")
        wrong = self.text("/confidentialite/date/?d=3 mars")
        assert "Saisissez un jour" in wrong

    def test_the_language_switch_stays_on_what_is_being_read(self) -> None:
        for below in (
            "versions/1.12/",
            "differences/1.12/2.0/",
            "date/?d=2026-03-03",
            "dpo/",
        ):
            soup = BeautifulSoup(self.html(f"{PAGES['fr']}{below}"), "html.parser")
            assert soup.find(class_="menu__language")["href"] == f"{PAGES['en']}{below}"
            assert self.client.get(f"{PAGES['en']}{below}").status_code == 200

    def test_the_feed_tells_the_changes_in_each_language(self) -> None:
        feed = fromstring(self.html("/en/privacy/atom.xml"))
        titles = [one.text for one in feed.iterfind(f"{ATOM}entry/{ATOM}title")]
        assert titles[:2] == ["Version 2.0", "Version 1.12"]
        link = feed.find(f"{ATOM}entry/{ATOM}link")
        assert link.get("href").endswith("/en/privacy/versions/2.0/")
        page = self.html("/en/privacy/")
        assert 'title="Privacy policy" href="/en/privacy/atom.xml"' in page


class FrozenTest(PolicySite):
    def shorten(self) -> None:
        RetentionLength.objects.create(rule="rights-answered", length=3)

    def test_the_page_prints_what_was_frozen_until_a_version_is_published(self) -> None:
        for page in PolicyPage.objects.all():
            page.body = [("part", {"heading": "Nouveau", "text": "<p>Nouveau texte</p>"})]
            page.save_revision().publish()
        self.shorten()
        said = self.text(PAGES["fr"])
        assert "Nouveau texte" not in said
        assert "12 mois à compter de notre réponse" in said

        freeze(
            number="2.1",
            effective_on=TODAY,
            author="ALE",
            comment={"fr": "Durée plus courte.", "en": "Shorter."},
        )
        assert "Nouveau texte" in self.text(PAGES["fr"])
        assert "12 mois" in self.text("/confidentialite/versions/2.0/")
        assert PolicyVersion.objects.get(number="2.1").change == "minor"

    def test_a_version_to_come_waits_for_its_day(self) -> None:
        freeze(
            number="3.0",
            effective_on=date(2026, 12, 24),
            author="ALE",
            comment={"fr": "À venir.", "en": "To come."},
        )
        said = self.text(PAGES["fr"])
        assert "La version 3.0 s’applique à partir du 24 décembre 2026" in said
        assert versions.current() == "2.0"
        with time_machine.travel(date(2026, 12, 24), tick=False):
            assert versions.current() == "3.0"
            assert "En vigueur depuis le 24 décembre 2026" in self.text(PAGES["fr"])

    def test_a_published_version_cannot_be_changed_or_deleted(self) -> None:
        version = PolicyVersion.objects.get(number="2.0")
        for act in (
            version.save,
            version.delete,
            version.texts.get(language="fr").save,
            lambda: PolicyVersion.objects.update(author="X"),
            PolicyVersion.objects.all().delete,
        ):
            with pytest.raises(Frozen):
                act()

    def test_one_act_freezes_both_languages_and_the_hash_names_all_of_it(self) -> None:
        version = PolicyVersion.objects.get(number="2.0")
        assert {text.language for text in version.texts.all()} == {"fr", "en"}
        assert len(version.hash) == 64
        assert len(version.register_hash) == 64
        assert version.origin == Origin.SITE


class DriftTest(PolicySite):
    def test_the_starter_site_agrees_with_the_code(self) -> None:
        assert drift() == []
        assert self.warnings() == []

    def warnings(self) -> list[str]:
        found = checks.run_checks(tags=["policy"], include_deployment_checks=True)
        return [one.msg for one in found]

    def test_a_shortened_length_is_told_in_words_as_minor(self) -> None:
        RetentionLength.objects.create(rule="rights-answered", length=3)
        (change,) = drift()
        assert "12 mois → 3 mois" in change.text.fr
        assert not change.material
        (message,) = self.warnings()
        assert "12 months → 3 months" in message

    def test_other_words_for_a_right_are_told(self) -> None:
        facts = effective_facts()
        facts["rights"][0]["meaning"]["fr"] = "voir autre chose"
        (change,) = changes_between(effective_facts(), facts)
        assert "Les droits" in change.text.fr
        assert not change.material

    def test_a_service_loads_only_once_a_version_names_it(self) -> None:
        Activation.objects.create(service="youtube", switched_on=True)
        trackers.forget()
        (change,) = drift()
        assert change.material
        assert change.service == "youtube"
        assert trackers.active() == ()
        version = freeze(
            number="2.1",
            effective_on=TODAY,
            author="ALE",
            comment={"fr": "YouTube.", "en": "YouTube."},
        )
        trackers.forget()
        assert [one.slug for one in trackers.active()] == ["youtube"]
        assert version.change == "material"
        assert [line.get("service") for line in version.told] == ["youtube"]
        assert "YouTube" in self.text(PAGES["fr"])
        assert trackers.published_policy() == ("2.1", version.hash)

    def test_a_version_without_facts_differs_in_everything(self) -> None:
        enter_in_archive(
            number="2.5",
            effective_on=TODAY,
            author="WAC",
            comment={"fr": "Ancienne.", "en": "Old."},
        )
        assert len(drift()) >= 2
