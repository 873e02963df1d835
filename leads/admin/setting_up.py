"""The screens where marketing sets its work up: routing, templates, tags, forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from leads.models import AnswerTemplate, ContactForm, RoutingRule, Tag, Topic


def subject_choices() -> list[tuple[str, str]]:
    """Every form, and every subject of it, as a routing rule names them."""
    found: dict[str, str] = {}
    for form in ContactForm.objects.order_by("locale_id", "name"):
        found.setdefault(form.key, form.name)
        for key, label in form.subject_choices():
            found.setdefault(f"{form.key}:{key}", f"{form.name} – {label}")
    return [("", str(_("Every form and subject"))), *found.items()]


class RoutingRuleForm(WagtailAdminModelForm):
    """Offers the subjects that there are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = subject_choices()
        if self.instance.subject and self.instance.subject not in dict(choices):
            choices.append((self.instance.subject, str(_("A subject that is gone"))))
        self.fields["subject"] = forms.ChoiceField(
            label=_("Form and subject"), choices=choices, required=False
        )


RoutingRule.base_form_class = RoutingRuleForm


class RoutingRuleViewSet(ModelViewSet):
    model = RoutingRule
    name = "lead_routing"
    url_prefix = "leads/routing"
    icon = "site"
    menu_label = _("Routing")
    list_display = ["about", "whom", "order", "active"]
    add_to_reference_index = False
    copy_view_enabled = False


class AnswerTemplateViewSet(ModelViewSet):
    model = AnswerTemplate
    name = "lead_templates"
    url_prefix = "leads/templates"
    icon = "doc-full"
    menu_label = _("Answer templates")
    list_display = ["name", "language", "subject"]
    list_filter = ["language"]
    add_to_reference_index = False


class TagViewSet(ModelViewSet):
    model = Tag
    name = "lead_tags"
    url_prefix = "leads/tags"
    icon = "tag"
    menu_label = _("Tags")
    form_fields = ["name"]
    list_display = ["name"]
    add_to_reference_index = False
    copy_view_enabled = False


class ContactFormViewSet(SnippetViewSet):
    model = ContactForm
    icon = "form"
    menu_label = _("Contact forms")
    list_display = ["name", "locale"]


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    menu_label = _("Topics of resources")
    list_display = ["name", "slug", "locale"]


class FormsGroup(SnippetViewSetGroup):
    """What visitors fill in and choose from."""

    items = (ContactFormViewSet, TopicViewSet)
    menu_label = _("Forms")
    menu_name = "lead-forms"
    menu_icon = "form"
    menu_order = 255
