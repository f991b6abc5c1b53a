"""The palette and the few SVG shapes every picture is made of."""

DEEP = "#0b3b5c"
MID = "#2b6ea3"
SOFT = "#c5dbea"
PALE = "#e8f1f7"
GOLD = "#e0a83e"
AMBER = "#b97f1c"
CREAM = "#fdf3dc"
WHITE = "#ffffff"
SKIN = "#f6d0b1"
BLUSH = "#eeb08f"
GREY = "#b4bdc6"
LIGHT_GREY = "#d8dee4"
DARK_HAIR = "#34373f"
NIGHT = "#0a2233"
DUSK = "#17374f"
RED = "#b3261e"
WOOD = "#c9a06a"


def _attributes(fill, stroke, width, extra):
    parts = [f'fill="{fill or "none"}"']
    if stroke:
        parts.append(
            f'stroke="{stroke}" stroke-width="{width}" '
            'stroke-linecap="round" stroke-linejoin="round"'
        )
    parts += [f'{key.replace("_", "-")}="{value}"' for key, value in extra.items()]
    return " ".join(parts)


def rect(x, y, w, h, fill=None, r=0, stroke=None, width=0, **extra):
    return (
        f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}" '
        f"{_attributes(fill, stroke, width, extra)}/>"
    )


def circle(x, y, r, fill=None, stroke=None, width=0, **extra):
    return f'<circle cx="{x}" cy="{y}" r="{r}" {_attributes(fill, stroke, width, extra)}/>'


def ellipse(x, y, rx, ry, fill=None, stroke=None, width=0, **extra):
    return (
        f'<ellipse cx="{x}" cy="{y}" rx="{rx}" ry="{ry}" '
        f"{_attributes(fill, stroke, width, extra)}/>"
    )


def path(d, fill=None, stroke=None, width=0, **extra):
    return f'<path d="{d}" {_attributes(fill, stroke, width, extra)}/>'


def line(d, stroke=DEEP, width=8, **extra):
    """An open stroke with round ends."""
    return path(d, None, stroke, width, **extra)


def place(body, x=0, y=0, scale=1, turn=0, flip=False):
    """Move, size, turn and mirror a finished part."""
    across = -scale if flip else scale
    return f'<g transform="translate({x} {y}) rotate({turn}) scale({across} {scale})">{body}</g>'


def svg(width, height, body):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">{body}</svg>\n'
    )
