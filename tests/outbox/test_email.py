"""Mail through a real SMTP server on loopback: what arrives, what cannot, what is read from answers."""

import socket
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from outbox.delivering import drain
from outbox.mail import Mail, UnsafeMail
from outbox.models import ChannelState, State
from outbox.services import send_mail
from tests.outbox.mail_server import MailServer
from tests.ports import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield server


@pytest.fixture
def user(django_user_model):
    return django_user_model.objects.create_user("zoe@example.com", first_name="Zoé")


def letter(user, **ids):
    return send_mail(mail="outbox_parcels.emails.letter", about=user, **ids)


def after(delivery):
    drain(only="email")
    delivery.refresh_from_db()
    return delivery


def test_what_arrives(server, user):
    delivery = after(letter(user, greeting="Bonsoir"))
    assert delivery.state == State.DELIVERED
    [(sender, recipients, message)] = server.taken
    assert (sender, recipients) == ("site@example.com", ["zoe@example.com"])
    assert message["To"] == "zoe@example.com"
    assert message["Subject"] == "Votre dossier à l’étude"
    assert message["Reply-To"] == "contact@example.com"
    assert message["Message-ID"] == f"<{delivery.reference}@localhost>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "fr"
    assert message.get_body(("plain",)).get_content().startswith("Bonsoir Zoé,")
    html = message.get_body(("html",)).get_content()
    assert '<p style="color: #123456;">' in html


def test_the_row_holds_no_address_and_is_written_at_delivery(server, user):
    delivery = letter(user)
    assert "zoe" not in str(delivery.payload)
    user.email = "new@example.com"
    user.save()
    after(delivery)
    assert server.taken[0][1] == ["new@example.com"]


def test_cancelled_when_its_object_is_gone(server, user):
    delivery = letter(user)
    user.delete()
    assert after(delivery).state == State.CANCELLED
    assert server.taken == []


def test_cancelled_when_its_writer_has_nothing_to_say(server, user):
    delivery = after(send_mail(mail="outbox_parcels.emails.silence", about=user))
    assert delivery.state == State.CANCELLED
    assert server.asked == 0


def test_a_writer_that_does_not_exist_is_refused_at_once(user):
    with pytest.raises(ValueError, match="no function"):
        send_mail(mail="outbox_parcels.emails.nobody", about=user)


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
def test_refused_for_good_is_asked_once(server, user, step):
    server.at[step] = "550 <zoe@example.com> unknown"
    delivery = after(letter(user))
    assert (delivery.state, delivery.code) == (State.SET_ASIDE, "550")
    assert "zoe" not in delivery.reason
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert drain(only="email") == 0
    assert server.asked == 1


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_not_now_is_tried_again_with_the_same_message_id(server, user, step):
    server.at[step] = "451 greylisted"
    with time_machine.travel(timezone.now()) as clock:
        delivery = after(letter(user))
        assert (delivery.state, delivery.code, delivery.attempts) == (State.AGAIN, "451", 1)
        server.at.clear()
        clock.shift(timedelta(minutes=1))
        assert after(delivery).state == State.DELIVERED
    assert server.taken[0][2]["Message-ID"] == f"<{delivery.reference}@localhost>"


def test_a_refused_sender_pauses_the_channel(server, user):
    server.at["MAIL"] = "550 not allowed to send"
    delivery = after(letter(user))
    assert (delivery.state, delivery.attempts) == (State.AGAIN, 0)
    assert ChannelState.objects.get(name="email").is_paused


# A password without TLS is what a test on loopback wants.
@pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")
def test_a_wrong_password_pauses_the_channel_until_it_is_right(settings, user):
    with MailServer(password="right") as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "site", "wrong"
        with time_machine.travel(timezone.now()) as clock:
            first, second = letter(user), letter(user)
            drain(only="email")
            state = ChannelState.objects.get(name="email")
            assert state.code == "535"
            settings.EMAIL_HOST_PASSWORD = "right"
            clock.shift(timedelta(seconds=61))
            drain(only="email")
        assert after(first).state == after(second).state == State.DELIVERED


def test_a_server_that_is_down_loses_nothing(settings, user):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    deliveries = [letter(user) for _ in range(5)]
    with time_machine.travel(timezone.now()) as clock:
        for _hour in range(24):
            drain(only="email")
            clock.shift(timedelta(hours=1))
        with MailServer() as server:
            settings.EMAIL_PORT = server.port
            drain(only="email")
            assert len(server.taken) == 5
    for delivery in deliveries:
        delivery.refresh_from_db()
        assert (delivery.state, delivery.attempts) == (State.DELIVERED, 1)


def test_a_server_that_accepts_and_never_answers(settings, user):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 0.3
    with socket.create_server(("127.0.0.1", 0)) as mute:
        settings.EMAIL_HOST, settings.EMAIL_PORT = mute.getsockname()
        delivery = after(letter(user))
    assert delivery.state == State.AGAIN
    assert delivery.reason == "The mail server does not answer."


# --- Nothing can be slipped in ------------------------------------------------------------------

ADDRESSES = [
    "a@example.com\nBcc: b@example.com",
    "a@example.com\r\nBcc: b@example.com",
    "a@example.com, b@example.com",
    "a@example.com;b@example.com",
    "a@example.com b@example.com",
    "Zoé <a@example.com>",
    "a@example.com>\x00",
    "\u2028a@example.com",
    '"a@example.com" <b@example.com>',
    "(comment)a@example.com",
    "a@@example.com",
    "",
]
LINES = [
    "a\nBcc: b@example.com",
    "a\r\n\r\n<html>",
    "a\rX: y",
    "a\u2028b",
    "a\x00b",
    "a" * 251,
    " ",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_exactly_one_address(address):
    with pytest.raises(UnsafeMail) as error:
        Mail(to=address, subject="x", text="x")
    assert "example.com" not in str(error.value)
    with pytest.raises(UnsafeMail):
        Mail(to="a@example.com", subject="x", text="x", headers={"Reply-To": address})


@pytest.mark.parametrize("line", LINES)
def test_one_line_of_subject(line):
    with pytest.raises(UnsafeMail):
        Mail(to="a@example.com", subject=line, text="x")


@pytest.mark.parametrize(
    "name", ["Bcc", "cc", "To", "From", "Sender", "Message-ID", "X\nBcc", "Subject"]
)
def test_headers_of_the_outbox_are_its_own(name):
    with pytest.raises(UnsafeMail):
        Mail(to="a@example.com", subject="x", text="x", headers={name: "b@example.com"})


def test_a_header_is_one_line():
    with pytest.raises(UnsafeMail):
        Mail(
            to="a@example.com", subject="x", text="x", headers={"List-Id": "a\nBcc: b@example.com"}
        )


def test_an_unsafe_mail_is_set_aside_and_nothing_leaves(server, user):
    delivery = send_mail(
        mail="outbox_parcels.emails.hostile", about=user, subject="x\\nBcc: b(at)example.com"
    )
    assert after(delivery).state == State.SET_ASIDE
    assert server.asked == 0


def test_only_the_expected_headers_arrive(server, user):
    after(letter(user))
    names = {name.lower() for name in server.taken[0][2]}
    assert names == {
        "subject", "from", "to", "reply-to", "date", "message-id", "auto-submitted",
        "content-language", "mime-version", "content-type",
    }  # fmt: skip


def test_logs_name_nobody(server, user, caplog):
    server.at["RCPT"] = "550 <zoe@example.com> unknown"
    after(letter(user))
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("outbox")]
    assert ours
    assert not any("zoe" in line for line in ours)
