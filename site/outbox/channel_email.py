"""The e-mail channel: build the mail when it leaves, hand it to the mail server, read its answer."""

import smtplib
import ssl
from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, InterfaceError
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from outbox import claims
from outbox.channels import (
    Again,
    Channel,
    ChannelDown,
    NotNeeded,
    Outcome,
    Refused,
    Unreachable,
)
from outbox.mail import Mail, UnsafeMail
from outbox.models import Delivery


def deliver(delivery: Delivery) -> None:
    """Hand one mail to the mail server. Raises an Outcome (outbox.channels) when it is not taken."""
    message = as_message(build(delivery), delivery)
    connection = get_connection(fail_silently=False)
    message.connection = connection
    try:
        _open(connection)
        try:
            _send(message)
        except OSError as error:
            # smtplib's own errors are OSErrors too: one list decides.
            raise _outcome(error) from error
        # Recorded before we say goodbye to the server: a kill in between would send it twice. When
        # the database is gone, whoever called us records it as soon as it is back.
        with suppress(DatabaseError, InterfaceError):
            claims.delivered(delivery)
    finally:
        with suppress(OSError):
            connection.close()


def build(delivery: Delivery) -> Mail:
    """The mail a delivery stands for, made by the package that posted it.

    Raises NotNeeded when what it is about is gone or its writer has nothing to say any more, Refused
    when the mail would be unsafe.
    """
    writer = import_string(delivery.payload["mail"])
    ids = delivery.payload.get("ids", {})
    try:
        if delivery.has_subject:
            about = delivery.about
            if about is None:
                raise NotNeeded(_("What it was about is gone."))
            mail = writer(about, **ids)
        else:
            mail = writer(**ids)
    except UnsafeMail as error:
        raise Refused(_("The mail is not safe to send."), code="UnsafeMail") from error
    if mail is None:
        raise NotNeeded(_("There is nothing to say any more."))
    return mail


def as_message(mail: Mail, delivery: Delivery) -> EmailMultiAlternatives:
    """The message as it travels. Its Message-ID never changes, so that a repetition is recognised."""
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.to],
        headers={
            **mail.headers,
            "Message-ID": message_id(delivery),
            "Auto-Submitted": "auto-generated",
            "Content-Language": mail.language,
        },
    )
    if mail.html:
        message.attach_alternative(inlined(mail.html), "text/html")
    return message


def inlined(html: str) -> str:
    """The mail with its styles in its tags.

    They come from the mail itself: nothing is fetched, from the disk or from the net. What cannot be
    written into a tag (dark mode, narrow screens) stays in its <style>.
    """
    from css_inline import CSSInliner

    return CSSInliner(load_remote_stylesheets=False, keep_style_tags=True).inline(html)


def message_id(delivery: Delivery) -> str:
    """The Message-ID of a delivery's mail, the same at each attempt."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{delivery.reference}@{host}>"


def _open(connection: BaseEmailBackend) -> None:
    """Connect and sign in; a failure here concerns every mail."""
    try:
        connection.open()
    except ssl.SSLCertVerificationError as error:
        raise ChannelDown(
            _("The mail server's certificate is not valid."), code="certificate"
        ) from error
    except smtplib.SMTPAuthenticationError as error:
        if 400 <= error.smtp_code < 500:
            raise Unreachable(
                _("The mail server cannot sign us in at the moment."), code=str(error.smtp_code)
            ) from error
        raise ChannelDown(
            _("The mail server refuses our user name or password."), code=str(error.smtp_code)
        ) from error
    except smtplib.SMTPResponseException as error:
        if error.smtp_code >= 500:
            raise ChannelDown(
                _("The mail server refuses to talk to us."), code=str(error.smtp_code)
            ) from error
        raise Unreachable(
            _("The mail server asks us to come back later."), code=str(error.smtp_code)
        ) from error
    except smtplib.SMTPNotSupportedError as error:
        raise ChannelDown(
            _("The mail server does not offer what our settings demand."), code="unsupported"
        ) from error
    except OSError as error:
        raise _unreachable(error) from error


def _send(message: EmailMultiAlternatives) -> None:
    message.send(fail_silently=False)


def _outcome(error: OSError) -> Outcome:
    """What the mail server's answer to one message means. Its words are not kept: they may quote
    the address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = max((answer[0] for answer in error.recipients.values()), default=500)
        return _about_the_message(code, _("The mail server refuses the address."))
    if isinstance(error, smtplib.SMTPSenderRefused):
        if error.smtp_code >= 500:
            return ChannelDown(
                _("The mail server refuses us as sender."), code=str(error.smtp_code)
            )
        return Again(_("The mail server asks us to come back later."), code=str(error.smtp_code))
    if isinstance(error, smtplib.SMTPResponseException):
        return _about_the_message(error.smtp_code, _("The mail server refuses the message."))
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Refused(
            _("The mail server cannot take an address with such letters."), code="unsupported"
        )
    return _unreachable(error)


def _about_the_message(code: int, refusal: Promise) -> Outcome:
    if code >= 500:
        return Refused(refusal, code=str(code))
    return Again(_("The mail server asks us to come back later."), code=str(code))


def _unreachable(error: OSError) -> Outcome:
    return Unreachable(_("The mail server does not answer."), code=type(error).__name__)


CHANNEL = Channel(
    name="email",
    label=pgettext_lazy("outbox", "E-mail"),
    deliver=deliver,
    concurrency=2,
    tells=True,
)
