"""Pictures of the CMS. Pages: library.py and plans.py."""

import factory
from factory.django import DjangoModelFactory
from wagtail.images.tests.utils import get_test_image_file

from cms.pages.models import Picture


class PictureFactory(DjangoModelFactory):
    class Meta:
        model = Picture

    title = factory.Sequence(lambda n: f"插图{n + 1}")
    credit = "测试用图"
    file = factory.LazyAttributeSequence(
        lambda picture, n: get_test_image_file(filename=f"picture-{n}.png", size=(96, 60))
    )
