"""What this package adds to the Wagtail admin, and what it tells the head of pages."""

from wagtail import hooks

from policy import feeds

hooks.register("language_feeds", feeds.language_feeds)
