"""Offers as visitors see them."""

from django.http import HttpResponse

from tests.factories.offers import put_offer, put_translation


def test_an_offer_is_one_in_both_languages(site, client):
    french = put_offer(site)
    english = put_translation(site, french)
    assert french.reference == english.reference
    assert {page.pk for page in french.versions()} == {french.pk, english.pk}
    assert client.get(french.url).status_code == client.get(english.url).status_code == 200


def test_the_form_is_asked_for_while_the_offer_is_open(site, slots, client):
    slots.set_application_form(lambda page, request: HttpResponse(f"{request.method} {page.pk}"))
    offer = put_offer(site)
    assert client.get(offer.url).content == f"GET {offer.pk}".encode()
    assert client.post(offer.url).content == f"POST {offer.pk}".encode()
