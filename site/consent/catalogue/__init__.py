"""The services that are ready: declared, and switched off until marketing enters an identifier."""

from consent.catalogue.google import ADS, ANALYTICS, MARKETING_PLATFORM, RECAPTCHA
from consent.catalogue.hubspot import HUBSPOT
from consent.catalogue.matomo import MATOMO
from consent.catalogue.networks import LINKEDIN, META
from consent.catalogue.videos import DAILYMOTION, VIMEO, YOUTUBE
from consent.trackers import declare

declare(
    ANALYTICS,
    ADS,
    MARKETING_PLATFORM,
    RECAPTCHA,
    HUBSPOT,
    MATOMO,
    LINKEDIN,
    META,
    YOUTUBE,
    VIMEO,
    DAILYMOTION,
)
