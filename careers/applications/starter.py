"""The message templates of the starter site, in both languages."""

from careers.applications.models import MessageTemplate
from careers.applications.models.messages import Purpose, Reason
from cms.starterkit import Step, register

TEMPLATES = [
    (
        "fr",
        Purpose.ACKNOWLEDGE,
        "",
        "Nous lisons votre candidature",
        "Votre candidature est entre nos mains",
        (
            "Bonjour {first_name},\n\n"
            "J’ai bien votre candidature ({offer}) et je la lis cette semaine. Je vous "
            "réponds dans tous les cas.\n\n"
            "{sender}"
        ),
    ),
    (
        "en",
        Purpose.ACKNOWLEDGE,
        "",
        "We are reading your application",
        "Your application is in our hands",
        (
            "Hello {first_name},\n\n"
            "I have your application ({offer}) and am reading it this week. You will hear "
            "from me in any case.\n\n"
            "{sender}"
        ),
    ),
    (
        "fr",
        Purpose.QUESTION,
        "",
        "Une question",
        "Une question sur votre candidature",
        (
            "Bonjour {first_name},\n\n"
            "Merci pour votre candidature ({offer}). Avant de poursuivre, pourriez-vous nous "
            "préciser un point ?\n\n"
            "{sender}"
        ),
    ),
    (
        "en",
        Purpose.QUESTION,
        "",
        "A question",
        "A question about your application",
        (
            "Hello {first_name},\n\n"
            "Thank you for your application ({offer}). Before we go on, could you tell us one "
            "more thing?\n\n"
            "{sender}"
        ),
    ),
    (
        "fr",
        Purpose.INTERVIEW,
        "",
        "Invitation à un entretien",
        "Un entretien avec nous",
        (
            "Bonjour {first_name},\n\n"
            "Votre candidature ({offer}) nous intéresse. Choisissez sur votre page le créneau "
            "qui vous convient.\n\n"
            "{sender}"
        ),
    ),
    (
        "en",
        Purpose.INTERVIEW,
        "",
        "Invitation to an interview",
        "An interview with us",
        (
            "Hello {first_name},\n\n"
            "Your application ({offer}) interests us. Choose the time that suits you on your "
            "page.\n\n"
            "{sender}"
        ),
    ),
    (
        "fr",
        Purpose.REFUSAL,
        Reason.CRITERIA,
        "Refus : critères",
        "Votre candidature",
        (
            "Bonjour {first_name},\n\n"
            "Merci pour votre candidature ({offer}). D’autres répondent mieux aux critères "
            "que nous avons publiés ; nous n’irons pas plus loin cette fois. Vous pouvez nous "
            "demander lesquels.\n\n"
            "{sender}"
        ),
    ),
    (
        "en",
        Purpose.REFUSAL,
        Reason.CRITERIA,
        "Refusal: criteria",
        "Your application",
        (
            "Hello {first_name},\n\n"
            "Thank you for your application ({offer}). Others meet the criteria we published "
            "better; we will not go on this time. You may ask us which.\n\n"
            "{sender}"
        ),
    ),
    (
        "fr",
        Purpose.REFUSAL,
        Reason.FILLED,
        "Refus : poste pourvu",
        "Le poste est pourvu",
        (
            "Bonjour {first_name},\n\n"
            "Le poste ({offer}) est pourvu. Merci du temps que vous nous avez donné.\n\n"
            "{sender}"
        ),
    ),
    (
        "en",
        Purpose.REFUSAL,
        Reason.FILLED,
        "Refusal: post filled",
        "The post is filled",
        (
            "Hello {first_name},\n\n"
            "The post ({offer}) is filled. Thank you for the time you gave us.\n\n"
            "{sender}"
        ),
    ),
]


def plant_templates() -> None:
    """Write them; one that has the name already is left alone."""
    for language, purpose, reason, name, subject, text in TEMPLATES:
        MessageTemplate.objects.get_or_create(
            language=language,
            name=name,
            defaults={"purpose": purpose, "reason": reason, "subject": subject, "text": text},
        )


register(Step("applications.templates", order=50, run=plant_templates))
