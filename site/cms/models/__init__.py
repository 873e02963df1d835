from .documents import SiteDocument
from .images import SiteImage, SiteRendition
from .pages import BasePage

__all__ = ["BasePage", "SiteDocument", "SiteImage", "SiteRendition"]
