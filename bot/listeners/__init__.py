"""Listeners: plain functions from a desk and a payload to a reply. They are registered in `bot.registry`.

A reply is what the acknowledgement carries; the work is done before it is given (P-01).
"""
