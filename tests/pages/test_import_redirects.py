"""The redirects of an older site: read, judged line by line, then written on demand."""

from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from wagtail.contrib.redirects.models import Redirect


@pytest.fixture
def run(tmp_path: Path):
    def run(content: str | bytes, *options: str) -> SimpleNamespace:
        file = tmp_path / "redirects.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        out, err, failure = StringIO(), StringIO(), ""
        try:
            call_command("import_redirects", str(file), *options, stdout=out, stderr=err)
        except CommandError as error:
            failure = str(error)
        return SimpleNamespace(out=out.getvalue(), err=err.getvalue(), failure=failure)

    return run


@pytest.fixture
def products(site: SimpleNamespace):
    return site.write(site.fr, "Produits", slug="produits")


def test_a_dry_run_says_what_it_would_do_and_writes_nothing(run, products):
    result = run("ancien;nouveau;permanent\n/old.html;/produits/;oui\n")
    assert "Ligne 2\xa0: /old.html → /produits/, permanente" in result.out
    assert "Rien n’a été écrit" in result.out
    assert not Redirect.objects.exists()


def test_an_applied_redirect_answers_and_follows_its_page(run, products):
    result = run("/old.html;/produits/;oui\n/promo;/produits/;non\n", "--apply")
    assert result.failure == ""
    answer = Client().get("/old.html")
    assert (answer.status_code, answer["Location"]) == (301, "/produits/")
    assert Client().get("/promo").status_code == 302
    products.slug = "nos-produits"
    products.save()
    assert Client().get("/old.html")["Location"] == "/nos-produits/"


def test_a_second_run_finds_everything_there(run, products):
    run("/old.html;/produits/\n", "--apply")
    again = run("/old.html;/produits/\n", "--apply")
    assert again.failure == ""
    assert "déjà" in again.out
    assert Redirect.objects.count() == 1


@pytest.mark.parametrize(
    "content",
    [
        "﻿/été;/produits/\n".encode(),
        "/été,/produits/\n".encode("cp1252"),
        "/été\t/produits/\r\n".encode(),
    ],
)
def test_both_encodings_and_three_separators_are_read(run, products, content):
    run(content, "--apply")
    assert Client().get("/%C3%A9t%C3%A9")["Location"] == "/produits/"


def test_what_an_editor_made_is_kept(run, site, products):
    Redirect.add_redirect("/old", redirect_to=site.search_fr)
    result = run("/old;/produits/\n", "--apply")
    assert "/recherche/" in result.err
    assert Redirect.objects.get().redirect_page_id == site.search_fr.pk


def test_circles_are_refused_and_the_rest_is_done(run, products):
    result = run("/a;/b\n/b;/c\n/c;/a\n/self;/self/\n/good;/produits/\n", "--apply")
    assert result.err.count("tournent en rond") == 4
    assert result.failure
    assert [one.old_path for one in Redirect.objects.all()] == ["/good"]


def test_a_circle_through_an_existing_redirect_is_refused(run, products):
    Redirect.objects.create(old_path="/b", redirect_link="/a")
    assert "tournent en rond" in run("/a;/b\n", "--apply").err


def test_chains_are_shortened_to_their_end(run, products):
    run("/first;/second\n/second;/produits/\n", "--apply")
    assert Client().get("/first")["Location"] == "/produits/"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("/x;/nulle-part/", "Rien ne se trouve à /nulle-part/"),
        ("/produits;/recherche/", "Une page de ce site"),
        ("/x;", "Il manque une adresse"),
        ("/x;/produits/;peut-être", "peut-être"),
        ("/x;javascript:alert(1)", "doit commencer par"),
        ("/x;https://exa mple", "adresse web valable"),
        ("/x;http://[", "illisible"),
        ("/a\0b;/produits/", "caractères"),
        (f"/{'x' * 300};/produits/", "255"),
    ],
)
def test_each_refused_line_says_why(run, products, line, reason):
    result = run(f"/good;/produits/\n{line}\n", "--apply")
    assert "Ligne 2" in result.err
    assert reason in result.err
    assert Redirect.objects.count() == 1


def test_the_same_old_address_twice_is_told_apart(run, site, products):
    result = run("/x;/produits/\n/x/;/recherche/\n", "--apply")
    assert "Ligne 2" in result.err
    assert Client().get("/x")["Location"] == "/produits/"


def test_another_site_and_full_addresses_of_the_older_one(run, products):
    run("https://www.dimelo.com/blog?p=3;https://example.org/blog\n", "--apply")
    assert Client().get("/blog?p=3")["Location"] == "https://example.org/blog"


def test_english_pages_and_english_messages(run, site, products):
    site.write(site.en, "Products", slug="products")
    result = run("/en/old;/en/products/\n", "--language", "en")
    assert "Line 1: /en/old → /en/products/, permanent." in result.out


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "deuxième colonne"),
        (b"one column\n", "deuxième colonne"),
        (b"\x81\x8d;\x9d\n", "ni en UTF-8"),
        (b'/a;"/b\n', "mal formée"),
    ],
)
def test_an_unreadable_file_is_refused_in_one_sentence(run, products, content, reason):
    assert reason in run(content).failure


def test_a_missing_file_is_named(run, tmp_path):
    with pytest.raises(CommandError, match=r"absent\.csv"):
        call_command("import_redirects", str(tmp_path / "absent.csv"))
