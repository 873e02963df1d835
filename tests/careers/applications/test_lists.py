"""The list in bulk: exactly the filtered rows, no formula in an export, few queries, no name when blind."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.users.models import UserProfile

from accounts.models import User
from careers.applications.models import Application, Exchange, Kind, Opinion, Stage
from careers.applications.review.filters import searched
from careers.applications.services import messages, reviewing
from careers.applications.services.applying import Applicant, apply
from careers.applications.starter import plant_templates
from privacy.models import JournalEntry
from tests.careers.applications.conftest import deliver
from tests.careers.applications.desk import LIST, address, many
from tests.careers.applications.test_applying import checked

pytestmark = pytest.mark.django_db(databases=("default", "ledger"))


def test_bulk_acts_on_exactly_the_filtered_rows(staff, applied, careers):
    hr = staff("rh")
    many(careers, 4, source="fair")
    path = "/admin/bulk/applications/application/move/"
    query = f"?id=all&next={LIST}&source=fair"
    confirmation = hr.get(path + query)
    html = confirmation.content.decode()
    assert "4 candidatures" in html
    ids = html.split('name="ids" value="')[1].split('"')[0]
    many(careers, 1, source="fair")
    hr.post(path + query, {"stage": "shortlist", "ids": ids, "version": ""})
    moved = Application.objects.filter(stage=Stage.SHORTLIST)
    assert sorted(str(pk) for pk in moved.values_list("pk", flat=True)) == sorted(ids.split(","))
    applied.refresh_from_db()
    assert applied.stage == Stage.RECEIVED
    other = staff("marketing")
    assert other.post(path + query, {"stage": "hired", "ids": ids}).status_code == 302
    assert not Application.objects.filter(stage=Stage.HIRED).exists()


def test_refusing_many_sends_each_their_own_in_the_morning(staff, applied, careers):
    hr = staff("rh")
    many(careers, 2, source="fair")
    many(careers, 1, stage="refused")
    path = f"/admin/bulk/applications/application/refuse/?id=all&next={LIST}"
    page = hr.get(path).getvalue().decode()
    assert "3 candidatures" in page
    assert "1 autre ne s’y prête pas" in page
    ids = page.split('name="ids" value="')[1].split('"')[0]
    form = {"ids": ids, "reason": "filled", "when": "morning", "subject": "Votre candidature"}
    # Without its text the form comes back and nothing happens.
    assert "Écrivez l’objet et le texte" in hr.post(path, form).content.decode()
    told = hr.post(path, {**form, "text": "{first_name}, {salary} ?"}, follow=True)
    assert "3 ont été laissées de côté" in told.content.decode()
    assert not Exchange.objects.filter(kind=Kind.WRITTEN).exists()
    hr.post(path, {**form, "text": "Bonjour {first_name}, le poste est pourvu."})
    refused = Application.objects.filter(stage=Stage.REFUSED, reason="filled")
    assert sorted(str(pk) for pk in refused.values_list("pk", flat=True)) == sorted(ids.split(","))
    mail.outbox.clear()
    deliver()
    assert not mail.outbox
    taken_back = Exchange.objects.get(application=applied, kind=Kind.WRITTEN)
    hr.post(f"{LIST}{applied.pk}/cancel/{taken_back.pk}/")
    with time_machine.travel(messages.next_morning(timezone.now()) + timedelta(minutes=1)):
        deliver()
    assert sorted(one.body.splitlines()[0] for one in mail.outbox) == [
        "Bonjour Prénom0, le poste est pourvu.",
        "Bonjour Prénom1, le poste est pourvu.",
    ]
    applied.refresh_from_db()
    assert applied.stage == Stage.RECEIVED
    assert JournalEntry.objects.filter(action="applications:bulk:refuse").count() == 3


def test_previous_and_next_stay_inside_the_filter(staff, careers):
    hr = staff("rh")
    many(careers, 3, source="fair")
    many(careers, 2, source="mail")
    rows = list(Application.objects.filter(source="fair").order_by("pk"))
    # Whoever waits comes first.
    Application.objects.filter(pk=rows[2].pk).update(waiting_since=timezone.now())
    page = BeautifulSoup(hr.get(f"{address(rows[0])}?source=fair").content, "html.parser")
    steps = page.select_one(".apps-steps")
    assert "2 sur 3" in steps.get_text(" ", strip=True)
    found = {one["data-w-kbd-key-value"]: one["href"] for one in steps.select("a")}
    assert found == {
        "k": f"{address(rows[2])}?source=fair",
        "j": f"{address(rows[1])}?source=fair",
    }
    assert {one["data-controller"] for one in steps.select("a")} == {"w-kbd"}


def test_the_order_is_time_whatever_is_thought_of_people(staff, careers):
    """EU AI Act, annex III: nobody is ranked, not even by what colleagues think."""
    hr, now = staff("rh"), timezone.now()
    many(careers, 3)
    rows = list(Application.objects.order_by("pk"))
    criterion = careers.offer.criterion_list()[0].id
    for days, level, row in zip((1, 3, 2), (3, 0, 2), rows, strict=True):
        Application.objects.filter(pk=row.pk).update(waiting_since=now - timedelta(days=days))
        Opinion.objects.create(application=row, criterion=criterion, level=level, author=hr_user())
    for query in ("", "?ordering=-opinions", "?ordering=level", "?ordering=last_name"):
        page = BeautifulSoup(hr.get(LIST + query).content, "html.parser")
        links = [link["href"].split("?")[0] for link in page.select("td.title a[href]")]
        assert links == [address(rows[number]) for number in (1, 2, 0)]


def test_exports_run_no_formula_and_say_when_to_go(staff, applied, careers):
    hr = staff("rh")
    Application.objects.filter(pk=applied.pk).update(last_name='=HYPERLINK("http://x")')
    many(careers, 1, source="fair")
    content = hr.get(f"{LIST}export/?format=csv&source=site").getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert lines[0][0].startswith("Supprimez ce fichier avant le")
    assert [line[1] for line in lines[2:]] == ['\'=HYPERLINK("http://x")']
    sheet = load_workbook(io.BytesIO(hr.get(f"{LIST}export/?source=site").getvalue())).active
    assert sheet.cell(3, 2).value == '\'=HYPERLINK("http://x")'
    assert sheet.cell(3, 2).data_type == "s"
    assert sheet.cell(1, 1).value.startswith("Supprimez ce fichier avant le")
    ticked = f"/admin/bulk/applications/application/export/?id={applied.pk}&next={LIST}"
    assert "1 candidature" in hr.get(ticked).content.decode()
    answer = hr.post(ticked, {"format": "csv"})
    assert "no-store" in answer["Cache-Control"]
    lines = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert [line[0] for line in lines[2:]] == [applied.short]
    assert JournalEntry.objects.filter(action="applications:list:export").count() == 3


def test_a_list_of_a_thousand_costs_few_queries(
    staff, applied, careers, django_assert_max_num_queries
):
    hr = staff("rh")
    hr.get(LIST)
    many(careers, 1000)
    with django_assert_max_num_queries(45):
        page = hr.get(LIST)
    assert "<span>1\xa0000+</span>" in page.content.decode()
    with django_assert_max_num_queries(60):
        hr.get(f"{address(applied)}?view=all")
    with django_assert_max_num_queries(45):
        assert "Les candidatures aujourd’hui" in hr.get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("language", "grouped", "counted"), [("fr", "1\xa0200", "1\xa0000"), ("en", "1,200", "1,000")]
)
def test_numbers_are_grouped_as_the_language_groups_them(
    staff, careers, language, grouped, counted
):
    hr = staff("rh")
    UserProfile.objects.create(
        user=User.objects.get(email="rh@example.com"), preferred_language=language
    )
    many(careers, 1_200)
    page = hr.get(LIST).content.decode()
    assert f"<span>{counted}+</span>" in page
    listed = {
        "fr": "Avec toutes les candidatures listées, plus de {}",
        "en": "With all applications listed, more than {}",
    }
    assert listed[language].format(counted) in page
    beyond = hr.get(f"{LIST}?p=22").content.decode()
    of_all = {"fr": "Avec les {} candidatures listées", "en": "With all {} applications listed"}
    assert of_all[language].format(grouped) in beyond
    home = hr.get("/admin/").content.decode()
    assert f"<strong>{grouped}</strong>" in home
    to_read = {"fr": "{} candidatures à lire", "en": "{} applications to read"}
    assert to_read[language].format(grouped) in home
    path = f"/admin/bulk/applications/application/move/?id=all&next={LIST}"
    asked = hr.get(path).content.decode()
    assert f"{grouped} {'candidatures' if language == 'fr' else 'applications'}" in asked
    ids = asked.split('name="ids" value="')[1].split('"')[0]
    told = hr.post(path, {"stage": "shortlist", "ids": ids, "version": ""}, follow=True)
    done = {"fr": "C’est fait pour {} candidatures", "en": "Done for {} applications"}
    assert done[language].format(grouped) in told.content.decode()


@pytest.mark.parametrize("read", [False, True])
def test_nobody_is_found_by_name_whose_name_is_hidden(careers, read):
    many(careers, 3)
    plain, restricted, blind = Application.objects.order_by("pk")
    Application.objects.filter(pk=restricted.pk).update(restricted_at=timezone.now())
    Application.objects.filter(pk__in=[plain.pk, restricted.pk]).update(stage=Stage.SHORTLIST)
    careers.offer.blind_reading = True
    careers.offer.save()

    def found(words):
        return list(searched(Application.objects.order_by("pk"), words, read=read))

    assert found("nom") == found("personne") == [plain]
    for one in (plain, restricted, blind):
        assert found(str(one.uuid)[:8]) == [one]


def test_blind_reading_hides_who_it_is(staff, careers):
    careers.offer.blind_reading = True
    careers.offer.save()
    hr = staff("rh")
    plant_templates()
    mail.outbox.clear()
    application = apply(
        applicant=Applicant(
            "Séverine",
            "Quillec",
            "severine@example.com",
            phone="0102030405",
            message="Séverine Quillec vous écrit",
            answers={
                "Votre projet ?": "Je suis SÉVERINE <Quillec>, 06 11 22 33 44, severine@home.fr"
            },
        ),
        cv=checked(),
        offer=careers.offer,
        source_detail="Severine, par LinkedIn",
    )
    reviewing.note(application=application, text="Severine plaît", by=hr_user())
    deliver()
    for path in (
        LIST,
        address(application),
        f"{LIST}board/",
        f"{LIST}export/?format=csv",
        f"{LIST}?q=Quillec",
        "/admin/bulk/applications/application/write/?next=/&id=" + str(application.pk),
    ):
        html = (
            hr.get(path)
            .getvalue()
            .decode()
            .replace("?q=Quillec", "")
            .replace('value="Quillec"', "")
        )
        html = html.replace("“Quillec”", "").replace("«\xa0Quillec\xa0»", "")
        for word in ("quillec", "severine", "séverine", "06 11 22", "0102030405"):
            assert word not in html.lower(), (path, word)
    html = hr.get(address(application)).content.decode()
    assert "Je suis ▒▒▒▒▒ &lt;▒▒▒▒▒&gt;, ▒▒▒▒▒, ▒▒▒▒▒" in html
    # The template keeps its variable until the message is made.
    assert "Bonjour {first_name}," in html
    assert hr.get(address(application, "original/")).status_code == 404
    assert hr.get(address(application, "page/1/")).status_code == 404
    told = [one for one in mail.outbox if one.to == ["rh@example.com"]]
    logged = " ".join(f"{one.action} {one.reference}" for one in JournalEntry.objects.all())
    assert application.short in told[0].subject
    for text in (*(f"{one.subject} {one.body}" for one in told), logged):
        assert "verine" not in text.lower()
        assert "quillec" not in text.lower()
    reviewing.move(application=application, stage=Stage.SHORTLIST)
    html = hr.get(address(application)).content.decode()
    assert "Je suis SÉVERINE &lt;Quillec&gt;" in html
    download = hr.get(address(application, "original/"))
    assert application.short in download["Content-Disposition"]
    assert "Quillec" not in download["Content-Disposition"]


def hr_user() -> User:
    return User.objects.get(email="rh@example.com")
