"""The frame of our mails."""

import css_inline
from django.template import engines
from django.utils import translation

WORDS = (
    '{% extends "email/layout.html" %}{% block content %}<h1>Bonjour !</h1><p class="action">'
    '<a class="button" href="https://example.com/">Confirmer</a></p>{% endblock %}'
)


def written(source: str) -> str:
    with translation.override("fr"):
        return (
            engines["django"]
            .from_string(source)
            .render({"language": "fr", "subject": "Confirmez", "site_url": "https://example.com"})
        )


def test_styles_can_be_put_on_the_elements():
    inlined = css_inline.inline(written(WORDS))
    button = inlined[inlined.index('class="button"') :].partition(">")[0]
    assert "background: #1f3fbf" in button.replace("background:#", "background: #")
    assert "Bonjour&nbsp;!" in inlined
    assert "<table" not in inlined
    assert "http://" not in inlined


def test_nothing_is_loaded_when_the_mail_is_opened():
    html = written(WORDS)
    for forbidden in ("<img", "<link", "@import", "url(", "<script"):
        assert forbidden not in html


def test_the_plain_text_says_who_writes():
    text = written('{% extends "email/layout.txt" %}{% block content %}Ligne & suite{% endblock %}')
    assert text.startswith("Ligne & suite")
    assert "Dimelo, une entreprise RingCentral" in text
