"""How a rule that a service found broken comes back into the form it was broken in."""

from django import forms

from claims.errors import ClaimsError
from claims.web.errors import status_of


def report(form: forms.Form, error: ClaimsError) -> int:
    """Puts the sentence at the field it is about, else above the form; returns the status of the answer."""
    form.add_error(error.field if error.field in form.fields else None, error.message)
    return status_of(error)
