"""The return in the admin's reports."""

from django.urls import path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from campaigns.plans.queries import running
from campaigns.returns.reports import PERMISSION, URL_NAME, CampaignReturnView, progress


class CampaignReturnMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm(PERMISSION)


@hooks.register("register_admin_urls")
def register_campaign_return_url():
    return [path("reports/campaign-return/", CampaignReturnView.as_view(), name=URL_NAME)]


@hooks.register("register_reports_menu_item")
def register_campaign_return_menu_item():
    return CampaignReturnMenuItem(
        "活动回报",
        reverse(URL_NAME),
        name="campaign-return",
        icon_name="doc-full-inverse",
        order=10,
    )


@hooks.register("register_log_actions")
def register_returns_log_actions(actions) -> None:
    actions.register_action("returns.add_scans", "补记扫码量", "批量补记了扫码量")


class RunningCampaignsPanel(Component):
    """The campaigns that run today, each with how far it has come."""

    name = "running_campaigns"
    template_name = "wagtailadmin/home/running_campaigns.html"
    order = 20

    def get_context_data(self, parent_context):
        return {"progress": progress(list(running(timezone.localdate()))), "report": URL_NAME}


@hooks.register("construct_homepage_panels")
def show_running_campaigns(request, panels) -> None:
    if request.user.has_perm(PERMISSION):
        panels.append(RunningCampaignsPanel())
