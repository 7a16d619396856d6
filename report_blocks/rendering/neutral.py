"""Texts that no spreadsheet runs as a formula, and the way back."""

# What spreadsheets take for a formula at the start of a text (OWASP ASVS 1.2.10), and the
# full-width forms that some of them fold.
FORMULA_STARTS = tuple("=+-@\t\r\n\0＝＋－＠")


def neutral(text: str) -> str:
    """A text that no spreadsheet runs as a formula; numbers never come through here.

    A text that looks neutralised gets one more apostrophe: ``original`` takes it away again.
    """
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def original(text: str) -> str:
    """The text that ``neutral`` was given."""
    return text[1:] if text[:1] == "'" and text.lstrip("'").startswith(FORMULA_STARTS) else text
