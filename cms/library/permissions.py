from cms.branches.models import User


def user_can_withdraw(user: User | None) -> bool:
    return user is not None and user.is_active and user.has_perm("library.change_edition")
