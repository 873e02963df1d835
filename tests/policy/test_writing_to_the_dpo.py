"""The form that reaches the DPO, without JavaScript; and what is kept of what was shown."""

import re

from django.core import mail
from django.core.management import call_command
from django.test import TestCase, override_settings

from accounts.apply import apply_roles
from accounts.models import User
from accounts.services import set_roles
from policy.models import PolicyVersion
from policy.services import freeze
from privacy import notices
from privacy.models import RetentionLength, ShownNotice
from privacy.register import notice_for
from privacy.rights.models import Channel, Kind, State, SubjectRequest
from tests.policy.starting import policy_site

PATH = "/confidentialite/dpo/"
ANSWERS = {"email": "anais@example.com", "message": "Bonjour ZZPII0d, qui lit mon CV ?"}


def hidden(html: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', html).group(1)


@override_settings(FORM_POSTS_PER_MINUTE=0, HUMAN_CHECK_MIN_SECONDS=0)
class WritingTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        policy_site()

    def test_a_message_without_javascript_becomes_a_request_and_the_dpo_is_told(self) -> None:
        apply_roles()
        dpo = User.objects.create_user("dpo@example.com", "x" * 14)
        set_roles(by=None, user=dpo, roles=["dpo"])
        page = self.client.get(PATH).content.decode()
        notice = hidden(page, "form_notice")
        first = self.client.post(PATH, {**ANSWERS, "form_notice": notice})
        assert "ZZPII0d" in first.content.decode()
        assert not SubjectRequest.objects.exists()
        token = hidden(first.content.decode(), "form_token")
        done = self.client.post(PATH, {**ANSWERS, "form_notice": notice, "form_token": token})
        assert (done.status_code, done["Location"]) == (303, f"{PATH}confirmation/")
        assert "dans le mois" in self.client.get(done["Location"]).content.decode()

        request = SubjectRequest.objects.get()
        assert (request.kind, request.channel, request.state) == (
            Kind.QUESTION,
            Channel.FORM,
            State.OPEN,
        )
        assert request.words == ANSWERS["message"]
        call_command("worker", once=True)
        (message,) = mail.outbox
        assert message.to == ["dpo@example.com"]
        assert f"/admin/privacy/requests/{request.pk}/" in message.body
        assert "anais" not in message.body + message.subject
        assert "ZZPII0d" not in message.body

    def test_a_form_kept_names_the_words_and_the_version_that_were_shown(self) -> None:
        page = self.client.get(PATH).content.decode()
        shown = hidden(page, "form_notice")
        token = self.client.get("/form-token/?form=dpo").json()["token"]
        self.client.post(PATH, {**ANSWERS, "form_notice": shown, "form_token": token})
        kept = ShownNotice.objects.get(hash=SubjectRequest.objects.get().notice)
        version = PolicyVersion.objects.get(number="2.0")
        assert (kept.policy_number, kept.policy_hash) == ("2.0", version.hash)
        told = {item["article"] for item in kept.items}
        assert {"13 §1 a", "13 §1 c", "13 §2 a", "13 §2 b"} <= told

    def test_a_notice_can_still_be_read_when_words_and_version_have_changed(self) -> None:
        before = notice_for("rights").hash
        notices.keep_all()
        RetentionLength.objects.create(rule="rights-answered", length=2)
        freeze(
            number="2.1",
            effective_on=PolicyVersion.objects.get(number="2.0").effective_on,
            author="ALE",
            comment={"fr": "Plus court.", "en": "Shorter."},
        )
        after = notice_for("rights").hash
        assert before != after
        assert notices.keep(before).policy_number == "2.0"
        assert notices.keep(after).policy_number == "2.1"
        assert notices.keep("0" * 64) is None

    def test_a_forged_notice_costs_nobody_the_form(self) -> None:
        for forged in ("", "x", "\x00" * 64, "0" * 64, "A" * 64):
            token = self.client.get("/form-token/?form=dpo").json()["token"]
            answer = self.client.post(PATH, {**ANSWERS, "form_notice": forged, "form_token": token})
            assert answer.status_code in (303, 400), forged

    def test_mistakes_are_told_and_the_input_kept(self) -> None:
        token = self.client.get("/form-token/?form=dpo").json()["token"]
        wrong = self.client.post(
            PATH, {"email": "nobody", "message": "Bonjour", "form_token": token}
        )
        html = wrong.content.decode()
        assert "<title>Erreur" in html
        assert "Bonjour" in html
        assert "no-store" in wrong["Cache-Control"]
