"""The mails of a request. Each is made when it leaves, so that nothing about it waits in a queue."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from outbox.channels import Again
from outbox.mail import Mail
from privacy.rights.certificates import is_complete, lines_of
from privacy.rights.models import Answer, Certificate, State, SubjectRequest
from privacy.rights.services import new_link


def proof_link(request: SubjectRequest) -> Mail | None:
    """The link that proves the address; None when the request was answered meanwhile.

    The token is made here, at delivery: it is never stored, not even in the outbox.
    """
    if request.state == State.ANSWERED:
        return None
    with translation.override(request.language):
        path = reverse("your_data_link", args=[new_link(request=request)])
        return _mail(
            request,
            _("Your data at Dimelo: confirm that this address is yours"),
            "rights/email/proof_link",
            link=f"{settings.SITE_URL}{path}",
        )


def extension(request: SubjectRequest) -> Mail:
    """That the answer needs up to two further months, and why."""
    with translation.override(request.language):
        return _mail(request, _("Your request: we need more time"), "rights/email/extension")


def answer(request: SubjectRequest, answer: int) -> Mail | None:
    """What the DPO wrote."""
    written = Answer.objects.filter(pk=answer, request=request).first()
    if written is None:
        return None
    with translation.override(request.language):
        return _mail(request, written.subject, "rights/email/answer", answer=written)


def certificate(request: SubjectRequest, certificate: int) -> Mail | None:
    """The certificate of an erasure, once everything in it is erased and verified.

    Raises Again until then: the eraser works in the background.
    """
    found = Certificate.objects.filter(pk=certificate, request=request).first()
    if found is None:
        return None
    if not is_complete(found):
        raise Again(gettext_noop("The erasure is not finished yet."), after=60)
    with translation.override(request.language):
        return _mail(
            request,
            _("Your data: certificate of erasure"),
            "rights/email/certificate",
            certificate=found,
            lines=lines_of(found),
        )


def _mail(request: SubjectRequest, subject: str, template: str, **context: object) -> Mail:
    context |= {"request": request, "site_url": settings.SITE_URL, "subject": subject}
    return Mail(
        to=request.email,
        subject=subject,
        text=render_to_string(f"{template}.txt", context),
        html=render_to_string(f"{template}.html", context),
        language=request.language,
    )
