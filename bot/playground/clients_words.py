"""The words of Slack's own client around a form, a table and a message, in the language that a person has Slack in."""

from __future__ import annotations

POLISH = {
    "(optional)": "(opcjonalne)",
    "(edited)": "(edytowano)",
    "Reply in thread": "Odpowiedz w wątku",
    "Reply": "Odpowiedz",
    "Table": "Tabela",
    "Table, rows: {n}": "Tabela, wierszy: {n}",
    "Choose": "Wybierz",
    "Fill in this field.": "Wypełnij to pole.",
    "Choose something here.": "Wybierz coś.",
    "Add a file.": "Dodaj plik.",
    "Choose at most {n}.": "Wybierz najwyżej {n}.",
    "Enter a number, such as 12.5.": "Wpisz liczbę, na przykład 12.5.",
    "Enter a whole number, such as 12.": "Wpisz liczbę całkowitą, na przykład 12.",
    "Enter {n} or more.": "Wpisz co najmniej {n}.",
    "Enter {n} or less.": "Wpisz najwyżej {n}.",
    "Write at least {n} characters; {left} more to go.": "Wpisz co najmniej {n} znaków; brakuje {left}.",
    "Write at most {n} characters; take out {left}.": "Wpisz najwyżej {n} znaków; usuń {left}.",
    "Enter an e-mail address, such as anna@example.com.": "Wpisz adres e-mail, na przykład anna@example.com.",
    "Enter a web address, such as https://example.com.": "Wpisz adres strony, na przykład https://example.com.",
    "Add at most {n} files.": "Liczba plików: najwyżej {n}.",
    "Add at most 1 file.": "Dodaj najwyżej 1 plik.",
}


def clients_words(english: str, locale: str, **values: object) -> str:
    """The sentence in the language of ``locale``, as Slack writes it (``pl-PL``); English where there is no other."""
    text = POLISH.get(english, english) if locale.lower().startswith("pl") else english
    return text.format(**values)
