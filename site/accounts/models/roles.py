"""What the declared roles became in the database."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _


class RoleGroup(models.Model):
    """Ties a declared role to the Django group that carries its rights."""

    slug = models.SlugField(_("role"), unique=True)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="role")

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self) -> str:
        return self.slug


class AppliedWorkflow(models.Model):
    """A declared workflow that has been made once. What staff then do with it is theirs."""

    slug = models.SlugField(unique=True)
    workflow = models.ForeignKey(
        "wagtailcore.Workflow", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("applied workflow")
        verbose_name_plural = _("applied workflows")

    def __str__(self) -> str:
        return self.slug


class AppliedSection(models.Model):
    """A section that was once given its workflow: it is never given it again."""

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("section")
    )

    class Meta:
        verbose_name = _("section with its workflow")
        verbose_name_plural = _("sections with their workflow")

    def __str__(self) -> str:
        return str(self.page_id)
