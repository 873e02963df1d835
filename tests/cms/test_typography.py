"""The spaces of French, wherever people read."""

import pytest
from django.template import engines
from django.utils import translation

from cms.templatetags.typography import french, placed, set_once


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Pourquoi ? Parce que !", "Pourquoi\u00a0? Parce que\u00a0!"),
        ("« Oui »", "«\u00a0Oui\u00a0»"),
        ("48 000 € ; 12 400 000", "48\u00a0000\u00a0€\u00a0; 12\u00a0400\u00a0000"),
        ("− 38 %", "− 38\u00a0%"),
        ("le 12 23 pages", "le 12 23 pages"),
        ("la loi n° 2005-102", "la loi n°\u00a02005-102"),
        ("fine\u202f!", "fine\u00a0!"),
        ('<a title="Quoi ?">Quoi ?</a>', '<a title="Quoi ?">Quoi\u00a0?</a>'),
        ("<textarea>tel quel ?</textarea> ?", "<textarea>tel quel ?</textarea>\u00a0?"),
        ("<pre>a ? b</pre><code>x ; y</code>", "<pre>a ? b</pre><code>x ; y</code>"),
        ("déjà\u00a0: bien", "déjà\u00a0: bien"),
    ],
)
def test_french_spaces(written, shown):
    assert french(written) == shown


@pytest.mark.parametrize(("language", "shown"), [("fr", "Ah\u00a0!"), ("en", "Ah !")])
def test_only_french_is_set_so(language, shown):
    template = engines["django"].from_string(
        "{% load typography %}{% typography %}{{ words }}{% endtypography %}"
    )
    with translation.override(language):
        assert template.render({"words": "Ah !"}) == shown


def test_kept_html_is_set_once_and_stands_where_it_was_placed():
    made = []

    def make() -> str:
        made.append(page.render({"kept": "", "words": "Dedans ?"}))
        return f"<p>Gardé ?</p>{made[-1]}"

    page = engines["django"].from_string(
        "{% load typography %}{% typography %}{{ words }}{% placed kept %}<i>fin !</i>{% endtypography %}"
    )
    forged = "\ue0000\ue001 ?"
    with translation.override("fr"):
        kept = set_once(make)()
        assert kept == "<p>Gardé\u00a0?</p>Dedans\u00a0?<i>fin\u00a0!</i>"
        shown = page.render({"kept": "<p>Tel quel ?</p>", "words": forged})
        assert shown == "\ue0000\ue001\u00a0?<p>Tel quel ?</p><i>fin\u00a0!</i>"
        assert placed(kept) == kept, "nothing around it"
    with translation.override("en"):
        assert set_once(lambda: "Kept ?")() == "Kept ?"
        assert page.render({"kept": "Kept ?", "words": ""}) == "Kept ?<i>fin !</i>"
