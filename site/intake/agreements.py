"""The newsletter box of a form: separate, unticked, and told on with the exact words shown.

`intake` defines the signal; what keeps subscribers receives it, inside the transaction of the post:

    @receiver(newsletter_agreed)
    def sign_up(sender, *, email, language, wording, path, evidence, source, campaign="", **kwargs): …
"""

from typing import Any

from django import forms
from django.dispatch import Signal
from django.utils import translation
from django.utils.translation import gettext_lazy

from intake.evidence import Evidence
from intake.forms import PublicForm

NEWSLETTER_FIELD = "newsletter"
WORDING = gettext_lazy(
    "I would also like to receive Dimelo's newsletter by e-mail. I can unsubscribe at any time, "
    "with the link in each issue."
)

# Sent once for each post whose box was ticked, in the transaction that stores the form, with
# `email`, `language` ("fr", "en"), `wording` (the exact text beside the box, in that language),
# `path` (of the page with the form), `evidence` (intake.evidence.Evidence), `source` (the slug of
# the form) and, where the form knows it, `campaign` (its name in links). A receiver that raises undoes
# the post: it only stores, and posts to the outbox.
newsletter_agreed = Signal()


def newsletter_field(**kwargs: Any) -> forms.BooleanField:
    """The box: unticked, and not needed to send the form."""
    kwargs.setdefault("label", WORDING)
    return forms.BooleanField(required=False, initial=False, **kwargs)


def newsletter_wording(language: str) -> str:
    """The words beside the box in `language`, as they are shown."""
    with translation.override(language):
        return str(WORDING)


def tell_agreement(form: PublicForm, *, evidence: Evidence) -> bool:
    """Send `newsletter_agreed` when the box of this valid form was ticked; whether it was.

    Call it in `submit`, which runs inside the transaction that stores the form.
    """
    if not form.cleaned_data.get(NEWSLETTER_FIELD):
        return False
    newsletter_agreed.send(
        sender=type(form),
        email=form.cleaned_data["email"],
        language=evidence.language,
        wording=newsletter_wording(evidence.language),
        path=evidence.path,
        evidence=evidence,
        source=form.slug,
    )
    return True
