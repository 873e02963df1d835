"""Mails as packages write them."""

from outbox.mail import Mail


def letter(user, greeting="Bonjour"):
    """A mail to a member of staff."""
    return Mail(
        to=user.email,
        subject="Votre dossier à l’étude",
        text=f"{greeting} {user.first_name},\n\nÀ bientôt.",
        html="<style>p{color:#123456}</style><p>Bonjour</p>",
        headers={"Reply-To": "contact@example.com"},
    )


def silence(user):
    """Nothing to say any more."""


def hostile(user, to="", subject=""):
    """A mail whose parts come from whoever typed them."""
    return Mail(
        to=to.replace("(at)", "@") or user.email,
        subject=subject.replace("\\n", "\n") or "Bonjour",
        text="x",
    )


def to_whom(number):
    """A mail about nothing in the database."""
    return Mail(to=f"person{number}@example.com", subject="Bonjour", text="x")
