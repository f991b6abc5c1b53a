"""Bundles for print shops, in the admin."""

from wagtail import hooks


@hooks.register("register_log_actions")
def register_printing_log_actions(actions) -> None:
    actions.register_action("printing.request_bundle", "申请印厂包", "申请了印厂包")
    actions.register_action("printing.cancel_bundle", "取消印厂包", "取消了印厂包")
    actions.register_action("printing.resume_bundle", "接着做印厂包", "让印厂包接着做")
