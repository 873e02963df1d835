"""`python -m tests.growth.mailchimp 200000`: a stand-in for Mailchimp that knows so many subscribers.

The ones that `python -m tests.growth subscribers=…` makes. Writes its address, then answers until its
standard input is closed.
"""

import datetime
import os
import sys


def main(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.utils import timezone

    from newsletter.stand_in.audience import Member, md5
    from newsletter.stand_in.server import StandIn
    from newsletter.tags import LANGUAGES
    from tests.growth.words import person

    moment = timezone.now() - datetime.timedelta(days=400)
    with StandIn() as server:
        for number in range(int(arguments[0])):
            address = person(number, kind="subscriber").email
            status = "subscribed" if number % 10 else "unsubscribed"
            language = "en" if number % 4 == 0 else "fr"
            server.audience.members[md5(address)] = Member(
                address=address,
                status=status,
                language=language,
                tags={LANGUAGES[language]},
                changed_at=moment,
            )
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
