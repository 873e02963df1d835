"""What libraries keep about staff: further records of the administration."""

from __future__ import annotations

from .declarations import (
    Category,
    NotFoundByEmail,
    Text,
)
from .personal_data import (
    LOG_COLUMNS,
    OBJECT_LASTS,
    WHICH_OBJECT,
    WITH_THE_ACCOUNT,
    third_party,
)
from .registry import declare

declare(
    models=[
        third_party(
            "wagtailcore.Comment",
            Text(fr="Commentaires de rédaction", en="Editors’ comments"),
            WITH_THE_ACCOUNT,
            {
                "user": Category.REFERENCE,
                "resolved_by": Category.REFERENCE,
                "text": Category.WRITTEN,
                "created_at": Category.HISTORY,
                "updated_at": Category.HISTORY,
                "resolved_at": Category.HISTORY,
                "page": WHICH_OBJECT,
                "contentpath": WHICH_OBJECT,
                "position": WHICH_OBJECT,
                "revision_created": WHICH_OBJECT,
            },
        ),
        third_party(
            "wagtailcore.CommentReply",
            Text(fr="Réponses aux commentaires", en="Replies to comments"),
            WITH_THE_ACCOUNT,
            {
                "user": Category.REFERENCE,
                "text": Category.WRITTEN,
                "created_at": Category.HISTORY,
                "updated_at": Category.HISTORY,
                "comment": WHICH_OBJECT,
            },
        ),
        third_party(
            "wagtailcore.PageLogEntry",
            Text(fr="Historique des pages", en="History of the pages"),
            OBJECT_LASTS,
            {**LOG_COLUMNS, "page": WHICH_OBJECT},
            find=NotFoundByEmail(
                Text(
                    fr="L’historique ne contient qu’un numéro de compte.",
                    en="The history holds an account number only.",
                )
            ),
        ),
        third_party(
            "wagtailcore.ModelLogEntry",
            Text(fr="Historique des objets", en="History of the objects"),
            OBJECT_LASTS,
            {**LOG_COLUMNS, "object_id": WHICH_OBJECT},
            find=NotFoundByEmail(
                Text(
                    fr="L’historique ne contient qu’un numéro de compte.",
                    en="The history holds an account number only.",
                )
            ),
        ),
    ]
)
