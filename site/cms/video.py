"""Videos of other hosts: which addresses can be played here, and the private page that plays them."""

import re
from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

SALT = "cms.video"


@dataclass(frozen=True)
class Provider:
    """A host of videos: its name, its player, how addresses look.

    `slug` is also its name among the trackers (package consent): whoever has agreed to it gets the player.
    """

    slug: str
    name: str
    player: str
    watch: str
    pattern: re.Pattern[str]


PROVIDERS = {
    provider.slug: provider
    for provider in (
        Provider(
            "youtube",
            "YouTube (Google)",
            "https://www.youtube-nocookie.com/embed/{}?autoplay=1",
            "https://www.youtube.com/watch?v={}",
            re.compile(
                r"^https://(?:www\.)?(?:youtube\.com/(?:watch\?v=|embed/|shorts/)|youtu\.be/)"
                r"([A-Za-z0-9_-]{11})(?:[?&].*)?$"
            ),
        ),
        Provider(
            "vimeo",
            "Vimeo",
            "https://player.vimeo.com/video/{}?dnt=1&autoplay=1",
            "https://vimeo.com/{}",
            re.compile(
                r"^https://(?:www\.|player\.)?vimeo\.com/(?:video/)?([0-9]{6,12})(?:[?/].*)?$"
            ),
        ),
        Provider(
            "dailymotion",
            "Dailymotion",
            "https://www.dailymotion.com/embed/video/{}?autoplay=1",
            "https://www.dailymotion.com/video/{}",
            re.compile(
                r"^https://(?:www\.)?(?:dailymotion\.com/(?:embed/)?video/|dai\.ly/)"
                r"([A-Za-z0-9]{5,10})(?:[?_].*)?$"
            ),
        ),
    )
}


@dataclass(frozen=True)
class VideoAddress:
    """One video at one provider."""

    provider: Provider
    identifier: str

    @property
    def watch_url(self) -> str:
        """Where the video is seen at its host: the plain link that always stands."""
        return self.provider.watch.format(self.identifier)

    @property
    def player_url(self) -> str:
        return self.provider.player.format(self.identifier)

    @property
    def play_path(self) -> str:
        """Our own page that asks for agreement, then frames the player.

        Signed, so that only videos that an editor chose can be shown under our name.
        """
        token = signing.Signer(salt=SALT).sign(f"{self.provider.slug}:{self.identifier}")
        return reverse("play_video", args=[token])


def parse_video_address(address: str) -> VideoAddress | None:
    """The video at this address, or None when it is not one that can be played here."""
    for provider in PROVIDERS.values():
        if match := provider.pattern.match(address.strip()):
            return VideoAddress(provider, match.group(1))
    return None


def read_token(token: str) -> VideoAddress | None:
    """The video that `VideoAddress.play_path` signed, or None for a forged or foreign token."""
    try:
        slug, _, identifier = signing.Signer(salt=SALT).unsign(token).partition(":")
    except signing.BadSignature:
        return None
    provider = PROVIDERS.get(slug)
    return VideoAddress(provider, identifier) if provider and identifier else None
