from .pdfs import VersionPdf
from .policy_page import PolicyPage
from .versions import Change, Origin, PolicyVersion, VersionText
from .your_data import YourDataPage

__all__ = [
    "Change",
    "Origin",
    "PolicyPage",
    "PolicyVersion",
    "VersionPdf",
    "VersionText",
    "YourDataPage",
]
