"""The careers section belongs to HR: the right to publish in it is given in it, not from above."""

from typing import Any

from wagtail.models import Page, PagePermissionTester

# Whoever has these for the whole site does not have them here.
OWN_RIGHTS = {"publish", "bulk_delete"}


class SectionPermissionTester(PagePermissionTester):
    """Marketing's rights begin at the home page; of those, publishing ends where this section begins.

    Unpublishing, dates, moving and deleting what is live all ask for the same right.
    """

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        if not user.is_active or user.is_superuser:
            return
        given_here = {
            right.permission.codename.rsplit("_", maxsplit=1)[0]
            for right in self.permission_policy.get_cached_permissions_for_user(user)
            if page.path.startswith(right.page.path) and _is_of_this_section(right.page)
        }
        self.permissions -= OWN_RIGHTS - given_here


class SectionMixin:
    """A page of the careers section."""

    def permissions_for_user(self, user: Any) -> SectionPermissionTester:
        return SectionPermissionTester(user, self)


def _is_of_this_section(page: Page) -> bool:
    return page.specific_class is not None and issubclass(page.specific_class, SectionMixin)
