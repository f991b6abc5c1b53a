"""The library in the admin."""

from wagtail import hooks


@hooks.register("register_log_actions")
def register_library_log_actions(actions) -> None:
    actions.register_action("library.issue_edition", "发布版次", "发布了版次")
    actions.register_action("library.withdraw_edition", "撤回版次", "撤回了版次")
