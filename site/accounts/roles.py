"""The six roles of the company. Each app adds what it offers to them in its own `roles.py`."""

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import ModelLogEntry

from accounts.declarations import (
    ApprovalWorkflow,
    Grant,
    Link,
    Role,
    add_to,
    declare_role,
    declare_workflow,
)
from accounts.queries import journalled, second_factor_of

ACCESS = "wagtailadmin.access_admin"

EDITORS = "redaction"
MARKETING = "marketing"
HR = "rh"
INTERVIEW = "entretien"
DPO = "dpo"
ADMINISTRATION = "administration"

declare_role(
    Role(
        slug=EDITORS,
        # With a context: Wagtail says "Editing" for something else.
        name=pgettext_lazy("role", "Editing"),
        description=_("Writes and corrects pages, then submits them to Marketing."),
        order=10,
        grant=Grant(permissions=[ACCESS]),
    )
)
declare_role(
    Role(
        slug=MARKETING,
        name=_("Marketing"),
        description=_(
            "Publishes the site, its menus and redirects; reads enquiries; sends the newsletter."
        ),
        order=20,
        grant=Grant(
            can=[_("See the reports about the whole site")],
            permissions=[ACCESS, "accounts.view_reports"],
        ),
    )
)
declare_role(
    Role(
        slug=HR,
        name=_("HR"),
        description=_("Publishes job offers and answers candidates."),
        order=30,
        requires_second_factor=True,
        grant=Grant(permissions=[ACCESS]),
    )
)
declare_role(
    Role(
        slug=INTERVIEW,
        name=pgettext_lazy("accounts", "Interviews"),
        description=_(
            "Reads the applications to the offers assigned to them and gives an opinion."
        ),
        order=40,
        grant=Grant(permissions=[ACCESS]),
    )
)
declare_role(
    Role(
        slug=DPO,
        name=_("DPO"),
        description=_("Looks after personal data, people's requests and the privacy policy."),
        order=50,
        requires_second_factor=True,
        grant=Grant(
            can=[
                _("See what is erased and when, release a run that was stopped"),
                _("Shorten how long personal data are kept"),
                _("Read the access journal"),
                _("Answer people's requests about their data"),
                _("Keep the register of processing activities and of breaches"),
            ],
            permissions=[
                ACCESS,
                "privacy.view_erasurerun",
                "privacy.release_brake",
                "privacy.change_retentionlength",
                "privacy.view_journalentry",
                "rights.answer_subjectrequest",
                "breaches.view_breach",
                "breaches.add_breach",
                "breaches.change_breach",
            ],
            shortcuts=[
                Link(
                    label=_("Data protection"),
                    url="privacy_desk:index",
                    help=_("Requests and their deadlines, erasures to come, alarms."),
                    icon="lock",
                    permission="privacy.view_erasurerun",
                    order=10,
                ),
            ],
            first_steps=[
                Link(
                    label=_("Look up what we hold about an address"),
                    url="privacy_requests:index",
                    help=_("Your own is a good one to begin with."),
                    done=journalled("privacy:request:find"),
                    order=30,
                ),
                Link(
                    label=_("Read a request"),
                    url="privacy_requests:index",
                    help=_("Each says until when it must be answered, and what is found."),
                    done=journalled("privacy:request:read"),
                    order=40,
                ),
                Link(
                    label=_("Download the register of processing activities"),
                    url="privacy_register:index",
                    help=_("As the authority would ask for it: a workbook, or JSON."),
                    done=journalled("privacy:register:export"),
                    order=50,
                ),
            ],
        ),
    )
)
declare_role(
    Role(
        slug=ADMINISTRATION,
        name=_("Administration"),
        description=_("Invites staff, gives them their roles and looks after the settings."),
        order=60,
        requires_second_factor=True,
        grant=Grant(
            can=[
                _("Invite staff and give them their roles"),
                _("Disable an account, remove a lost second factor"),
                _("See what could not be sent and try again"),
                _("See the reports about the whole site"),
            ],
            permissions=[
                ACCESS,
                "accounts.add_user",
                "accounts.change_user",
                "accounts.delete_user",
                "accounts.view_user",
                "accounts.view_reports",
                "wagtailcore.add_workflow",
                "wagtailcore.change_workflow",
                "wagtailcore.add_task",
                "wagtailcore.change_task",
                "outbox.view_delivery",
                "outbox.change_delivery",
            ],
            shortcuts=[
                Link(
                    label=_("Invite a staff member"),
                    url="wagtailusers_users:add",
                    help=_("An address, a name, a role: they choose their own password."),
                    icon="plus",
                    permission="accounts.add_user",
                    order=10,
                ),
                Link(
                    label=_("Staff and roles"),
                    url="wagtailusers_users:index",
                    help=_("Who has access, with which role and which second factor."),
                    icon="group",
                    permission="accounts.change_user",
                    order=20,
                ),
            ],
            first_steps=[
                Link(
                    label=_("Keep your recovery codes"),
                    url="accounts_security",
                    help=_("On paper: they let you in when the phone is lost."),
                    done=lambda user: Authenticator.objects.filter(
                        user=user, type="recovery_codes"
                    ),
                    order=30,
                ),
                Link(
                    label=_("Invite your first colleague"),
                    url="wagtailusers_users:add",
                    permission="accounts.add_user",
                    done=lambda user: ModelLogEntry.objects.filter(
                        user=user, action="accounts.invite"
                    ),
                    order=40,
                ),
                Link(
                    label=_("Change somebody’s roles"),
                    url="wagtailusers_users:index",
                    help=_("Open their account; what each role may do is written beside it."),
                    permission="accounts.change_user",
                    done=lambda user: ModelLogEntry.objects.filter(
                        user=user, action="accounts.roles"
                    ),
                    order=50,
                ),
            ],
        ),
    )
)

declare_workflow(ApprovalWorkflow(slug="publication", name=_("Publication"), approvers=[MARKETING]))

for slug in (EDITORS, MARKETING, HR, INTERVIEW, DPO, ADMINISTRATION):
    add_to(
        slug,
        Grant(
            first_steps=[
                Link(
                    label=_("Say who you are"),
                    url="wagtailadmin_account",
                    help=_("Your first and last name, as colleagues will see them."),
                    icon="user",
                    done=lambda user: bool(user.first_name and user.last_name),
                    order=10,
                ),
                Link(
                    label=_("Protect your account"),
                    url="accounts_security",
                    help=_("A six-digit code from your phone on top of the password."),
                    icon="key",
                    done=second_factor_of,
                    order=20,
                ),
            ],
        ),
    )
