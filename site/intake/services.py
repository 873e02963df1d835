"""Post a form once."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from intake.evidence import NOTICE_FIELD
from intake.human_check import HONEYPOT_FIELD, TOKEN_FIELD
from intake.models import SpentToken
from intake.recaptcha import FIELD, WIDGET_FIELD
from intake.tokens import Token
from intake.work import WORK_FIELD

OWN_FIELDS = {TOKEN_FIELD, HONEYPOT_FIELD, NOTICE_FIELD, WORK_FIELD, FIELD, WIDGET_FIELD}


class Replayed(Exception):
    """The token made a record before, out of another content."""


def post_once(*, token: Token, content: str, submit: Callable[[], str]) -> str:
    """Run `submit` and spend `token` in one transaction; returns the confirmation page's path.

    A repetition of the same post (double click, reload, five at once) runs nothing and returns the
    first one's path. Raises Replayed when the token was spent on something else.
    """
    try:
        with transaction.atomic():
            spent = SpentToken.objects.create(token=token.fingerprint, content=content)
            spent.confirmation = submit()
            spent.save(update_fields=["confirmation"])
            return spent.confirmation
    except IntegrityError:
        first = SpentToken.objects.filter(token=token.fingerprint).first()
        if first is None:
            raise  # not the token's doing
        if first.content != content:
            raise Replayed from None
        return first.confirmation


def answered_before(*, token: Token, content: str) -> str | None:
    """The path that the very same post was answered with, when it comes again."""
    spent = SpentToken.objects.filter(token=token.fingerprint, content=content).first()
    return spent.confirmation if spent else None


def content_of(request: HttpRequest) -> str:
    """A keyed hash of all that was sent, to tell a repetition from something new."""
    parts: list[str] = []
    for name in sorted(request.POST.keys() - OWN_FIELDS):
        parts += [name, *request.POST.getlist(name)]
    for name in sorted(request.FILES):
        parts += [name, *_described(request.FILES.getlist(name))]
    value = "\0".join(f"{len(part)}:{part}" for part in parts)
    return salted_hmac(
        "intake.content", value.encode("utf-8", "surrogatepass"), algorithm="sha256"
    ).hexdigest()


def _described(files: Iterable[Any]) -> Iterable[str]:
    for file in files:
        yield f"{file.name}:{file.size}"
