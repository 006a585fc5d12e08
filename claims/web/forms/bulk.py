"""The bar under a list of claims: what is to be done to those that are ticked."""

from uuid import UUID

from django import forms
from django.http import QueryDict

from claims.errors import ClaimsError
from claims.exchange.records import SourceReference
from claims.services.bulk_edits import BulkEdit, SourcePlace
from claims.services.labels import LONGEST_NAME as LONGEST_LABEL
from claims.services.source_resolver import LONGEST_NAME as LONGEST_SOURCE
from claims.vocabulary import ClaimStatus

PLACES = [
    (SourcePlace.BEYOND.value, "behind the last step"),
    (SourcePlace.BESIDE.value, "as a second chain"),
]


def _offering(names: str) -> forms.TextInput:
    """A text for which the page offers the names of one of its lists."""
    return forms.TextInput(attrs={"list": names, "autocomplete": "off"})


class BulkForm(forms.Form):
    """Every field may stay empty; what is filled in is done to all ticked claims at once."""

    add_label = forms.CharField(
        label="Add label", required=False, max_length=LONGEST_LABEL, widget=_offering("label-names")
    )
    remove_label = forms.CharField(
        label="Take off label", required=False, max_length=LONGEST_LABEL, widget=_offering("label-names")
    )
    status = forms.ChoiceField(
        label="Set status",
        required=False,
        choices=[("", "leave as is"), *((word.value, word.on_screen) for word in ClaimStatus)],
    )
    source = forms.CharField(
        label="Attach source", required=False, max_length=LONGEST_SOURCE, widget=_offering("source-names")
    )
    place = forms.ChoiceField(label="Where", required=False, choices=PLACES)

    def edit(self) -> BulkEdit:
        """Of a valid form."""
        given = self.cleaned_data
        return BulkEdit(
            add_label=given["add_label"],
            remove_label=given["remove_label"],
            status=ClaimStatus(given["status"]) if given["status"] else None,
            source=SourceReference(name=given["source"]) if given["source"] else None,
            place=SourcePlace(given["place"] or SourcePlace.BEYOND),
        )


def ticked(data: QueryDict) -> list[UUID]:
    """The claims whose boxes are ticked, each once. Raises ClaimsError."""
    try:
        return list(dict.fromkeys(UUID(value) for value in data.getlist("claim")))
    except ValueError as wrong:
        raise ClaimsError("A ticked claim cannot be read; reload the page and tick again.") from wrong
