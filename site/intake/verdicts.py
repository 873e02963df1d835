"""What a visitor has sent waits in quarantine until a worker has asked reCAPTCHA; the visitor does not.

enquiry = Enquiry.objects.create(…, quarantined=evidence.quarantine)
hold(enquiry, evidence)

vouched.connect(let_go_on, Enquiry)
"""

from datetime import timedelta

from django.db import models, transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.evidence import Evidence
from intake.models import OpenQuestion
from intake.recaptcha import Opinion, Question, opinion_on
from outbox.channels import NotNeeded
from outbox.models import Delivery
from outbox.services import post

CHANNEL = "recaptcha"
# Google knows an answer for two minutes, from the visitor's click on, and for one question.
KNOWN = timedelta(seconds=100)

# A person seems to have sent what made a row: let it go on as if it had never been in quarantine. Sent with
# `row`, for each row once, in the transaction that forgets the question. Staff may have been quicker.
vouched = Signal()


def hold(row: models.Model, evidence: Evidence) -> None:
    """Have reCAPTCHA asked about the post that made this row; joins the caller's transaction.

    To be called for every row that keeps `evidence.quarantine`; where nobody is to be asked it does
    nothing. Nothing is asked about posts that do the same either way.
    """
    question = evidence.question
    if question is None:
        return
    kept = OpenQuestion.objects.create(
        answer=question.answer, host=question.host, action=question.action, alone=question.alone
    )
    post(channel=CHANNEL, payload={"question": kept.pk}, about=row)


def settle(delivery: Delivery) -> None:
    """Ask, forget the question, and let the row go on unless there is a reason against it.

    An answer that waited too long, or was asked about by a worker that died over it, is known to the
    verifier no more. That is not the visitor's fault: it counts as a verifier that is down.
    """
    kept = OpenQuestion.objects.filter(pk=delivery.payload.get("question")).first()
    if kept is None:
        raise NotNeeded(_("There is nothing to do any more."))
    stale = kept.tried or kept.asked_at < timezone.now() - KNOWN
    OpenQuestion.objects.filter(pk=kept.pk).update(tried=True)
    opinion = opinion_on(Question(kept.answer, kept.host, kept.action, kept.alone))
    if stale and opinion is Opinion.NO_PROOF:
        opinion = Opinion.DOWN
    with transaction.atomic():
        if not OpenQuestion.objects.filter(pk=kept.pk).delete()[0]:
            raise NotNeeded(_("There is nothing to do any more."))
        row = delivery.about
        if row is not None and _goes_on(opinion, alone=kept.alone):
            vouched.send(sender=type(row), row=row)


def _goes_on(opinion: Opinion, *, alone: bool) -> bool:
    """A low score stays for staff to look at; without a proof our own check decides, more strictly.

    A verifier that is slow or down changes nothing: the usual check has let the post in.
    """
    if opinion is Opinion.LOW_SCORE:
        return False
    return alone if opinion is Opinion.NO_PROOF else True
