"""What the tests of the review screens share: their addresses, and many applications at once."""

from careers.applications.models import Application
from careers.applications.services.links import new_link

LIST = "/admin/applications/"


def address(application, what="") -> str:
    return f"{LIST}{application.pk}/{what}"


def refused(response) -> tuple:
    """What somebody learns from an answer who may not know whether there is anything."""
    return response.status_code, response.get("Location", ""), len(response.content)


def link_to(application) -> str:
    """A private link to the candidate's page, as a mail carries one."""
    return f"/candidature/{new_link(application=application)}/"


def many(careers, count: int, **changes) -> None:
    rows = [
        Application(
            first_name=f"Prénom{n}",
            last_name=f"Nom{n}",
            email=f"personne{n}@example.com",
            language="fr",
            offer=careers.offer,
            offer_title=careers.offer.title,
            **changes,
        )
        for n in range(count)
    ]
    Application.objects.bulk_create(rows)
