"""A desk that could be entered by a side door must not start."""

from django.core.checks import Error, register

# Those who are not in yet, or are leaving.
OUTSIDE = frozenset({"sign_in", "sign_out"})


def side_doors(patterns: list, door: type) -> list[str]:
    """Return the names of addresses whose view does not come through the door."""
    return [
        str(pattern.name or pattern.pattern)
        for pattern in patterns
        if pattern.name not in OUTSIDE
        and not issubclass(getattr(pattern.callback, "view_class", object), door)
    ]


@register("desk")
def check_every_address_has_the_door(app_configs, **kwargs) -> list[Error]:
    from campaigns.desk.urls import urlpatterns  # noqa: PLC0415 - app ready
    from campaigns.desk.views.door import DeskView  # noqa: PLC0415 - app ready

    return [
        Error(f"desk:{name} does not go through DeskView.", id="desk.E001")
        for name in side_doors(urlpatterns, DeskView)
    ]
