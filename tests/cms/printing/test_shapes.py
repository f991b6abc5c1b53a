"""What an old edition relies on besides its templates: the shape of what they are told, and our
own Python that has a hand in the bytes.
"""

import hashlib
import json
from pathlib import Path

import pytest

from cms.library import eye_chart
from cms.printing import templates
from cms.printing.layouts import LAYOUTS
from cms.printing.root import with_files
from cms.printing.samples import NAMES, read_sample

KEPT = Path(__file__).with_name("input_shapes.json")
FOLDER = Path(templates.__file__).parent
HAVE_A_HAND_IN_THE_BYTES = (
    "eye_chart_of_library", "finish", "parts", "press", "qr", "root", "script", "tiles", "typst",
)  # fmt: skip


def shape_of(value):
    """The names and kinds of all there is in a value, without what it says."""
    if isinstance(value, dict):
        return {name: shape_of(one) for name, one in sorted(value.items())}
    if isinstance(value, list | tuple):
        shapes = {json.dumps(shape_of(one), sort_keys=True): shape_of(one) for one in value}
        return [shapes[name] for name in sorted(shapes)]
    return type(value).__name__


def shapes():
    """The shape of every sample of every layout, with that of its imprint."""
    found = {}
    for layout in LAYOUTS.values():
        for name in NAMES:
            _, content, imprints, _ = read_sample(layout, name).given(layout)
            found[f"{layout.code}-{name}"] = shape_of([with_files(content), *imprints])
    return found


def test_templates_of_long_ago_are_told_what_they_expect():
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert kept["version"] == templates.INPUT_VERSION
    assert json.loads(json.dumps(shapes())) == kept["shapes"], (
        "An input has another shape: raise INPUT_VERSION in cms/printing/templates.py, "
        "then run python -m tests.cms.printing.test_shapes"
    )


def code():
    """The hash of each module that decides bytes."""
    files = {name: FOLDER / f"{name}.py" for name in HAVE_A_HAND_IN_THE_BYTES}
    files["eye_chart_of_library"] = Path(eye_chart.__file__)
    return {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in files.items()}


def test_old_editions_hear_of_it_when_our_python_prints_other_bytes():
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert kept["output_version"] == templates.OUTPUT_VERSION
    assert kept["code"] == code(), (
        "Would an old edition come out in other bytes? Then raise OUTPUT_VERSION in "
        "cms/printing/templates.py. Either way: python -m tests.cms.printing.test_shapes"
    )


@pytest.mark.parametrize(("value", "shape"), [({"a": [1, 2]}, {"a": ["int"]}), ("x", "str")])
def test_a_shape_says_names_and_kinds_only(value, shape):
    assert shape_of(value) == shape


if __name__ == "__main__":
    kept = {
        "version": templates.INPUT_VERSION,
        "output_version": templates.OUTPUT_VERSION,
        "code": code(),
        "shapes": shapes(),
    }
    KEPT.write_text(json.dumps(kept, ensure_ascii=False, sort_keys=True, indent=1) + "\n")
