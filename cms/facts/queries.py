"""Facts by key, as pages and print ask for them."""

from cms.facts.models import Fact

HOTLINE_PREFIX = "hotline-"


def fact(key: str) -> Fact | None:
    return Fact.objects.filter(key=key).first()


def facts(keys: list[str]) -> list[Fact]:
    """Return the facts of these keys in the order asked for; unknown keys are left out."""
    found = {f.key: f for f in Fact.objects.filter(key__in=keys)}
    return [found[key] for key in keys if key in found]


def hotlines() -> list[Fact]:
    """Return the two numbers every page and sheet carries: police first, then fraud prevention."""
    return facts([f"{HOTLINE_PREFIX}110", f"{HOTLINE_PREFIX}96110"])


def hotlines_on_paper() -> list[dict]:
    """Return the hotlines as plain data, as an edition freezes them."""
    return [{"number": f.value, "name": f.label, "note": f.note} for f in hotlines()]
