"""In development, without a key: what Mailchimp would be told is printed instead."""

import json
import sys

from newsletter.models import State, Subscriber
from newsletter.tags import tags_of


def show(subscriber: Subscriber) -> None:
    """Print the requests that would bring Mailchimp in step. The row goes on waiting for a key."""
    from newsletter.to_mailchimp import body_of

    member = f"/lists/…/members/{subscriber.hash}"
    if subscriber.state in (State.UNSUBSCRIBED, State.CLEANED):
        lines = [f"PATCH {member} {_text({'status': 'unsubscribed'})}"]
    else:
        lines = [
            f"PUT {member} {_text(body_of(subscriber))}",
            f"POST {member}/tags {_text(tags_of(subscriber))}",
        ]
    sys.stdout.write("".join(f"Mailchimp (not sent): {line}\n" for line in lines))


def _text(body: object) -> str:
    return json.dumps(body, ensure_ascii=False, sort_keys=True)
