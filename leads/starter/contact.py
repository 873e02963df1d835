"""The contact form with its subjects, and the page « Contact »."""

from cms.starterkit import PageText, Prose, Text, block
from cms.starterkit.language import locale_of, named, resolve
from cms.starterkit.memory import remember_translation
from cms.starterkit.streams import build_stream
from leads.models import AnswerTemplate, ContactForm, ContactPage

NAME = Text("Contact", "Contact")

SUBJECTS = [
    block("subject", label=Text("Voir une démonstration", "See a demonstration"), recipients=[]),
    block("subject", label=Text("Poser une question", "Ask a question"), recipients=[]),
    block("subject", label=Text("Devenir partenaire", "Become a partner"), recipients=[]),
    block("subject", label=Text("Presse", "Press"), recipients=[]),
]

NEXT = Prose(
    """
1. Une référence s'affiche aussitôt, et part vers votre adresse.
2. Votre message va à la personne qui s'occupe de cet objet. Elle vous répond par e-mail.
3. Rien d'autre ne suit : pas d'appel imprévu, pas de newsletter que vous n'auriez pas demandée.
""",
    """
1. A reference appears at once, and is sent to your address.
2. Your message goes to the person who looks after this subject. They answer by e-mail.
3. Nothing else follows: no surprise call, no newsletter you did not ask for.
""",
)

THANKS = Prose(
    """
Merci de nous avoir écrit. Vous pouvez fermer cette page, ou l'imprimer pour garder la référence.
""",
    """
Thank you for writing. You can close this page, or print it to keep the reference.
""",
)

TEMPLATES = (
    (
        "fr",
        "Accuser réception et poser une question",
        "Votre demande {reference}",
        (
            "Bonjour {first_name},\n\nMerci pour votre message. Pour vous répondre précisément, "
            "pouvez-vous me dire par quels canaux vos clients vous écrivent aujourd’hui, et combien de "
            "personnes leur répondent ?\n\nBien à vous,"
        ),
    ),
    (
        "en",
        "Acknowledge and ask a question",
        "Your request {reference}",
        (
            "Hello {first_name},\n\nThank you for your message. To give you a precise answer, could you "
            "tell me through which channels your customers write to you today, and how many people "
            "answer them?\n\nKind regards,"
        ),
    ),
)


def plant_contact_form() -> None:
    """The form in both languages, as translations of each other, and two texts to answer with."""
    stream = ContactForm._meta.get_field("subjects")
    values = {
        "name": NAME,
        "next_steps": NEXT,
        "thanks_title": Text("Votre message est arrivé", "Your message has arrived"),
        "thanks_text": THANKS,
        "submit_label": Text("Envoyer mon message", "Send my message"),
    }
    made: dict[str, ContactForm] = {}
    for language in ("fr", "en"):
        form = ContactForm(locale=locale_of(language), **resolve(values, language))
        form.subjects = build_stream(stream, SUBJECTS, language, "leads.contact#subjects")
        if made:
            form.translation_key = made["fr"].translation_key
        form.save()
        made[language] = form
    remember_translation(made["fr"], made["en"])
    for language, name, subject, text in TEMPLATES:
        AnswerTemplate.objects.create(name=name, language=language, subject=subject, text=text)


def contact_page() -> PageText:
    """The page; its form is found when it is made."""
    return PageText(
        model=ContactPage,
        address="/contact/",
        slug="contact",
        title=Text("Contact", "Contact"),
        description=Text(
            "Écrivez à Dimelo : démonstration, question, partenariat ou presse. Une référence "
            "aussitôt, une réponse par e-mail.",
            "Write to Dimelo: demonstration, question, partnership or press. A reference at once, "
            "an answer by e-mail.",
        ),
        fields={
            "summary": Text(
                "Dites-nous ce que vous cherchez : votre message va droit à la personne qui s’en "
                "occupe.",
                "Tell us what you are looking for: your message goes straight to the person who "
                "looks after it.",
            ),
            "form": named(ContactForm, "Contact"),
        },
    )
