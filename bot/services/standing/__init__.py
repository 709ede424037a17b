"""The state of each thing that a form can save over, as the form's fields, and how such fields are put back.

There is a module for each noun, with ``standing(connection, desk, key)`` and ``put(connection, desk, key, fields)``;
`bot.services.replacements` knows them by their kind. What is put back was saved once, so it is not checked again.
"""
