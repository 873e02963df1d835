"""The inbox with as many leads as you like: the same few queries, whatever is filtered or searched."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.users.models import UserProfile

from accounts import asking
from accounts.models import User
from leads.models import Enquiry, Person, SavedView, Tag
from tests.growth.bulk import analyse

pytestmark = pytest.mark.django_db

# Session, account, second factor, rights, menu (9), choices of the filters (2), saved views, counts, rows.
MOST = 15


def crowd(first: int, last: int) -> None:
    """People number `first` to `last`, every twentieth of whom wrote."""
    now = timezone.now()
    Person.objects.bulk_create(
        (
            Person(
                email=f"p{number}@societe{number % 5000}.example",
                domain=f"societe{number % 5000}.example",
                last_name=f"Nom{number}",
                first_name="Prénom",
                status="new" if number % 3 else "lost",
                unread=bool(number % 2),
                last_activity_at=now - timedelta(seconds=number),
            )
            for number in range(first, last)
        ),
        batch_size=2_000,
    )
    wrote = Person.objects.filter(email__startswith="p", enquiries=None).order_by("pk")
    Enquiry.objects.bulk_create(
        Enquiry(person_id=pk, form_name="Contact", message=f"message {pk}")
        for pk in list(wrote.values_list("pk", flat=True))[::20]
    )
    analyse()


def test_twenty_thousand_leads_take_no_more_queries_than_a_thousand(staff, page, form):
    tag = Tag.objects.create(name="salon")
    for number in range(12):
        SavedView.objects.create(
            name=f"Vue {number}",
            query=f"domain=societe{number}.example&tag={tag.pk}&owner=me&form={form.key}",
        )
    addresses = [
        "/admin/leads/",
        "/admin/leads/?p=9",
        "/admin/leads/?status=new&status=lost&unread=on",
        "/admin/leads/?domain=societe3.example&language=fr",
        f"/admin/leads/?tag={tag.pk}&owner=nobody&form={form.key}&overdue=on",
        "/admin/leads/?q=nom99&last_contact_at_from=2020-01-01",
        "/admin/leads/?q=nom",
        "/admin/leads/results/?q=message",
    ]

    def numbers() -> dict[str, int]:
        found = {}
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert staff.get(address).status_code == 200
            found[address] = len(queries)
        return found

    crowd(0, 1_000)
    staff.get("/admin/leads/")
    few = numbers()
    crowd(1_000, 20_000)
    assert numbers() == few
    assert max(few.values()) <= MOST, few
    assert "Vue 3 <span>0</span>" in staff.get("/admin/leads/").content.decode()


@pytest.mark.parametrize(
    ("language", "grouped", "counted"), [("fr", "1\xa0200", "1\xa0000"), ("en", "1,200", "1,000")]
)
def test_numbers_are_grouped_as_the_language_groups_them(staff, language, grouped, counted):
    UserProfile.objects.create(user=User.objects.get(), preferred_language=language)
    crowd(0, 1_200)
    Person.objects.update(unread=True)
    inbox = staff.get("/admin/leads/").content.decode()
    assert f"<span>{counted}+</span>" in inbox
    of_list = {
        "fr": "Avec tous les contacts de la liste, plus de {}",
        "en": "With all leads listed, more than {}",
    }
    assert of_list[language].format(counted) in inbox
    beyond = staff.get("/admin/leads/?p=40").content.decode()
    of_all = {"fr": "Avec les {} contacts de la liste", "en": "With all {} leads listed"}
    assert of_all[language].format(grouped) in beyond
    pages = beyond.split('class="pagination__end">')[1].split("<")[0].strip()
    assert pages == {"fr": "{} contacts", "en": "{} leads"}[language].format(grouped)
    unread = {"fr": "{} contacts non lus", "en": "{} unread leads"}[language]
    assert unread.format(grouped) in staff.get("/admin/").content.decode()
    path = "/admin/bulk/leads/person/status/?id=all"
    asked = staff.get(path).content.decode()
    concerned = {"fr": "{} contacts", "en": "This concerns {} leads"}[language]
    assert concerned.format(grouped) in asked
    ids = asked.split('name="ids" value="')[1].split('"')[0]
    told = staff.post(path, {"ids": ids, "status": "answered"}, follow=True).content.decode()
    changed = {"fr": "{} contacts ont été modifiés", "en": "{} leads were changed"}[language]
    assert changed.format(grouped) in told


def shown(answer) -> list[str]:
    return [person.email for person in answer.context["object_list"]]


@pytest.fixture(params=["short", "long"])
def crowded(request, monkeypatch):
    """Three thousand people, the latest first; every second wrote.

    In a table that counts as long, words that nearly all have are not looked up but read.
    """
    if request.param == "long":
        monkeypatch.setattr("accounts.asking.MANY", 2_000)
    now = timezone.now()
    people = Person.objects.bulk_create(
        Person(
            email=f"p{number}@nord.example",
            domain="nord.example",
            last_name=f"Nom{number % 7}",
            first_name="Prénom",
            company=f"Société {'nouvelle' if number < 1_500 else 'ancienne'}",
            status=["new", "lost", "answered"][number % 3],
            last_activity_at=now - timedelta(seconds=number),
        )
        for number in range(3_000)
    )
    Enquiry.objects.bulk_create(
        Enquiry(person=person, form_name="Contact", message="Bonjour à tous")
        for person in people[::2]
    )
    analyse()


@pytest.mark.parametrize(
    ("words", "first", "step"),
    [
        ("société", 0, 1),  # in every row: read from the beginning of the list
        ("ancienne", 1_500, 1),  # only in the older half: too late for reading
        ("bonjour société", 0, 2),  # one of them in what they wrote
    ],
)
@pytest.mark.parametrize("page", [1, 4])
def test_words_that_many_rows_have_are_found_in_the_order_of_the_list(
    staff, crowded, words, first, step, page
):
    everyone = [f"p{number}@nord.example" for number in range(first, 3_000, step)]
    staff.get("/admin/leads/")
    with CaptureQueriesContext(connection) as queries:
        answer = staff.get("/admin/leads/", {"q": words, "p": page})
    assert len(queries) <= MOST
    is_read = asking.MANY < 3_000 and words != "ancienne"
    assert answer.context["paginator"].more_than == (asking.FEW if is_read else asking.LARGE)
    assert shown(answer) == everyone[30 * (page - 1) : 30 * page]
    # Nothing is remembered from the first time.
    gone = everyone[30 * page - 10 : 30 * page + 100]
    Person.objects.filter(email__in=gone).delete()
    left = [one for one in everyone if one not in gone]
    assert (
        shown(staff.get("/admin/leads/", {"q": words, "p": page}))
        == (left[30 * (page - 1) : 30 * page])
    )


@pytest.mark.parametrize(
    "column", ["last_name", "domain", "status", "next_action_on", "last_activity_at"]
)
@pytest.mark.parametrize("sign", ["", "-"])
def test_whoever_pages_through_a_search_meets_everybody_once(staff, crowded, sign, column):
    met = []
    for page in range(1, 11):
        asked = {"q": "société", "p": page, "ordering": f"{sign}{column}"}
        met += shown(staff.get("/admin/leads/results/", asked))
    assert len(set(met)) == len(met) == 300
