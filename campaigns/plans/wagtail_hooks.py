"""Campaign plans in the admin."""

from wagtail import hooks


@hooks.register("register_log_actions")
def register_plans_log_actions(actions) -> None:
    actions.register_action("plans.set_targets", "写入目标", "按参与机构写入了各网点的目标")
