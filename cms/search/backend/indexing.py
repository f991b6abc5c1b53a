"""The index side: an object seen by the indexer with its texts already cut into words."""

from collections.abc import Iterator

from django.db.models import Manager, Model
from django.utils.encoding import force_str
from wagtail.search.index import AutocompleteField, BaseField, RelatedFields, SearchField

from cms.search import segment

TITLE = "title"
# What its model gives at least this boost is short and says what the page is about.
BOOST_OF_A_SUMMARY = 2


def texts_in(value) -> Iterator[str]:
    """Yield the texts of a field's value; rich text and streams arrive as lists and dicts."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple, set)):
        for item in value:
            yield from texts_in(item)
    elif value is not None:
        yield force_str(value)


def related_objects(field: RelatedFields, obj: Model) -> list:
    related = field.get_value(obj)
    if related is None:
        return []
    if isinstance(related, Manager):
        return list(related.all())
    return [related() if callable(related) else related]


def fields_with_texts(obj: Model, fields: list, own: bool = True) -> Iterator[tuple]:
    """Yield (field, whether it is the object's own, its texts), following related objects."""
    for field in fields:
        if isinstance(field, RelatedFields):
            for related in related_objects(field, obj):
                yield from fields_with_texts(related, field.fields, own=False)
        elif isinstance(field, (SearchField, AutocompleteField)):
            yield field, own, list(texts_in(field.get_value(obj)))


def cut(field: BaseField, texts: list[str]) -> str:
    """Return the texts of one field as the index holds them: words with spaces between."""
    if isinstance(field, AutocompleteField):
        divide = segment.index_beginnings
    elif field.field_name == TITLE or (field.boost or 0) >= BOOST_OF_A_SUMMARY:
        divide = segment.index_short_text
    else:
        divide = segment.index_words
    return " ".join(word for text in texts for word in divide(text))


class CutSearchField(SearchField):
    """A search field whose text is known already."""

    def __init__(self, field_name: str, text: str, boost: float | None):
        super().__init__(field_name, boost=boost)
        self.text = text

    def get_value(self, obj) -> str:
        return self.text


class CutAutocompleteField(AutocompleteField):
    def __init__(self, field_name: str, text: str):
        super().__init__(field_name)
        self.text = text

    def get_value(self, obj) -> str:
        return self.text


class CutObject:
    """Stands in for a model's instance while it is indexed."""

    def __init__(self, obj: Model):
        self.pk = obj.pk
        self.fields = [
            self.cut_field(field, own, texts)
            for field, own, texts in fields_with_texts(obj, obj.get_search_fields())
        ]

    @staticmethod
    def cut_field(field: BaseField, own: bool, texts: list[str]) -> BaseField:
        text = cut(field, texts)
        if isinstance(field, AutocompleteField):
            return CutAutocompleteField(field.field_name, text)
        # The title of a topic is no title of the page: the indexer goes by the field's name.
        name = field.field_name if own else f"related_{field.field_name}"
        return CutSearchField(name, text, field.boost)

    def get_search_fields(self) -> list[BaseField]:
        return self.fields


class ChineseIndexMixin:
    """Goes before a database's Index."""

    def add_items(self, model, objs):
        super().add_items(model, [CutObject(obj) for obj in objs])

    def _refresh_title_norms(self, full=False):
        """Do nothing: our ranking does not use them, and they cost a full scan at every save."""
