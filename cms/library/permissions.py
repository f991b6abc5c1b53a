from cms.branches.models import User


def user_can_issue(user: User | None) -> bool:
    """Return whether the user may publish material: Wagtail's own right, through its workflow."""
    return user is not None and user.is_active and user.has_perm("library.add_edition")


def user_can_withdraw(user: User | None) -> bool:
    return user is not None and user.is_active and user.has_perm("library.change_edition")
