from .index import CareersPage
from .lists import Team, Workplace
from .offers import OfferPage
from .referrals import ReferralLink
from .spontaneous import SpontaneousApplicationPage

__all__ = [
    "CareersPage",
    "OfferPage",
    "ReferralLink",
    "SpontaneousApplicationPage",
    "Team",
    "Workplace",
]
