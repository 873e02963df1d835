"""What is written while a page is made: by whom, to what, and whether the page is kept all the same."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from threading import Event

import brotli
import pytest
from django.db import connections, transaction
from django.test import Client

from cms.freshness.changes import follower
from cms.freshness.memory import remembered
from config.pagecache import middleware
from pages.models import Author, NewsCategory


class Undone(Exception):
    """Ends a transaction."""


@pytest.fixture
def meanwhile(monkeypatch):
    """Has something happen at the end of every page that is made."""
    plain = middleware.may_be_kept

    def have(happen):
        def slow(*asked):
            happen()
            return plain(*asked)

        monkeypatch.setattr(middleware, "may_be_kept", slow)

    return have


def test_a_page_that_changes_while_it_is_made_is_packed_and_not_kept(site, visitor, meanwhile):
    meanwhile(lambda: site.about.save_revision().publish())
    for _ in range(2):
        reply = visitor.get("/a-propos/", accept_encoding="br")
        assert not visitor.kept
        assert reply["Content-Encoding"] == "br"
        assert b"</html>" in brotli.decompress(reply.content)


def test_a_page_is_kept_while_others_change(site, visitor, meanwhile):
    """A worker that makes a picture for every page writes for minutes, several times a second."""
    meanwhile(lambda: site.legal.save_revision().publish())
    assert visitor.keeps("/a-propos/", "/mentions-legales/") == []
    assert visitor.keeps("/a-propos/", "/mentions-legales/") == ["/a-propos/"]


def test_what_pages_share_is_remembered_while_others_change(site, store):
    made = []

    def name_of(row):
        made.append(type(row).objects.get(pk=row.pk).name)
        site.category.save()
        return made[-1]

    for _ in range(2):
        for row in (site.author, site.category):
            remembered(row.name, lambda row=row: name_of(row))
    assert made == ["Camille Roy", "Produit", "Produit"]


def test_a_part_of_rows_that_were_read_before_a_change_is_not_remembered(site, store):
    made = []

    def name() -> str:
        made.append(1)
        return old.name

    with follower.making():  # as while a page is made
        old = Author.objects.get(pk=site.author.pk)
        site.author.save()
        remembered("name", name, of=[old])
    for _ in range(2):
        remembered("name", name, of=[old])
    assert len(made) == 2


def test_what_a_transaction_has_read_is_its_own(site, store):
    made = []

    def name() -> str:
        made.append(Author.objects.get(pk=site.author.pk).name)
        return made[-1]

    follower.catch_up()
    with suppress(Undone), transaction.atomic():
        Author.objects.filter(pk=site.author.pk).update(name="Sam Noël")
        assert remembered("name", name) == "Sam Noël"
        raise Undone
    assert remembered("name", name) == "Camille Roy"
    assert remembered("name", name) == "Camille Roy"
    assert made == ["Sam Noël", "Camille Roy"]


def test_a_transaction_remembers_what_it_has_not_written(site, store):
    """A form is stored in one, and looks up the page it stands on."""
    made = []

    def name_of(row: Author | NewsCategory) -> str:
        return remembered(row.name, lambda: made.append(row.name) or row.name, of=[row])

    for _ in range(2):
        follower.catch_up()  # as whoever finds the page of the form
        with transaction.atomic():
            site.category.save()
            name_of(site.author)
            name_of(site.category)
    assert made == ["Camille Roy", "Produit", "Produit"]


def test_a_transaction_sees_what_it_has_written_itself(site, store):
    name = partial(remembered, "name", lambda: Author.objects.get(pk=site.author.pk).name)
    assert name() == "Camille Roy"
    with suppress(Undone), transaction.atomic():
        Author.objects.filter(pk=site.author.pk).update(name="Sam Noël")
        assert name() == "Sam Noël"
        raise Undone
    assert name() == "Camille Roy"


@pytest.mark.parametrize("before", [True, False])
def test_a_transaction_does_not_take_its_own_changes_for_known(site, store, before):
    """Whoever asks before it is committed remembers what was; the commit has to be told."""
    name = partial(remembered, "name", lambda: Author.objects.get(pk=site.author.pk).name)

    def of_another() -> str:
        try:
            return name()
        finally:
            connections.close_all()

    follower.catch_up()
    with transaction.atomic(), ThreadPoolExecutor(1) as threads:
        Author.objects.filter(pk=site.author.pk).update(name="Sam Noël")
        if before:  # another process writes
            follower.stamp.change()
        remembered("other", (lambda: None) if before else follower.stamp.change)
        assert threads.submit(of_another).result() == "Camille Roy"
    assert name() == "Sam Noël"


def test_what_was_written_before_an_undone_savepoint_is_not_remembered(site, store):
    name = partial(remembered, "name", lambda: Author.objects.get(pk=site.author.pk).name)
    assert name() == "Camille Roy"
    with suppress(Undone), transaction.atomic():
        Author.objects.filter(pk=site.author.pk).update(name="Sam Noël")
        with suppress(Undone), transaction.atomic():
            site.category.save()
            raise Undone
        assert name() == "Sam Noël"
        raise Undone
    assert name() == "Camille Roy"


def test_those_who_wait_for_an_outdated_page_take_turns(site, store, meanwhile):
    """It was changed while it was made for the first: made once more, and not by everybody at once."""
    crowd, asking, all_ask = 6, [], Event()
    first = Client(HTTP_HOST="localhost")
    first.get("/mentions-legales/")
    before = store.figures.misses

    def change_once() -> None:
        if store.figures.misses == before + 1:
            all_ask.wait(20)
            Event().wait(0.3)  # for the others to wait; one that came later would find it kept
            site.about.save_revision().publish()

    def ask(_number: int) -> int:
        asking.append(1)
        if len(asking) == crowd:
            all_ask.set()
        client = Client(HTTP_HOST="localhost")
        client.handler = first.handler  # of one server
        try:
            return client.get("/a-propos/").status_code
        finally:
            connections.close_all()

    meanwhile(change_once)
    with ThreadPoolExecutor(crowd) as threads:
        assert set(threads.map(ask, range(crowd))) == {200}
    assert store.figures.misses == before + 2
