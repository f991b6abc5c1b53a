"""What a page brings with it, tags and topics, is saved after the page itself."""

from django.dispatch import receiver
from wagtail.search.index import insert_or_update_object
from wagtail.signals import page_published


@receiver(page_published, dispatch_uid="search_index_published_page")
def index_published_page(sender, instance, **kwargs):
    # Wagtail indexes at post_save, when the index would still see the tags of last time.
    insert_or_update_object(type(instance).objects.get(pk=instance.pk))
