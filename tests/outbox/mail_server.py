"""A mail server on loopback whose answers a test decides."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from tests.ports import free_port


class MailServer:
    """Takes mail, or answers as told: `at["RCPT"] = "550 unknown person@example.com"`."""

    def __init__(self, *, password: str = "", port: int = 0) -> None:
        self.at: dict[str, str] = {}
        self.taken: list[tuple[str, list[str], EmailMessage]] = []
        self.asked = 0
        options = {}
        if password:
            options = {
                "authenticator": lambda server, session, envelope, mechanism, data: AuthResult(
                    success=data.password == password.encode(), handled=False
                ),
                "auth_require_tls": False,
                "auth_required": True,
            }
        self.controller = Controller(
            self, hostname="127.0.0.1", port=port or free_port(), **options
        )

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *error):
        self.controller.stop()

    @property
    def port(self) -> int:
        return self.controller.port

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.asked += 1
        if "MAIL" in self.at:
            return self.at["MAIL"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if "RCPT" in self.at:
            return self.at["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if "DATA" in self.at:
            return self.at["DATA"]
        message = message_from_bytes(envelope.content, policy=default)
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, message))
        return "250 OK"
