"""What this package holds about staff beside the account itself (declared in privacy, activity
"staff"): their invitation. Everything else here is about roles and sections, or names nobody."""

from privacy.declarations import Category, GoesWith, ModelDeclaration
from privacy.registry import declare
from privacy.texts import Text

INVITATION = ModelDeclaration(
    model="accounts.Invitation",
    activity="staff",
    name=Text(fr="Invitations de l’équipe", en="Invitations of staff"),
    columns={
        "user": Category.REFERENCE,
        "invited_by": Category.REFERENCE,
        "nonce": Category.CREDENTIAL,
        "sent_at": Category.HISTORY,
        "accepted_at": Category.HISTORY,
    },
    find=("user__email",),
    retention=GoesWith("user"),
    third_party=True,  # no uuid of its own: its identity is derived (privacy.identity)
    # The secret of a link that may still be open is not handed out.
    export=lambda row: {"sent_at": row.sent_at, "accepted_at": row.accepted_at},
)

declare(
    models=[INVITATION],
    nothing_personal={
        "accounts.Attempt": "counts under a keyed hash; it names nobody and is pruned every day",
        "accounts.RoleGroup": "ties a role of the company to its rights",
        "accounts.AppliedWorkflow": "remembers which declared workflow was made",
        "accounts.AppliedSection": "remembers which section was given its workflow",
    },
)
