"""印制选项 — how somebody wants an edition on paper. Plain values; no room is asked anything."""

from dataclasses import asdict, dataclass, fields

PAPERS = {"a1": (594, 841), "a2": (420, 594), "a3": (297, 420), "a4": (210, 297), "a5": (148, 210)}
"""Width and height in millimetres, upright (ISO 216)."""

INKS = {"colour": "彩色", "black": "黑白"}
SCRIPTS = {"hans": "简体", "hant": "繁體"}
TILES = ("a3", "a4")


@dataclass(frozen=True)
class PrintOptions:
    """What may be chosen about a print; an empty value leaves the choice to the layout.

    `ink` black is safe for a printer without colour: nothing but greys comes out. `press` adds
    3 mm of bleed and crop marks for a print shop. `tiles` cuts a large sheet over small ones.
    `distance_m` and `design` belong to the eye chart.
    """

    paper: str = ""
    ink: str = "colour"
    script: str = "hans"
    press: bool = False
    tiles: str = ""
    distance_m: int = 0
    design: str = ""

    def said(self) -> dict:
        """Return only what was chosen, for keeping as JSON."""
        defaults = asdict(PrintOptions())
        return {name: value for name, value in asdict(self).items() if value != defaults[name]}

    @classmethod
    def of(cls, said: dict) -> "PrintOptions":
        """Return the options that `said()` told. A name from another time is left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in said.items() if name in known})
