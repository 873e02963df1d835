"""Pieces in both languages, and pages that show them."""

import json
from types import SimpleNamespace

import pytest
from django.urls import reverse
from wagtail.models import Locale

from pages.models import StandardPage
from pages.pieces.models import FrequentQuestion, GlossaryTerm, SharedContent, Topic
from tests.factories.small_site import put, translated


def text(words: str) -> list:
    return [("text", {"text": f"<p>{words}</p>", "contents": False})]


def rich(words: str) -> str:
    """A paragraph as the editor of rich text sends it."""
    block = {"key": "a", "text": words, "type": "unstyled", "depth": 0}
    block |= {"inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def posted(words: str, name: str = "Délais") -> dict[str, str]:
    """What the editor of a shared content sends."""
    return {
        "name": name,
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "text",
        "body-0-id": "11111111-1111-4111-8111-111111111111",
        "body-0-value-text": rich(words),
    }


def address(piece, view: str = "edit") -> str:
    return reverse(piece.snippet_viewset.get_url_name(view), args=[piece.pk])


def pieces_for(site) -> SimpleNamespace:
    """A shared content, a term and a question in both languages, and the pages that show them."""
    french, english = Locale.objects.order_by("-language_code")
    made = SimpleNamespace()
    made.shared = SharedContent.objects.create(
        name="Délais", locale=french, body=text("Réponse en deux jours.")
    )
    made.topic = Topic.objects.create(name="Lexique", locale=french)
    made.term = GlossaryTerm.objects.create(
        term="Canal", definition="<p>Par où vient un message.</p>", topic=made.topic, locale=french
    )
    made.question = FrequentQuestion.objects.create(
        question="Combien de temps ?", answer="<p>Deux ans.</p>", locale=french
    )
    made.twins = {}
    for one, changes in (
        (made.shared, {"body": text("Answer in two days.")}),
        (made.topic, {"name": "Glossary"}),
        (made.term, {"term": "Channel", "definition": "<p>Where a message comes from.</p>"}),
        (made.question, {"question": "How long?", "answer": "<p>Two years.</p>"}),
    ):
        twin = one.copy_for_translation(english)
        for name, value in changes.items():
            setattr(twin, name, value)
        if one is made.term:
            twin.topic = made.twins["topic"]
        twin.save()
        made.twins[type(one)._meta.model_name] = twin
    made.body = [
        ("shared_content", {"content": made.shared}),
        ("glossary", {"heading": "Lexique", "topic": made.topic, "chosen": []}),
        (
            "frequent_questions",
            {"heading": "Vos questions", "topic": None, "chosen": [made.question]},
        ),
    ]
    made.page = put(site.home, StandardPage(title="Aide", slug="aide", body=made.body))
    made.page_en = translated(made.page, site.home_en, "Help", slug="help", body=made.body)
    made.draft = put(
        site.home, StandardPage(title="À venir", slug="a-venir", body=made.body[:1]), live=False
    )
    site.about.body = made.body[1:]
    site.about.save_revision()
    return made


@pytest.fixture
def made(site) -> SimpleNamespace:
    return pieces_for(site)
