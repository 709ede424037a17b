"""What all of the gallery looks like: in each language a text file a message and a form, and one for all sentences."""
