"""Materials as editors fill them in."""

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm

from cms.library.actions import check_draft

STEPS_TO_PUBLISHING = ("action-submit", "action-publish", "action-restart-workflow")


class MaterialForm(WagtailAdminPageForm):
    """Whoever brings a draft nearer to print hears at once if it could not be printed."""

    def _post_clean(self):
        super()._post_clean()
        # A draft may be saved, previewed and sent back with anything in it.
        if self.errors or not self.leads_to_print():
            return
        try:
            check_draft(self.instance)
        except ValidationError as error:
            words = " ".join(error.messages)
            self.add_error(self.place_of(words), f"这份素材现在印不出来：{words}")

    def place_of(self, words: str) -> str | None:
        """Return the field that holds what the words name, so that they stand beside it."""
        places = self.instance.places_on_paper.items()
        return next((f for place, f in places if place in words and f in self.fields), None)

    def leads_to_print(self) -> bool:
        approves = self.data.get("workflow-action-name") == "approve"
        return approves or any(step in self.data for step in STEPS_TO_PUBLISHING)
