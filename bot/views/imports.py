"""Imports in words: the preview before anything is saved, progress, the receipt, and the list of imports."""
