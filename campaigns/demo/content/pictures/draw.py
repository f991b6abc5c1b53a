"""Draw every picture of the starter content: `python draw.py [slug …]`.

Writes <slug>.svg and a palette <slug>.png beside this file. Needs typst and Pillow, which the
site needs anyway.
"""

import io
import sys
from pathlib import Path

import typst
from covers import COVERS
from PIL import Image
from scenes import SCENES
from shapes import svg

HERE = Path(__file__).resolve().parent
MOST_BYTES = 60 * 1024


def rendered(source, width, height):
    """The SVG as a Pillow image; typst draws it, so no browser is needed."""
    page = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)\n"
        f'#image("{source.name}", width: {width}pt)'
    )
    main = source.with_suffix(".typ")
    main.write_text(page, encoding="utf-8")
    try:
        png = typst.compile(str(main), format="png", ppi=72)
    finally:
        main.unlink()
    return Image.open(io.BytesIO(png)).convert("RGBA")


def palette_png(image):
    """Flat art has few colours: keep the commonest exactly, so that skin stays skin."""
    counted = sorted(image.getcolors(1 << 24), reverse=True)
    table = Image.new("P", (1, 1))
    for colours in (200, 96, 48):
        out = io.BytesIO()
        if image.getextrema()[3][0] < 255:
            small = image.quantize(colours, method=Image.Quantize.FASTOCTREE)
        else:
            table.putpalette([c for _, rgba in counted[:colours] for c in rgba[:3]])
            small = image.convert("RGB").quantize(palette=table, dither=Image.Dither.NONE)
        small.save(out, "PNG", optimize=True)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()


def draw(slug, width, height, picture):
    source = HERE / f"{slug}.svg"
    source.write_text(svg(width, height, picture()), encoding="utf-8")
    data = palette_png(rendered(source, width, height))
    source.with_suffix(".png").write_bytes(data)
    sys.stdout.write(f"{slug}: {width}×{height}, {len(data) / 1024:.0f} kB\n")


def main(wanted):
    pictures = {slug: (1200, 800, picture) for slug, picture in SCENES.items()} | COVERS
    for slug, picture in pictures.items():
        if not wanted or slug in wanted:
            draw(slug, *picture)


if __name__ == "__main__":
    main(sys.argv[1:])
