"""While reCAPTCHA is on, a message waits for the worker's question; then all is as it would have been."""

import pytest
from django.test import Client

from leads.models import Enquiry, Person, ResourceRequest, Status
from leads.services import following, quarantine
from tests.intake.recaptcha_on import agree
from tests.leads.conftest import ANSWERS, WHO, shown

pytestmark = pytest.mark.django_db
BOTH = {ANSWERS["email"], "bonjour@dimelo.example"}


@pytest.fixture
def visitor(google):
    """A browser whose person has agreed, and which brings an answer that scores well."""
    google.knows("good", action="contact", score=0.9)
    google.knows("bad", action="contact", score=0.1)
    return agree(Client())


def row(person: Person) -> dict[str, object]:
    """All that is known of a person, but when, and by which key."""
    fields = {one.attname: getattr(person, one.attname) for one in Person._meta.concrete_fields}
    others = {
        "id",
        "uuid",
        "waiting_since",
        *(name for name in fields if name.endswith("_contact_at")),
    }
    return {name: fields[name] for name in fields.keys() - others - {"last_activity_at"}}


def test_a_message_that_waited_is_what_it_would_have_been(staff, visitor, write, post_office):
    write()
    plain = row(Person.objects.get())
    expected = {mail.to[0] for mail in post_office()}
    Person.objects.all().delete()
    post_office().clear()

    answer = write(visitor, form_recaptcha="good")
    assert answer.status_code == 303
    assert visitor.get(answer["Location"]).status_code == 200
    assert shown(staff) == set()
    assert {mail.to[0] for mail in post_office()} == expected == BOTH
    person = Person.objects.get()
    assert row(person) == plain
    assert person.waiting_since == Enquiry.objects.get().received_at
    assert shown(staff) == {"Anaïs"}
    assert not person.steps.exists()


def test_a_low_score_stays_for_staff_and_mails_nobody(staff, visitor, write, post_office):
    write(visitor, form_recaptcha="bad")
    assert post_office() == []
    assert shown(staff) == set()
    assert shown(staff, "?status=spam") == {"Anaïs"}


def test_somebody_known_waits_for_an_answer_again(staff, visitor, write, post_office):
    write()
    person = Person.objects.get()
    following.set_status(people=[person], status=Status.ANSWERED, by=None)
    post_office().clear()
    write(visitor, form_recaptcha="good", last_name="Neuve", company="Autre maison")
    person.refresh_from_db()
    assert (person.status, person.last_name) == (Status.ANSWERED, "Lecœur")
    assert {mail.to[0] for mail in post_office()} == BOTH
    person.refresh_from_db()
    assert (person.status, person.last_name, person.company) == (
        Status.NEW,
        "Neuve",
        "Autre maison",
    )
    assert person.waiting_since is not None


def test_what_staff_let_go_on_first_is_sent_once(staff, visitor, write, post_office):
    write(visitor, form_recaptcha="good")
    staff.post(f"/admin/leads/{Person.objects.get().pk}/quarantine/")
    assert len(post_office()) == 2
    assert Person.objects.get().status == Status.NEW


def test_whom_staff_put_in_quarantine_stays_there(staff, visitor, write, post_office):
    write()
    post_office().clear()
    write(visitor, form_recaptcha="good")
    quarantine.put(people=[Person.objects.get()], by=None)
    assert post_office() == []
    assert Person.objects.get().status == Status.SPAM
    assert Enquiry.objects.filter(quarantined=True).exists()
    quarantine.release(people=[Person.objects.get()], by=None)
    assert {mail.to[0] for mail in post_office()} == BOTH


def test_what_staff_did_with_somebody_meanwhile_stays(staff, visitor, write, post_office):
    write()
    person = Person.objects.get()
    following.set_status(people=[person], status=Status.ANSWERED, by=None)
    post_office().clear()
    write(visitor, form_recaptcha="good", last_name="Neuve")
    following.set_status(people=[person], status=Status.LOST, by=None)
    assert {mail.to[0] for mail in post_office()} == BOTH
    person.refresh_from_db()
    assert (person.status, person.last_name, person.unread) == (Status.LOST, "Lecœur", True)


@pytest.mark.parametrize("order", ["pk", "-pk"])
def test_in_whichever_order_the_worker_asks_the_latest_words_hold(visitor, write, google, order):
    google.knows("good too", action="contact", score=0.9)
    write(visitor, form_recaptcha="good", last_name="Ancienne")
    write(visitor, form_recaptcha="good too", last_name="Neuve")
    for enquiry in Enquiry.objects.order_by(order):
        quarantine.let_go_on(contact=enquiry)
    person = Person.objects.get()
    assert (person.last_name, person.status) == ("Neuve", Status.NEW)
    assert person.last_contact_at == max(one.received_at for one in Enquiry.objects.all())


def test_what_else_of_the_person_is_doubtful_stays_so(staff, visitor, write, post_office):
    write(visitor, form_recaptcha="bad", message="Achetez")
    post_office()
    write(visitor, form_recaptcha="good")
    assert {mail.to[0] for mail in post_office()} == BOTH
    assert Person.objects.get().status == Status.NEW
    assert Enquiry.objects.get(quarantined=True).message == "Achetez"


def test_an_erased_person_is_written_to_no_more(visitor, write, post_office):
    write(visitor, form_recaptcha="good")
    Person.objects.all().delete()
    assert post_office() == []


def test_the_newsletter_box_waits_with_its_message(visitor, write, post_office):
    from newsletter.models import SignUp, Subscriber

    write(visitor, form_recaptcha="good", newsletter="on")
    assert not SignUp.objects.exists()
    post_office()
    assert Subscriber.objects.get().email == ANSWERS["email"]


def test_a_resource_is_handed_over_when_the_worker_has_asked(google, ask, post_office):
    google.knows("good", action="resource", score=0.9)
    answer = ask(agree(Client()), form_recaptcha="good")
    assert answer.status_code == 303
    assert ResourceRequest.objects.get().quarantined
    again = Client().post(answer["Location"], {"action": "again"}).content.decode()
    assert "notice--warning" in again
    assert ResourceRequest.objects.get().mails == 0
    assert [mail.to[0] for mail in post_office()] == [WHO["email"]]
    assert not ResourceRequest.objects.get().quarantined
