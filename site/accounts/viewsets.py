"""Staff in the admin: the list, the invitation, the account, and what Administration does to it."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import Http404
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.widgets.boolean_radio_select import BooleanRadioSelect
from wagtail.admin.widgets.button import Button
from wagtail.users.views import users

from accounts import declarations
from accounts.models import User
from accounts.queries import role_slugs, roles_of, with_state
from accounts.services import invite, may_manage, set_roles
from accounts.staff_forms import StaffForm
from accounts.views.staff import ACTS, StaffActView, acts_for


class StaffFilterSet(WagtailFilterSet):
    is_active = django_filters.BooleanFilter(label=_("Active"), widget=BooleanRadioSelect)
    role = django_filters.MultipleChoiceFilter(
        field_name="groups__role__slug",
        label=_("Role"),
        choices=lambda: [(role.slug, role.name) for role in declarations.roles()],
        widget=CheckboxSelectMultiple,
    )

    class Meta:
        model = User
        fields: list[str] = []

    def __init__(self, *args: Any, is_searching: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


def state_of(user: User) -> Any:
    """Active, disabled, or waiting for its owner."""
    if not user.is_active:
        return _("Disabled")
    if user.has_usable_password():
        return _("Active")
    invitation = getattr(user, "invitation", None)
    return _("Invited") if invitation and invitation.is_open else _("Invitation expired")


def role_names(user: User) -> str:
    slugs = role_slugs(user)
    names = [str(role.name) for role in declarations.roles() if role.slug in slugs]
    return ", ".join([*([str(_("Rescue access"))] if user.is_superuser else []), *names])


class StaffIndexView(users.IndexView):
    template_name = "accounts/staff/index.html"
    results_template_name = "wagtailadmin/generic/index_results.html"
    page_title = _("Staff")
    add_item_label = _("Invite a staff member")

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(users.UserColumn)
        return [
            title(
                "name",
                accessor="get_full_name",
                label=_("Name"),
                sort_key="name",
                get_url=self.get_edit_url,
                classname="staff-name",
            ),
            Column("email", label=_("E-mail address"), sort_key="email"),
            Column("roles", accessor=role_names, label=_("Roles")),
            Column(
                "factor",
                accessor=lambda user: (
                    pgettext_lazy("second factor", "Set up") if user.enrolled else _("No")
                ),
                label=_("Second factor"),
            ),
            StatusTagColumn("state", accessor=state_of, label=_("State"), sort_key="is_active"),
            DateColumn("last_login", label=_("Last sign-in"), sort_key="last_login"),
        ]

    def get_base_queryset(self) -> QuerySet[User]:
        return with_state(visible_to(self.request.user, super().get_base_queryset()))

    def get_list_more_buttons(self, instance: User) -> list[Button]:
        if not may_manage(by=self.request.user, user=instance):
            return []
        return super().get_list_more_buttons(instance)


def visible_to(viewer: Any, queryset: QuerySet[User]) -> QuerySet[User]:
    """Rescue accounts are seen by rescue accounts only."""
    return queryset if viewer.is_superuser else queryset.filter(is_superuser=False)


class ManagedMixin:
    """Only accounts this person may manage are found: others answer like ones that do not exist."""

    request: Any

    def get_object(self, *args: Any, **kwargs: Any) -> User:
        user: User = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if user.is_superuser and not self.request.user.is_superuser:
            raise Http404
        return user


class InviteView(users.CreateView):
    page_title = _("Staff")
    heading = _("Invite a staff member")
    success_message = _("The invitation is on its way to %(object)s.")
    submit_button_label = _("Send the invitation")
    submit_button_active_label = _("Sending…")

    def get_page_subtitle(self) -> str:
        return str(self.heading)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *above, _here = super().get_breadcrumbs_items()
        return [*above, {"url": "", "label": self.heading, "sublabel": ""}]

    def save_instance(self) -> User:
        data = self.form.cleaned_data
        return invite(
            by=self.request.user,
            email=data["email"],
            first_name=data["first_name"],
            last_name=data["last_name"],
            roles=data["roles"],
        )

    def get_success_message(self, instance: User) -> str:
        return self.success_message % {"object": instance.get_full_name()}


class StaffEditView(ManagedMixin, users.EditView):
    def get_success_message(self) -> str:
        return str(_("The account of %(name)s is updated.") % {"name": self.object.get_full_name()})

    def save_instance(self) -> User:
        user = super().save_instance()
        if "roles" in self.form.cleaned_data:
            set_roles(by=self.request.user, user=user, roles=self.form.cleaned_data["roles"])
        return user

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["state"] = state_of(self.object)
        context["own_roles"] = roles_of(self.object) if self.editing_self else ()
        return context

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = super().header_more_buttons
        for priority, act in enumerate(acts_for(by=self.request.user, user=self.object)):
            url = reverse("wagtailusers_users:act", args=[self.object.pk, act])
            buttons.append(
                Button(ACTS[act].label, url=url, icon_name=ACTS[act].icon, priority=priority)
            )
        return buttons


class StaffDeleteView(ManagedMixin, users.DeleteView):
    pass


class StaffHistoryView(ManagedMixin, users.HistoryView):
    pass


class StaffUsageView(ManagedMixin, UsageView):
    pass


class StaffViewSet(users.UserViewSet):
    menu_label = _("Staff")
    icon = "group"
    filterset_class = StaffFilterSet
    index_view_class = StaffIndexView
    add_view_class = InviteView
    edit_view_class = StaffEditView
    delete_view_class = StaffDeleteView
    history_view_class = StaffHistoryView
    usage_view_class = StaffUsageView
    template_prefix = "accounts/staff/"
    copy_view_enabled = False
    inspect_view_enabled = False
    list_export: list[str] = []

    def get_form_class(self, for_update: bool = False) -> type[StaffForm]:
        return StaffForm

    def get_urlpatterns(self) -> list[URLPattern]:
        act = path("act/<int:pk>/<slug:act>/", StaffActView.as_view(), name="act")
        return [*super().get_urlpatterns(), act]
