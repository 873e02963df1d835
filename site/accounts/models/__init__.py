from .attempts import Attempt
from .invitations import Invitation
from .roles import AppliedSection, AppliedWorkflow, RoleGroup
from .users import User, UserManager

__all__ = [
    "AppliedSection",
    "AppliedWorkflow",
    "Attempt",
    "Invitation",
    "RoleGroup",
    "User",
    "UserManager",
]
