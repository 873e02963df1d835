"""What applications add to the roles."""

from django.utils.translation import gettext_lazy as _

from accounts.declarations import Grant, add_to

add_to(
    "rh",
    Grant(
        can=[_("Read and answer every application")],
        permissions=["applications.review_application"],
    ),
)
add_to(
    "entretien",
    Grant(
        can=[_("Read the applications to the offers assigned to you")],
        permissions=["applications.interview_application"],
    ),
)
