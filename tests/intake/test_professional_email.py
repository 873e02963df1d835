"""Professional addresses: kind advice once, a refusal only where the form wants it, no look-up."""

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import translation

from intake.forms import PublicForm
from intake.professional_email import (
    EmailPolicy,
    ProfessionalEmailMixin,
    is_disposable,
    is_free,
    is_professional,
    judge,
    meant_instead,
)


class OfficeForm(ProfessionalEmailMixin, PublicForm):
    slug = "office"
    activity = "rehearsal"


def form(policy: EmailPolicy, **data: str) -> OfficeForm:
    found = OfficeForm(_posted(data))
    found.email_policy = policy
    return found


def _posted(data: dict[str, str]) -> QueryDict:
    posted = QueryDict(mutable=True)
    posted.update(data)
    return posted


@pytest.mark.parametrize(
    "address",
    ["a@orange.fr", "a@wanadoo.fr", "a@free.fr", "a@laposte.net", "a@sfr.fr", "A@Gmail.COM"],
)
def test_providers_of_private_mail_are_known_french_ones_included(address):
    assert is_free(address)
    assert not is_professional(address)


@pytest.mark.parametrize("address", ["a@yopmail.com", "a@mailinator.com", "a@box.mailinator.com"])
def test_addresses_lent_for_a_few_minutes_are_known(address):
    assert is_disposable(address)


@pytest.mark.parametrize(
    "address",
    [
        "anais@dimelo.com",
        "anais+demo@dimelo.com",
        "contact@société-générale.example",
        "contact@xn--bcher-kva.de",
        "info@bücher.de",
        "a@mail.orange-business.example",
    ],
)
def test_company_addresses_pass_under_every_policy(address):
    for policy in EmailPolicy:
        judge(address, policy=policy)
        assert form(policy, email=address).is_valid()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("anna@gmial.com", "anna@gmail.com"),
        ("anna@gmai.com", "anna@gmail.com"),
        ("anna@hotmial.fr", "anna@hotmail.fr"),
        ("anna@gmail.con", "anna@gmail.com"),
        ("anna@laposte.fr", "anna@laposte.net"),
        ("anna@wanadooo.fr", "anna@wanadoo.fr"),
        ("anna@mail.com", ""),
        ("anna@ornge-bank.fr", ""),
        ("anna@dimelo.com", ""),
        ("anna@outlook.fr", ""),
    ],
)
def test_a_slip_of_the_finger_is_noticed(typed, meant):
    assert meant_instead(typed) == meant


def test_advice_is_given_once_and_the_same_address_then_believed():
    first = form(EmailPolicy.ADVISE, email="anna@orange.fr")
    assert not first.is_valid()
    assert first["email_seen"].value() == "anna@orange.fr"
    assert form(EmailPolicy.ADVISE, email="anna@orange.fr", email_seen="anna@orange.fr").is_valid()
    assert not form(
        EmailPolicy.ADVISE, email="anna@free.fr", email_seen="anna@orange.fr"
    ).is_valid()


def test_a_hint_is_given_under_every_policy_and_can_be_overruled():
    first = form(EmailPolicy.ACCEPT, email="anna@gmial.com")
    assert "anna@gmail.com" in str(first.errors["email"])
    assert form(EmailPolicy.ACCEPT, email="anna@gmial.com", email_seen="anna@gmial.com").is_valid()


def test_accept_takes_private_addresses_without_a_word():
    assert form(EmailPolicy.ACCEPT, email="anna@orange.fr").is_valid()


@pytest.mark.parametrize("address", ["anna@orange.fr", "anna@yopmail.com"])
def test_a_refusal_does_not_yield_to_a_second_try(address):
    assert not form(EmailPolicy.REFUSE, email=address, email_seen=address).is_valid()


def test_messages_say_what_to_do_in_the_visitors_language():
    with translation.override("fr"), pytest.raises(ValidationError) as caught:
        judge("anna@orange.fr", policy=EmailPolicy.REFUSE)
    assert "Saisissez votre adresse professionnelle" in caught.value.messages[0]


@pytest.mark.parametrize("address", ["", "@", "a@", "a@.", "a@\x00", "a@" + "x" * 5000])
def test_nothing_odd_breaks_the_lists(address):
    is_professional(address)
    meant_instead(address)
