from .changes import Change
from .documents import SiteDocument
from .gate import PublicationRule
from .images import SiteImage, SiteRendition
from .missing import MissingPath
from .navigation import AnnouncementBar, CompanyIdentity, Footer, MainMenu, SitePart
from .pages import BasePage
from .social_images import SocialImage

__all__ = [
    "AnnouncementBar",
    "BasePage",
    "Change",
    "CompanyIdentity",
    "Footer",
    "MainMenu",
    "MissingPath",
    "PublicationRule",
    "SiteDocument",
    "SiteImage",
    "SitePart",
    "SiteRendition",
    "SocialImage",
]
