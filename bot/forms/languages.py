"""The form of a person's own language."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from bot.forms.fields import Form
from core.setup.languages import chosen_language


class LanguageForm(Form):
    """``language``: a code, or `core.setup.languages.AS_SLACK`."""

    language: Annotated[str, BeforeValidator(lambda text: chosen_language(str(text)))]
