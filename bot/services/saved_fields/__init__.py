"""What is saved by now of each thing that a form can save over, as the form's fields; and how such fields are put back.

A module a noun, each with ``stored(connection, desk, key)`` and ``put(connection, desk, key, fields)``;
`bot.services.replacements` knows them by their kind. What is put back was saved once, so it is not checked as a form
is.
"""
