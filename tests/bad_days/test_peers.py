"""Mail server, Mailchimp and reCAPTCHA accept and never answer, under a running server and worker."""

import contextlib
import sqlite3
from pathlib import Path
from threading import Event

from newsletter.stand_in.audience import LIST, md5
from newsletter.stand_in.server import KEY, StandIn
from tests.bad_days.scene import on_sqlite, until
from tests.bad_days.seeing import living_worker
from tests.bad_days.silent import silent
from tests.outbox.mail_server import MailServer

# Somebody who agreed to reCAPTCHA, and a subscriber whom Mailchimp is to be told of.
PREPARE = """
from datetime import timedelta
from django.utils import timezone
from consent import choice, panel
from consent.choice import Choice, Verdict
from consent.models import Activation, Receipt
from newsletter.models import Source, State, Subscriber
from newsletter.queue import tell_mailchimp
now = timezone.now()
Activation.objects.create(service="recaptcha", switched_on=True)
made = Choice("A" * 22, {"recaptcha": Verdict(True, 1, now)})
Receipt.objects.create(number=made.receipt, panel=panel.current_version(), verdicts={}, made_at=now)
before = now - timedelta(days=40)
tell_mailchimp(Subscriber.objects.create(
    email="lea@entreprise.example", language="fr", source=Source.FORM, state=State.SUBSCRIBED,
    asked_at=before, agreed_at=before, confirmed_at=before,
))
print(choice.write(made))
"""
# As if the time until the next attempt had passed.
LATER = """
UPDATE outbox_channelstate SET probe_at = CURRENT_TIMESTAMP WHERE probe_at IS NOT NULL;
UPDATE outbox_delivery SET next_attempt_at = CURRENT_TIMESTAMP
 WHERE channel IN ('email', 'mailchimp') AND state = 'again';
"""


def states(database: Path) -> dict[str, set[str]]:
    """The states of the deliveries, by channel."""
    found: dict[str, set[str]] = {}
    with contextlib.closing(sqlite3.connect(database)) as opened:
        for channel, state in opened.execute("SELECT channel, state FROM outbox_delivery"):
            found.setdefault(channel, set()).add(state)
    return found


def let_time_pass(database: Path) -> None:
    """The next attempt is due."""
    with contextlib.closing(sqlite3.connect(database, timeout=20)) as opened:
        opened.executescript(LATER)


def silent_for(seconds: float, filled_database: Path, tmp_path: Path, *, posts: int) -> None:
    """All three hang for at least so long while people write; then each gets what waited, once."""
    with silent() as post, silent() as google, silent() as chimp:
        changes = {
            "DJANGO_SETTINGS_MODULE": "tests.bad_days.peers_settings",
            "EMAIL_URL": f"smtp://127.0.0.1:{post.port}",
            "MAILCHIMP_API_KEY": KEY,
            "MAILCHIMP_AUDIENCE_ID": LIST,
            "MAILCHIMP_BASE_URL": f"http://127.0.0.1:{chimp.port}/3.0",
            "RECAPTCHA_PUBLIC_KEY": "public",
            "RECAPTCHA_PRIVATE_KEY": "private",
            "TEST_RECAPTCHA": f"127.0.0.1:{google.port}",
        }
        var = tmp_path / "var"
        file = var / "site.sqlite3"
        with on_sqlite(filled_database, var, logs=tmp_path, **changes) as scene:
            cookie = scene.server.manage("shell", "-v0", "-c", PREPARE).split()[-1]
            agreed = {"Cookie": f"consent={cookie}"}
            assert scene.write(1, form_recaptcha="an answer", headers=agreed).status == 303
            until(lambda: google.met, "the worker asks")
            visitors = scene.visitors(posts)
            visitors.begin()
            visitors.end()
            assert visitors.acknowledged == set(range(posts))
            Event().wait(seconds)
            until(lambda: post.met and chimp.met, "both are asked")
            until(
                lambda: states(file).get("cv") == {"delivered"}, "the CV is prepared all the same"
            )
            waiting = states(file)
            assert "delivered" not in waiting["email"] | waiting["mailchimp"]
            # The mail server answers again; Mailchimp hangs on.
            post.close()
            with MailServer(port=post.port) as server:
                wanted = {"v1@entreprise.example", "p0@entreprise.example", "c2@entreprise.example"}
                until(
                    lambda: (
                        let_time_pass(file)
                        or wanted <= {to[0] for _from, to, _mail in server.taken}
                    ),
                    "the mails",
                )
                assert "delivered" not in states(file)["mailchimp"]
                chimp.close()
                with StandIn(port=chimp.port) as mailchimp:
                    until(
                        lambda: (
                            let_time_pass(file)
                            or md5("lea@entreprise.example") in mailchimp.audience.members
                        ),
                        "Mailchimp knows",
                    )
                to = [one[1][0] for one in server.taken]
                assert all(to.count(one) == 1 for one in wanted), to
            assert living_worker(scene) == []


def test_others_that_hang_cost_nobody_anything(filled_database, tmp_path):
    silent_for(0, filled_database, tmp_path, posts=3)
