"""An edition is printed as it was issued, whatever has become of the templates since."""

import pytest

from cms.library.models import Edition
from cms.printing import templates
from cms.printing.actions import pin_templates, print_for_branch
from cms.printing.layouts import layouts_for
from cms.printing.models import Pin, TemplateSet
from cms.printing.rendering import print_job
from tests.factories.branches import staff
from tests.factories.library import a_leaflet, a_tip, an_eye_chart

pytestmark = pytest.mark.django_db


def job_of(edition):
    return print_job(edition, layouts_for(edition)[0])


@pytest.fixture
def repainted(monkeypatch):
    """Templates of another day: the deep blue is another blue, the imprint's words are others."""
    changed = {
        name: text.replace("#0b3b5c", "#123456").replace("版次 ", "第 ")
        for name, text in templates.current_sources().items()
    }

    def repaint():
        monkeypatch.setattr(templates, "current_sources", lambda: changed)
        monkeypatch.setattr(templates, "current_sha256", lambda: templates.sources_sha256(changed))
        # Where it was imported by name as well.
        monkeypatch.setattr(
            "cms.printing.rendering.current_sha256", lambda: templates.sources_sha256(changed)
        )

    return repaint


def test_issuing_an_edition_pins_it_to_templates_fonts_and_engine(network):
    a_tip()
    pinned = Pin.objects.get().template_set
    assert pinned.files == templates.current_sources()
    assert pinned.sha256 == templates.current_sha256()
    assert pinned.fonts_sha256 == templates.fonts_sha256()
    assert pinned.engine.startswith("typst ")


def test_editions_of_one_day_share_a_template_set(network):
    a_tip()
    a_leaflet()
    assert (Pin.objects.count(), TemplateSet.objects.count()) == (2, 1)


@pytest.mark.parametrize("issue", [a_tip, a_leaflet, an_eye_chart])
def test_an_old_edition_is_the_same_bytes_after_the_templates_have_changed(
    network, repainted, issue
):
    issue()
    edition = Edition.objects.get()
    before = job_of(edition).pdf(network.garden)
    repainted()
    assert job_of(edition).pdf(network.garden) == before
    assert job_of(edition).differs == ""


def test_an_edition_issued_after_the_change_wears_the_new_templates(network, repainted):
    a_tip(title="旧模板的小贴士")
    old = Edition.objects.get()
    repainted()
    a_tip(title="新模板的小贴士")
    new = Edition.objects.exclude(pk=old.pk).get()
    assert "#123456" in str(new.pin.template_set.files)
    assert "#123456" not in str(old.pin.template_set.files)
    assert TemplateSet.objects.count() == 2


def test_a_pinned_edition_stays_pinned_to_its_first_set(network, repainted):
    a_tip()
    edition = Edition.objects.get()
    first = edition.pin.template_set
    repainted()
    assert pin_templates(edition=edition).template_set == first


@pytest.mark.parametrize(
    ("field", "words"),
    [("fonts_sha256", "字体换过"), ("engine", "排版软件升过级")],
)
def test_a_change_we_cannot_undo_is_said_plainly(network, field, words):
    a_tip()
    TemplateSet.objects.update(**{field: "another"})
    assert words in job_of(Edition.objects.get()).differs


def test_sources_that_no_longer_understand_us_give_way_to_those_of_today(network, repainted):
    a_tip()
    edition = Edition.objects.get()
    TemplateSet.objects.update(input_version=templates.INPUT_VERSION - 1, sha256="old")
    job = job_of(edition)
    assert job.sources is None
    assert job.differs.startswith("这一版的旧模板和现在的系统对不上")
    assert job.pdf(network.garden).startswith(b"%PDF")


def test_a_print_remembers_how_it_was_wanted(network):
    from_tip = a_tip()
    edition = Edition.objects.get(material=from_tip)
    run, _ = print_for_branch(edition=edition, branch=network.garden, user=staff(network.garden))
    assert run.options == {"paper": "a4"}
