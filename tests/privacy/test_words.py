"""Looking for words in rows about persons: what is found, and that the index knows no more than the rows."""

import pytest
from django.core.management import call_command
from django.db import connection

from leads.models import Enquiry, Person
from privacy.eraser.traces.search import forget_deleted_words
from privacy.registry import declaration_for
from privacy.words import having, having_one_of
from privacy.words_read import reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def helene():
    return Person.objects.create(
        email="helene.garnier@atelier-nord.example",
        last_name="Garnier-Ålund",
        first_name="Hélène",
        company="L’Atelier « du Nord » 3000",
    )


@pytest.mark.parametrize(
    "word",
    [
        "Hélène", "helene", "HELENE", "hel", "garnier", "alund", "Garnier-Å", "atelier", "l'atelier", "3000",
        "helene.garnier@atelier", "nord»", "@atelier-nord.example",
    ],
)  # fmt: skip
def test_a_word_is_found_by_its_beginning_whatever_letters_and_marks(helene, word):
    assert list(Person.objects.filter(having(Person, word))) == [helene]
    assert list(Person.objects.filter(reading(Person, word))) == [helene]


@pytest.mark.parametrize(
    "word",
    ["zzz", "elene", "helene.dupont", "!!!", "\0", "'", '"', "* OR 1", "%", "a" * 3000, "\\"],
)
def test_what_begins_no_word_is_not_found_and_breaks_nothing(helene, word):
    assert not Person.objects.filter(having(Person, word)).exists()
    assert not Person.objects.filter(reading(Person, word)).exists()


TEXTS = (
    "Ligne-et-Rêve", "Łódź Æther Œuvre Straße", "İstanbul ISTANBUL ıssız", "Ångström Å", "Ελλάδα ΣΊΣΥΦΟΣ",
    "Привет МИР", "株式会社 東京", "각하 가나", "e\u0301te\u0301 été", "O’Brien l'été", "a_b a-b a.b",
    "12e 3000€ ½ ²", "%d 100% %s", "x" * 120, "5e3a 1e5x e5", "™marque °nord a%b",
    "un\tdeux\ntrois", "[quatre] ^cinq \\six", "É½ ½É",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_reading_finds_what_the_index_finds(text):
    Person.objects.create(email="a@b.example", last_name="Nom", first_name="", company=text)
    words = {part[:length] for part in text.split() for length in (1, 2, 3, len(part))}
    for word in words | {part.upper() for part in words} | {"b", "nom", "xy", "ete", "oeuvre"}:
        indexed = Person.objects.filter(having(Person, word)).count()
        assert Person.objects.filter(reading(Person, word)).count() == indexed, word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ελλάδα", "Ελλαδα"), ("Андрей", "Андреи"), ("ガス", "カス"), ("x\u0336y", "xy"), ("µm", "μm"),
        ("ſaint", "saint"), ("ế", "e"), ("Ørsted", "orsted"), ("Đà", "đa"), ("ﬁn", "fin"), ("Ⅷ", "ⅷ"),
    ],
)  # fmt: skip
def test_reading_takes_for_the_same_letter_what_the_index_does(text, word):
    Person.objects.create(email="a@b.example", last_name=text, first_name="")
    for asked in (word, text):
        indexed = Person.objects.filter(having(Person, asked)).count()
        assert Person.objects.filter(reading(Person, asked)).count() == indexed, asked


def test_one_of_several_words_is_enough(helene):
    other = Person.objects.create(email="jean@sud.example", last_name="Petit", first_name="Jean")
    Person.objects.create(email="luc@est.example", last_name="Grand", first_name="Luc")

    def found(*words: str) -> set[Person]:
        return set(Person.objects.filter(having_one_of(Person, [*words])))

    assert found("atelier-nord", "PETIT") == {helene, other}
    assert found("jean.garnier", "helene.sud", "!!!") == set(), "all parts of one of them"
    assert found("!!!", "petit") == {other}
    assert found() == found("!!!") == set()


def test_every_model_that_is_searched_is_found_in(helene):
    Enquiry.objects.create(
        person=helene, form=None, message="Une messagerie unifiée, s’il vous plaît"
    )
    assert Enquiry.objects.filter(having(Enquiry, "UNIFIEE")).exists()
    assert Person.objects.filter(
        reading(Person, "garnier"),
        enquiries__in=Enquiry.objects.filter(reading(Enquiry, "UNIFIEE")),
    ).exists()
    assert declaration_for(Enquiry).searched == ("message",)


def test_the_index_follows_every_way_of_writing(helene):
    Person.objects.filter(pk=helene.pk).update(last_name="Petit")
    assert not Person.objects.filter(having(Person, "alund")).exists()
    assert Person.objects.filter(having(Person, "petit")).exists()
    Person.objects.bulk_create([Person(email="b@x.example", last_name="Zéphyr", first_name="B")])
    assert Person.objects.filter(having(Person, "zephyr")).count() == 1
    Person.objects.all().delete()
    assert not Person.objects.filter(having(Person, "petit")).exists()


@pytest.mark.sqlite
def test_nothing_of_a_deleted_row_stays_in_the_index(helene):
    helene.delete()
    forget_deleted_words()
    with connection.cursor() as cursor:
        cursor.execute("SELECT block FROM leads_person_words_data")
        assert not [block for (block,) in cursor.fetchall() if b"garnier" in bytes(block)]


@pytest.mark.sqlite
def test_a_migration_that_loses_it_is_followed_by_a_new_one(helene):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER leads_person_words_change")
    Person.objects.update(last_name="Petit")
    assert not Person.objects.filter(having(Person, "petit")).exists()
    call_command("migrate", verbosity=0)
    assert Person.objects.filter(having(Person, "petit")).exists()


@pytest.mark.postgresql
def test_postgresql_asks_the_index_however_common_the_word_is(helene):
    """Reading a hundred thousand rows, and taking their words apart, takes it seconds."""
    Person.objects.bulk_create(
        Person(email=f"p{number}@x.example", last_name="Nom", first_name="Prénom")
        for number in range(20_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE leads_person")
    found = Person.objects.filter(having(Person, "exam")).order_by("-last_activity_at", "-pk")
    assert found.count() == 20_001
    for asked in (found, found[:30], found.values("pk")[:30]):
        assert "Index Scan on leads_person_words" in asked.explain()
