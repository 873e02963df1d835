"""The screens by which the DPO and Marketing publish a version, and find a notice."""

import re

from django.urls import reverse

from consent.models import Activation
from policy.models import PolicyPage, PolicyVersion
from privacy.models import RetentionLength
from tests.policy.screens import Screens


class PublishTest(Screens):
    fields = {
        "number": "2.1",
        "effective_on": "2026-11-23",
        "author": "ALE",
        "comment_fr": "Durée plus courte.",
        "comment_en": "Shorter.",
    }

    def seen(self, answer) -> str:
        return re.search(r'name="seen" value="(\w+)"', answer.content.decode()).group(1)

    def test_only_the_dpo_and_marketing_see_the_screens(self) -> None:
        for role in ("redaction", "rh", "entretien", "administration"):
            client = self.staff(role)
            for name in ("index", "publish", "archive", "import", "notices"):
                answer = client.get(reverse(f"policy_versions:{name}"))
                assert answer.status_code == 302, (role, name)
            there = client.get(reverse("policy_versions:version", args=["2.0"]))
            missing = client.get(reverse("policy_versions:version", args=["9.9"]))
            assert (there.status_code, there["Location"]) == (
                missing.status_code,
                missing["Location"],
            )
        for role in ("dpo", "marketing"):
            assert self.staff(role).get(reverse("policy_versions:index")).status_code == 200

    def test_a_minor_change_is_looked_at_and_published_in_both_languages(self) -> None:
        client = self.staff("dpo")
        RetentionLength.objects.create(rule="rights-answered", length=3)
        assert "12 mois → 3 mois" in self.text(client.get(reverse("policy_versions:index")))
        assert "12 mois → 3 mois" in client.get("/admin/").content.decode()
        path = reverse("policy_versions:publish")
        review = client.post(path, self.fields)
        assert "12 mois → 3 mois" in self.text(review)
        assert not PolicyVersion.objects.filter(number="2.1").exists()
        done = client.post(path, {**self.fields, "seen": self.seen(review)})
        assert done["Location"] == reverse("policy_versions:version", args=["2.1"])
        version = PolicyVersion.objects.get(number="2.1")
        assert (version.change, version.author) == ("minor", "ALE")
        assert version.published_by.email == "dpo@example.com"
        assert version.texts.count() == 2
        assert "12 mois → 3 mois" in self.text(client.get(done["Location"]))
        assert "3 mois à compter" in self.client.get("/confidentialite/").content.decode()

    def test_a_material_change_demands_that_those_concerned_be_told(self) -> None:
        client = self.staff("marketing")
        Activation.objects.create(service="youtube", switched_on=True)
        path = reverse("policy_versions:publish")
        review = client.post(path, self.fields)
        assert "YouTube" in self.text(review)
        assert "les visiteurs" in self.text(review)
        refused = client.post(path, {**self.fields, "seen": self.seen(review)})
        assert refused.status_code == 200
        assert not PolicyVersion.objects.filter(number="2.1").exists()
        done = client.post(path, {**self.fields, "seen": self.seen(refused), "told": "1"})
        assert done.status_code == 302
        version = PolicyVersion.objects.get(number="2.1")
        assert version.change == "material"
        assert [line["service"] for line in version.told] == ["youtube"]

    def test_what_has_changed_since_it_was_looked_at_is_shown_again(self) -> None:
        client = self.staff("dpo")
        path = reverse("policy_versions:publish")
        review = client.post(path, self.fields)
        RetentionLength.objects.create(rule="rights-answered", length=3)
        again = client.post(path, {**self.fields, "seen": self.seen(review)})
        assert again.status_code == 200
        assert "12 mois → 3 mois" in self.text(again)
        assert not PolicyVersion.objects.filter(number="2.1").exists()

    def test_numbers_go_up_and_no_version_applies_to_the_past(self) -> None:
        client = self.staff("dpo")
        path = reverse("policy_versions:publish")
        for changes in (
            {"number": "2.0"},
            {"number": "1.99"},
            {"number": "two"},
            {"number": "2.1\x00"},
            {"effective_on": "2026-11-22"},
            {"effective_on": "2018-11-22"},
            {"author": ""},
            {"comment_en": ""},
        ):
            answer = client.post(path, {**self.fields, **changes, "seen": "x", "told": "1"})
            assert answer.status_code in (200, 400), changes
        assert PolicyVersion.objects.filter(origin="site").count() == 1

    def test_the_editor_saves_drafts_and_leads_to_the_screen(self) -> None:
        client = self.staff("dpo")
        page = PolicyPage.objects.get(locale__language_code="fr")
        editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        html = editor.content.decode()
        assert 'name="action-publish"' not in html
        assert reverse("policy_versions:publish") in html
        preview = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
        assert "12 mois à compter de notre réponse" in preview.content.decode()

    def test_a_draft_is_compared_with_what_is_published(self) -> None:
        client = self.staff("dpo")
        page = PolicyPage.objects.get(locale__language_code="fr")
        page.body[0].value["heading"] = "Qui nous sommes"
        page.save_revision()
        assert "passages modifiés : 1" in self.text(client.get(reverse("policy_versions:index")))
        shown = client.get(reverse("policy_versions:draft", args=["fr"]))
        assert "nous sommes" in self.text(shown)
        assert client.get(reverse("policy_versions:draft", args=["de"])).status_code == 404

    def test_the_notice_of_a_record_is_found_by_its_hash(self) -> None:
        client = self.staff("dpo")
        from privacy.register import notice_for

        shown = notice_for("rights").hash
        answer = client.get(reverse("policy_versions:notices"), {"hash": shown[:16]})
        assert "version 2.0" in self.text(answer)
        assert client.get(reverse("policy_versions:notices"), {"hash": "\x00é"}).status_code < 500
