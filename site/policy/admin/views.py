"""The policy in the admin: does it agree, what is written, which versions there are."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from policy import drafts, queries, services
from policy.admin.forms import ArchiveForm, ImportForm, PublishForm
from policy.documents.comparing import Comparison, compare
from policy.documents.importing import Refused, read
from policy.models import PolicyPage, PolicyVersion
from privacy.admin.base import RegisterView
from privacy.models import ShownNotice

PUBLISH = "policy.publish_policyversion"
NAMES = {"fr": _("French"), "en": _("English")}


class PolicyView(RegisterView):
    """What the screens of the policy share."""

    permission = PUBLISH
    header_icon = "doc-full"
    index_name = "policy_versions:index"
    index_label: Any = _("Privacy policy")


class IndexView(PolicyView):
    """Everything at a glance."""

    page_title = _("Privacy policy")
    template_name = "policy/admin/index.html"
    index_label: Any = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "changes": drafts.drift(),
            "texts": texts_in_progress(),
            "versions": queries.all_versions(),
            "current": queries.current_number(),
        }


class PublishView(PolicyView):
    """First what the version is called; then all it changes, and the button."""

    page_title = _("Publish a version")
    template_name = "policy/admin/publish.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"form": PublishForm(), **super().get_context_data(**kwargs)}

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PublishForm(request.POST)
        try:
            prepared = drafts.draft()
        except drafts.PageMissing as missing:
            messages.error(request, gettext("There is no page of the policy in: %s") % missing)
            return redirect("policy_versions:index")
        if form.is_valid() and request.POST.get("seen"):
            try:
                return self.publish(form)
            except services.NotPublishable as refusal:
                form.add_error(None, ValidationError(str(refusal)))
        # A refusal of the whole is shown beside what is to be published, not instead of it.
        wrong = set(form.errors) - {NON_FIELD_ERRORS}
        context = {
            "form": form,
            "draft": None if wrong else prepared,
            "texts": _counted(prepared),
        }
        return self.render_to_response(self.get_context_data(**context))

    def publish(self, form: PublishForm) -> HttpResponse:
        chosen = form.cleaned_data
        version = services.publish_version(
            number=chosen["number"],
            effective_on=chosen["effective_on"],
            author=chosen["author"],
            comment={"fr": chosen["comment_fr"], "en": chosen["comment_en"]},
            seen=self.request.POST["seen"],
            told=bool(self.request.POST.get("told")),
            by=self.staff,
        )
        messages.success(
            self.request,
            gettext("Version %(number)s is published in both languages.")
            % {"number": version.number},
        )
        return redirect("policy_versions:version", version.number)


class DraftView(PolicyView):
    """The text being written, compared with the one published."""

    template_name = "policy/admin/draft.html"

    def get_page_title(self) -> str:
        return gettext("Text in progress (%(language)s)") % {
            "language": NAMES.get(self.kwargs["language"], "")
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = self.kwargs["language"]
        if language not in NAMES:
            raise Http404
        try:
            document = drafts.draft().documents[language]
        except drafts.PageMissing as missing:
            raise Http404 from missing
        published = drafts.published_text(language)
        return {
            **super().get_context_data(**kwargs),
            "comparison": compare(published.html if published else "", document.html),
        }


class VersionView(PolicyView):
    """One version: what it changed, who was to be told, its texts."""

    template_name = "policy/admin/version.html"

    def get_page_title(self) -> str:
        return gettext("Version %(number)s") % {"number": self.kwargs["number"]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version = get_object_or_404(PolicyVersion, number=self.kwargs["number"])
        pages = PolicyPage.objects.live().select_related("locale")
        return {
            **super().get_context_data(**kwargs),
            "version": version,
            "texts": version.texts.all(),
            "addresses": {
                page.locale.language_code: page.address_of("version", version.number)
                for page in pages
            },
        }


class ArchiveView(PolicyView):
    """Enter a version that was published before this site."""

    page_title = _("Enter an old version")
    template_name = "policy/admin/form.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            "form": ArchiveForm(),
            "submit": gettext("Enter the version"),
            **super().get_context_data(**kwargs),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ArchiveForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        chosen = form.cleaned_data
        services.enter_in_archive(
            number=chosen["number"],
            effective_on=chosen["effective_on"],
            author=chosen["author"],
            comment={"fr": chosen["comment_fr"], "en": chosen["comment_en"]},
            applied=chosen["applied"],
            note={"fr": chosen["note_fr"], "en": chosen["note_en"]},
        )
        messages.success(request, gettext("Entered. Its text can be imported now."))
        return redirect(f"{reverse('policy_versions:import')}?version={chosen['number']}")


class ImportView(PolicyView):
    """Give a version of the archive its text, from a document."""

    page_title = _("Import the text of a version")
    template_name = "policy/admin/form.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        number = self.request.GET.get("version", "")
        chosen = (
            PolicyVersion.objects.filter(number=number).first() if "\x00" not in number else None
        )
        return {
            "form": ImportForm(initial={"version": chosen}),
            "submit": gettext("Import the text"),
            "with_file": True,
            **super().get_context_data(**kwargs),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ImportForm(request.POST, request.FILES)
        if form.is_valid():
            chosen = form.cleaned_data
            document = chosen["document"]
            try:
                imported = read(
                    name=document.name, content=document.read(), language=chosen["language"]
                )
            except Refused as refusal:
                form.add_error("document", ValidationError(str(refusal)))
            else:
                services.import_text(
                    version=chosen["version"], language=chosen["language"], imported=imported
                )
                messages.success(request, arrived(imported.words, imported.headings))
                return redirect("policy_versions:version", chosen["version"].number)
        return self.render_to_response(self.get_context_data(form=form))


class NoticesView(PolicyView):
    """The notices that stood under forms; one of them by the hash a record holds (`?hash=`)."""

    page_title = _("Notices shown under forms")
    template_name = "policy/admin/notices.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        typed = self.request.GET.get("hash", "").strip().lower()[:64]
        notices = ShownNotice.objects.all()
        if typed:
            notices = notices.filter(hash__startswith=typed) if typed.isalnum() else notices.none()
        return {
            **super().get_context_data(**kwargs),
            "typed": typed,
            "notices": notices[:100],
        }


def arrived(words: int, headings: int) -> str:
    """What to say after an import."""
    return ngettext(
        "The text has arrived whole: %(words)d word, %(headings)d headings.",
        "The text has arrived whole: %(words)d words, %(headings)d headings.",
        words,
    ) % {"words": words, "headings": headings}


def texts_in_progress() -> list[dict[str, Any]]:
    """For each language: the page to edit, and whether its text differs from the one published."""
    try:
        return _counted(drafts.draft())
    except drafts.PageMissing:
        return []


def _counted(prepared: drafts.Draft) -> list[dict[str, Any]]:
    pages = drafts.pages_by_language()
    lines = []
    for language, document in prepared.documents.items():
        published = drafts.published_text(language)
        same = published is not None and published.hash == document.hash
        comparison = (
            Comparison([]) if same else compare(published.html if published else "", document.html)
        )
        lines.append(
            {
                "language": language,
                "name": NAMES[language],
                "page": pages[language],
                "same": same,
                "comparison": comparison,
            }
        )
    return lines
