"""What lies below or outside the apps: staff accounts, Wagtail's own records, sessions, the outbox.

Wagtail's traces of a *personal* row (log entries, revisions, index, drafts of forms) are not
declared here again: the eraser looks for them after every row, whatever model it was.
"""

from __future__ import annotations

from .declarations import (
    Activity,
    Category,
    FileCopy,
    GoesWith,
    JsonKeys,
    KeptWhile,
    LegalBasis,
    ModelDeclaration,
    NotFoundByEmail,
    NotPersonal,
    Role,
    Text,
)
from .registry import declare

ADMINISTRATION = Activity(
    slug="staff",
    name=Text(fr="Administration du site", en="Administration of the site"),
    purpose=Text(
        fr="donner à nos équipes l’accès à l’administration du site, savoir qui a modifié quoi et "
        "protéger les comptes",
        en="to give our staff access to the administration of the site, know who changed what and "
        "protect the accounts",
    ),
    legal_basis=LegalBasis.LEGITIMATE_INTERESTS,
    interest=Text(
        fr="tenir un site exact et sûr, dont chaque modification a un auteur",
        en="keeping an accurate and safe site, where every change has an author",
    ),
    whose=Text(
        fr="les personnes de l’entreprise qui travaillent dans l’administration",
        en="the people of the company who work in the administration",
    ),
    source=Text(
        fr="l’entreprise, puis la personne elle-même",
        en="the company, then the person concerned",
    ),
    provision=Text(
        fr="Ces données sont nécessaires pour ouvrir un compte ; sans elles, aucun accès n’est "
        "possible.",
        en="These data are needed to open an account; without them no access is possible.",
    ),
    readers=(Role.ADMINISTRATION, Role.DPO),
    public=False,
)

ACCOUNT_LASTS = KeptWhile(
    Text(
        fr="tant que la personne a un compte dans l’administration",
        en="for as long as the person has an account in the administration",
    )
)
OBJECT_LASTS = KeptWhile(
    Text(
        fr="tant que la page ou l’objet modifié existe ; seul un numéro de compte y figure",
        en="for as long as the page or object that was changed exists; only an account number shows",
    )
)
WITH_THE_ACCOUNT = GoesWith("user")
THE_TOOL_S = NotPersonal("describes the admin's own work, not a person")
WHICH_OBJECT = NotPersonal("says which object of the site is meant")


def third_party(
    model: str,
    name: Text,
    retention: GoesWith | KeptWhile,
    columns: dict[str, Category | NotPersonal | JsonKeys],
    find: tuple[str, ...] | NotFoundByEmail = ("user__email",),
    copies: tuple[FileCopy, ...] = (),
) -> ModelDeclaration:
    """A staff record written by a library."""
    return ModelDeclaration(
        model=model,
        activity=ADMINISTRATION.slug,
        name=name,
        columns=columns,
        find=find,
        retention=retention,
        copies=copies,
        third_party=True,
    )


STAFF = ModelDeclaration(
    model="accounts.User",
    activity=ADMINISTRATION.slug,
    name=Text(fr="Comptes de l’administration", en="Accounts of the administration"),
    columns={
        "email": Category.CONTACT,
        "first_name": Category.IDENTITY,
        "last_name": Category.IDENTITY,
        "password": Category.CREDENTIAL,
        "session_mark": Category.CREDENTIAL,
        "last_login": Category.CONNECTION,
        "date_joined": Category.HISTORY,
        "is_active": NotPersonal("the state of the account"),
        "is_superuser": NotPersonal("the rights of the account"),
        "groups": NotPersonal("the rights of the account"),
        "user_permissions": NotPersonal("the rights of the account"),
    },
    find=("email",),
    retention=ACCOUNT_LASTS,
    correct=("first_name", "last_name"),
    third_party=True,  # no uuid of its own: its identity is derived (privacy.identity)
)

LOG_COLUMNS: dict[str, Category | NotPersonal | JsonKeys] = {
    "user": Category.REFERENCE,
    "timestamp": Category.HISTORY,
    "content_type": WHICH_OBJECT,
    "label": NotPersonal("the title of a page; a reference for records about people, by a check"),
    "action": THE_TOOL_S,
    "data": JsonKeys({"*": NotPersonal("titles and dates of the site's contents")}),
    "uuid": THE_TOOL_S,
    "revision": WHICH_OBJECT,
    "content_changed": THE_TOOL_S,
    "deleted": THE_TOOL_S,
}

RECORDS = [
    STAFF,
    third_party(
        "wagtailusers.UserProfile",
        Text(fr="Préférences de l’administration", en="Preferences in the administration"),
        WITH_THE_ACCOUNT,
        {
            "user": Category.REFERENCE,
            "avatar": Category.IDENTITY,
            **dict.fromkeys(
                (
                    "submitted_notifications",
                    "approved_notifications",
                    "rejected_notifications",
                    "updated_comments_notifications",
                    "preferred_language",
                    "current_time_zone",
                    "theme",
                    "contrast",
                    "density",
                    "keyboard_shortcuts",
                ),
                Category.PREFERENCE,
            ),
            "dismissibles": JsonKeys({"*": Category.PREFERENCE}),
        },
        # The account page takes no picture; one from before it stopped goes with the account.
        copies=(FileCopy("avatar"),),
    ),
    third_party(
        "account.EmailAddress",
        Text(fr="Adresses de connexion", en="Addresses for signing in"),
        WITH_THE_ACCOUNT,
        {
            "user": Category.REFERENCE,
            "email": Category.CONTACT,
            "verified": THE_TOOL_S,
            "primary": THE_TOOL_S,
        },
    ),
    third_party(
        "account.EmailConfirmation",
        Text(fr="Confirmations d’adresse", en="Confirmations of addresses"),
        GoesWith("email_address"),
        {
            "email_address": Category.REFERENCE,
            "created": Category.HISTORY,
            "sent": Category.HISTORY,
            "key": Category.CREDENTIAL,
        },
        find=("email_address__email",),
    ),
    third_party(
        "mfa.Authenticator",
        Text(fr="Second facteur", en="Second factor"),
        WITH_THE_ACCOUNT,
        {
            "user": Category.REFERENCE,
            "type": THE_TOOL_S,
            "data": JsonKeys({"*": Category.CREDENTIAL}),
            "created_at": Category.HISTORY,
            "last_used_at": Category.CONNECTION,
        },
    ),
    third_party(
        "sessions.Session",
        Text(fr="Sessions ouvertes", en="Open sessions"),
        ACCOUNT_LASTS,
        {
            "session_key": Category.CREDENTIAL,
            "session_data": Category.CONNECTION,
            "expire_date": Category.CONNECTION,
        },
        find=NotFoundByEmail(
            Text(
                fr="Une session ne contient qu’un numéro de compte ; elle est fermée avec le compte.",
                en="A session holds an account number only; it is closed with the account.",
            )
        ),
    ),
    third_party(
        "wagtailadmin.EditingSession",
        Text(fr="Écrans ouverts", en="Open screens"),
        WITH_THE_ACCOUNT,
        {
            "user": Category.REFERENCE,
            "last_seen_at": Category.CONNECTION,
            "content_type": WHICH_OBJECT,
            "object_id": WHICH_OBJECT,
            "is_editing": THE_TOOL_S,
        },
    ),
    third_party(
        "wagtailadmin.FormState",
        Text(fr="Brouillons de formulaires", en="Drafts of forms"),
        WITH_THE_ACCOUNT,
        {
            "user": Category.REFERENCE,
            "last_updated_at": Category.HISTORY,
            "data": JsonKeys({"*": NotPersonal("contents of the site in the course of editing")}),
            "content_type": WHICH_OBJECT,
            "object_id": WHICH_OBJECT,
            "parent_object_id": WHICH_OBJECT,
        },
    ),
    third_party(
        "wagtailcore.APIToken",
        Text(fr="Jetons d’accès", en="Access tokens"),
        WITH_THE_ACCOUNT,
        {
            "user": Category.REFERENCE,
            "name": Category.PREFERENCE,
            "key_hash": Category.CREDENTIAL,
            "prefix": Category.CREDENTIAL,
            "created": Category.HISTORY,
            "revoked_at": Category.HISTORY,
            "last_used_at": Category.CONNECTION,
        },
    ),
    third_party(
        "wagtailcore.PageSubscription",
        Text(fr="Pages suivies", en="Pages followed"),
        WITH_THE_ACCOUNT,
        {
            "user": Category.REFERENCE,
            "page": WHICH_OBJECT,
            "comment_notifications": Category.PREFERENCE,
        },
    ),
]

declare(activities=[ADMINISTRATION], models=RECORDS)

from . import (  # noqa: E402, F401
    personal_data_elsewhere,  # the models that hold nothing personal
    personal_data_libraries,
    personal_data_protection,
)
