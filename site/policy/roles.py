"""What the policy adds to the roles: the DPO and Marketing write it and publish its versions."""

from django.utils.translation import gettext_lazy as _

from accounts.declarations import Grant, Link, PageScope, add_to
from accounts.home import Panel, register_panel
from policy.admin.panel import asked, disagreement

PUBLISH = "policy.publish_policyversion"

POLICY = Link(
    label=_("Privacy policy"),
    url="policy_versions:index",
    help=_("Its versions, and whether it still agrees with what the site does."),
    icon="doc-full",
    permission=PUBLISH,
    order=15,
)

for slug in ("dpo", "marketing"):
    add_to(
        slug,
        Grant(
            can=[_("Write the privacy policy and publish its versions")],
            permissions=[PUBLISH],
            pages=[PageScope("policy.PolicyPage", ("change", "publish"))],
            shortcuts=[POLICY],
        ),
    )

register_panel(
    Panel(
        name="policy.disagreement",
        template="policy/admin/panel.html",
        context=disagreement,
        asks=asked,
        permission=PUBLISH,
        order=12,
        css=("policy/admin.css",),
    )
)
