"""The three ways in: files, pasted text, and the address of a page."""

from django import forms

from claims.services.article_rows import LONGEST_ADDRESS


class PasteForm(forms.Form):
    text = forms.CharField(
        label="Text of one article",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text="With its headline and date, if you have them: they are found and can be corrected.",
        error_messages={"required": "Paste the text of an article first."},
    )
    url = forms.CharField(label="Address (URL), if known", required=False, max_length=LONGEST_ADDRESS)


class AddressForm(forms.Form):
    url = forms.CharField(
        label="Address of one article",
        max_length=LONGEST_ADDRESS,
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
        help_text="The page is fetched once, without cookies. Pages behind a login: paste their text instead.",
        error_messages={"required": "Write the address of a page first."},
    )
