from .documents import SiteDocument
from .images import SiteImage, SiteRendition
from .missing import MissingPath
from .navigation import AnnouncementBar, CompanyIdentity, Footer, MainMenu, SitePart
from .pages import BasePage
from .social_images import SocialImage

__all__ = [
    "AnnouncementBar",
    "BasePage",
    "CompanyIdentity",
    "Footer",
    "MainMenu",
    "MissingPath",
    "SiteDocument",
    "SiteImage",
    "SitePart",
    "SiteRendition",
    "SocialImage",
]
