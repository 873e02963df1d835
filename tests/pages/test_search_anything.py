"""Whatever is typed into the search gets an answer, from the real address and from the function."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pages.search import search_site

ODD = [
    "\0", "a\0b", "'", '"', "'\"", "\"'", "`", "\\", "%", "_", "AND", "OR", "NOT", "a AND", "AND a",
    "NEAR(a b)", "a*", "*", "^a", "a:b", "title_terms:x", "-a", "a -b", "(", ")", "((", "a & | !b",
    "<->", "a:*", "'; DROP TABLE pages_searchentry; --", "é" * 5000, "x" * 10_000, "a " * 5000,
    "\ud800", "a\udfffb", "\u202eabc", "אבג", "مرحبا", "🦆", "👩‍👩‍👧", "ﷺ" * 300, "½", "²", "\ufeff",
    "\u00ad",
    "\r\n", "Ⅷ", "ß", "İ", "<script>alert(1)</script>", "{{ 7*7 }}", "%s %d %(x)s", "{0.__class__}",
]  # fmt: skip
TYPED = st.one_of(
    st.text(st.characters(), max_size=80),  # lone surrogates included
    st.text(st.sampled_from("'\"*:^-()&|!<> aéANDORNT\0\\%_"), max_size=40),
    st.lists(st.sampled_from(ODD), max_size=4).map(" ".join),
)


@pytest.mark.parametrize("query", ODD)
def test_no_address_breaks_the_page(site, rf, query):
    typed = query.encode("utf-8", "surrogatepass")
    for page in (site.search_fr, site.search_en):
        answer = page.serve(rf.get(page.url, {"q": typed, "p": typed[:50]}))
        assert answer.status_code == 200
        assert answer.context_data["results"].total == 0


@pytest.mark.django_db
@given(query=TYPED, page=TYPED, language=st.sampled_from(["fr", "en", "de", ""]))
@example(query="plateforme", page="1", language="fr")
@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_is_answered(site, query, page, language):
    found = search_site(query=query, page_number=page, language=language)
    assert found.total >= 0
    assert len(found.query) <= 200
    found.query.encode()
    for hit in found.items:
        assert hit.href


@pytest.mark.parametrize("character", ["a", "é", " ", "'", "-", "a ", "ﷺ", "(a", "*"])
def test_the_work_does_not_grow_with_what_is_typed(site, character, django_assert_max_num_queries):
    """The same words, and the same questions to the database, for 1 kB and for 1 MB (claim G5)."""
    short = search_site(query=character * 1_000, page_number=1, language="fr")
    with django_assert_max_num_queries(40):
        long = search_site(query=character * 1_000_000, page_number=1, language="fr")
    assert long.query == short.query
