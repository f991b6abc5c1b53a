"""What templates are told has a shape, and templates of long ago rely on it."""

import json
from pathlib import Path

import pytest

from cms.printing import templates
from cms.printing.layouts import LAYOUTS
from cms.printing.root import with_files
from cms.printing.samples import NAMES, read_sample

KEPT = Path(__file__).with_name("input_shapes.json")


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


@pytest.mark.parametrize(("value", "shape"), [({"a": [1, 2]}, {"a": ["int"]}), ("x", "str")])
def test_a_shape_says_names_and_kinds_only(value, shape):
    assert shape_of(value) == shape


if __name__ == "__main__":
    kept = {"version": templates.INPUT_VERSION, "shapes": shapes()}
    KEPT.write_text(json.dumps(kept, ensure_ascii=False, sort_keys=True, indent=1) + "\n")
