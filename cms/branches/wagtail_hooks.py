"""Branches and the people who work there, in the admin."""

from wagtail import hooks


@hooks.register("register_log_actions")
def register_branches_log_actions(actions) -> None:
    actions.register_action("branches.close", "停业", "把机构停业了")
    actions.register_action("branches.end_posting", "结束任职", "结束了任职")
    actions.register_action("branches.import", "导入机构", "导入了机构表")
