"""The tags a member carries at Mailchimp; campaigns choose their readers by them."""

from newsletter.models import Subscriber, Topic

TRACKED = "suivi:oui"
LANGUAGES = {"fr": "langue:fr", "en": "langue:en"}


def topic_tag(topic: Topic | str) -> str:
    """The tag of a topic."""
    return f"sujet:{topic.tag if isinstance(topic, Topic) else topic}"


def tags_of(subscriber: Subscriber) -> dict[str, bool]:
    """Every tag of ours, and whether this subscriber carries it. Tags of others are left alone."""
    chosen = {topic.pk for topic in subscriber.topics.all()}
    return {
        **{tag: subscriber.language == language for language, tag in LANGUAGES.items()},
        TRACKED: subscriber.tracking,
        **{topic_tag(topic): topic.pk in chosen for topic in Topic.objects.all()},
    }
