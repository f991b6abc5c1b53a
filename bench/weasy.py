"""The leaflet drawn by WeasyPrint: the same paper, words, pictures and tags by another engine.

Set up as a careful user of it would: fonts, style sheet and pictures are read once a process,
the page is parsed anew for every branch, and type sizes are given rather than sought. Its fonts
are static ones, cut from ours beforehand, because from a variable one it takes twenty times as
long.
"""

import base64
import importlib.resources
import logging
import os
import shutil
import subprocess
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType

from django.template import Context, Engine

HERE = Path(__file__).parent / "baseline"
CUT = Path("var/bench-fonts")
WEIGHTS = (400, 700, 900)
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


class MissingError(Exception):
    """WeasyPrint cannot start here; str() says what to install."""


def load() -> ModuleType:
    """Return weasyprint, fetching Pango where we may. Raises MissingError without it."""
    try:
        return importlib.import_module("weasyprint")
    except OSError:
        install_pango()
    try:
        return importlib.import_module("weasyprint")
    except OSError as error:
        names = " ".join(PACKAGES)
        raise MissingError(
            f"no comparison: WeasyPrint needs Pango (apt install {names})"
        ) from error


def install_pango() -> None:
    """Try the distribution's packages when we are allowed to."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", *PACKAGES]):
        call = ["apt-get", "-qq", *command]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(call, env=environment, check=False, **quiet)


def cut(weight: int) -> None:
    """Write one weight of our variable font as a font of its own; half a minute of work."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - comes with WeasyPrint
    from fontTools.varLib import instancer  # noqa: PLC0415

    folder = importlib.resources.files("justmytype_intl_cjk") / "fonts/ofl/notosanssc"
    font = TTFont(folder / "NotoSansSC[wght].ttf", lazy=True)
    instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True, optimize=False)
    font.save(CUT / f"{weight}.part")
    (CUT / f"{weight}.part").rename(CUT / f"{weight}.ttf")


def cut_fonts() -> None:
    """Make the static fonts that are not there yet; they stay for the next run."""
    CUT.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as pool:
        list(pool.map(cut, [w for w in WEIGHTS if not (CUT / f"{w}.ttf").exists()]))


class Leaflet:
    """One content, drawn again and again with another imprint."""

    def __init__(self, content: dict):
        weasyprint = load()
        cut_fonts()
        logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
        logging.getLogger("fontTools").setLevel(logging.CRITICAL)
        self.html = weasyprint.HTML
        self.fonts = weasyprint.text.fonts.FontConfiguration()
        faces = "".join(
            f'@font-face {{ font-family: "Leaflet"; font-weight: {w}; src: url("{w}.ttf") }}'
            for w in WEIGHTS
        )
        self.styles = [
            weasyprint.CSS(string=faces, base_url=f"{CUT.resolve()}/", font_config=self.fonts),
            weasyprint.CSS(filename=str(HERE / "leaflet.css"), font_config=self.fonts),
        ]
        self.template = Engine(dirs=[str(HERE)]).get_template("leaflet.html")
        self.said = dict(content)
        if picture := content["cover_picture"]:
            # The picture itself, out of the SVG that Typst wants round it.
            self.said["cover"] = picture["svg"].split('href="', 1)[1].split('"', 1)[0]
        self.pictures: dict = {}

    def pdf(self, imprint: dict) -> bytes:
        code = base64.b64encode(imprint["qr_svg"].encode()).decode()
        said = Context({**self.said, "i": imprint, "qr": f"data:image/svg+xml;base64,{code}"})
        page = self.html(string=self.template.render(said), base_url=f"{HERE}/")
        known = dict(self.pictures)  # a copy: one branch's code is of no use to the next
        made = page.write_pdf(
            stylesheets=self.styles,
            font_config=self.fonts,
            cache=known,
            pdf_variant="pdf/ua-1",
            pdf_tags=True,
        )
        self.pictures = self.pictures or known
        return made
