"""Wagtail's mails about comments, sent through the outbox: saving a page waits for no mail server.

The words are Wagtail's own. Who is told: those who follow the page, and those who wrote in a thread
that was answered or resolved; never the one who has just written.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.models import (
    COMMENTS_RELATION_NAME,
    Comment,
    CommentReply,
    Page,
    PageLogEntry,
    PageSubscription,
)
from wagtail.users.models import UserProfile

from accounts.emails import language_of
from outbox.mail import Mail
from outbox.services import send_mail

if TYPE_CHECKING:
    from accounts.models import User

TEMPLATE = "wagtailadmin/notifications/updated_comments"


def post_notices(*, page: Page, editor: "User", changes: dict[str, Any]) -> None:
    """One mail to each person concerned, about `changes` as Wagtail's edit view found them."""
    new = [comment.pk for comment in changes["new_comments"]]
    resolved = [comment.pk for comment in changes["resolved_comments"]]
    deleted = [comment.pk for comment in changes["deleted_comments"]]
    replies = {comment.pk: [one.pk for one in made] for comment, made in changes["new_replies"]}
    followers = _followers(page, editor)
    for user in followers:
        _post(
            page,
            editor,
            user,
            new,
            resolved,
            deleted,
            [pk for row in replies.values() for pk in row],
        )
    for user, threads in _writers(editor, {*resolved, *replies}).items():
        if user not in followers:
            theirs = [pk for comment in threads for pk in replies.get(comment, [])]
            _post(page, editor, user, [], [pk for pk in resolved if pk in threads], [], theirs)


def _post(
    page: Page,
    editor: "User",
    to: "User",
    new: list[int],
    resolved: list[int],
    deleted: list[int],
    replies: list[int],
) -> None:
    wanted = UserProfile.get_for_user(to).updated_comments_notifications
    if wanted and to.is_active and (new or resolved or deleted or replies):
        send_mail(
            mail="accounts.comment_mail.notice",
            about=page,
            recipient=to.pk,
            editor=editor.pk,
            new=new,
            resolved=resolved,
            deleted=deleted,
            replies=replies,
        )


def _followers(page: Page, editor: "User") -> set["User"]:
    """Those who asked to hear of every comment on the page."""
    rows = PageSubscription.objects.filter(page=page, comment_notifications=True)
    return {row.user for row in rows.exclude(user=editor).select_related("user")}


def _writers(editor: "User", comments: set[int]) -> dict["User", set[int]]:
    """Who wrote in these threads, each with the threads."""
    from accounts.models import User

    threads: dict[User, set[int]] = {}
    wrote = Q(**{f"{COMMENTS_RELATION_NAME}__in": comments})
    answered = Q(comment_replies__comment__in=comments)
    for user in User.objects.filter(wrote | answered).exclude(pk=editor.pk).distinct():
        threads[user] = {
            *Comment.objects.filter(pk__in=comments, user=user).values_list("pk", flat=True),
            *CommentReply.objects.filter(comment__in=comments, user=user).values_list(
                "comment", flat=True
            ),
        }
    return threads


def notice(
    page: Page,
    recipient: int,
    editor: int,
    new: Sequence[int],
    resolved: Sequence[int],
    deleted: Sequence[int],
    replies: Sequence[int],
) -> Mail | None:
    """Wagtail's words; None when an account, or everything that was written, is gone."""
    from accounts.models import User

    to = User.objects.filter(pk=recipient, is_active=True).first()
    by = User.objects.filter(pk=editor).first()
    parts = {
        "new_comments": list(Comment.objects.filter(pk__in=new)),
        "resolved_comments": list(Comment.objects.filter(pk__in=resolved)),
        "deleted_comments": _deleted(page, deleted),
        "replied_comments": _threads(replies),
    }
    if to is None or by is None or not any(parts.values()):
        return None
    with translation.override(language_of(to)):
        context = {"page": page.specific, "editor": by, "user": to, **parts}
        return Mail(
            to=to.email,
            subject=" ".join(render_to_string(f"{TEMPLATE}_subject.txt", context).split()),
            text=render_to_string(f"{TEMPLATE}.txt", context).strip(),
            language=translation.get_language(),
        )


def _deleted(page: Page, comments: Sequence[int]) -> list[dict[str, str]]:
    """What the page's history kept of comments that are no more."""
    entries = PageLogEntry.objects.filter(page=page.pk, action="wagtail.comments.delete")
    kept = [entry.data.get("comment", {}) for entry in (entries if comments else [])]
    return [one for one in kept if one.get("id") in comments]


def _threads(replies: Sequence[int]) -> list[dict[str, Any]]:
    """The replies below what they answer."""
    threads: dict[int, dict[str, Any]] = {}
    for reply in CommentReply.objects.filter(pk__in=replies).select_related("comment"):
        threads.setdefault(reply.comment_id, {"comment": reply.comment, "replies": []})
        threads[reply.comment_id]["replies"].append(reply)
    return list(threads.values())
