"""Publication workflows: made once from their declaration, and from then on the staff's own."""

from django.conf import settings
from django.utils import translation
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from accounts.declarations import ApprovalWorkflow
from accounts.models import AppliedSection, AppliedWorkflow, RoleGroup
from accounts.sections import section_paths


def apply_workflow(declared: ApprovalWorkflow) -> None:
    """Make the workflow if it was never made, and give it to the sections that never had one.

    What staff changed since (its name, its tasks, its sections, its deletion) stays as they left it.
    """
    applied = AppliedWorkflow.objects.filter(slug=declared.slug).select_related("workflow").first()
    workflow = applied.workflow if applied else _create(declared)
    if workflow is None or not workflow.active:
        return
    for page_model in declared.sections:
        for page in section_paths(page_model) or {}:
            _section, first_time = AppliedSection.objects.get_or_create(page_id=page)
            if first_time:
                WorkflowPage.objects.get_or_create(page_id=page, defaults={"workflow": workflow})


def _create(declared: ApprovalWorkflow) -> Workflow:
    with translation.override(settings.LANGUAGE_CODE):
        name = str(declared.name)
    workflow = Workflow.objects.create(name=name, active=True)
    task = GroupApprovalTask.objects.create(name=name, active=True)
    groups = RoleGroup.objects.filter(slug__in=declared.approvers).values_list("group", flat=True)
    task.groups.set(groups)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    AppliedWorkflow.objects.create(slug=declared.slug, workflow=workflow)
    return workflow
