"""The forms, as modals; grouped as `bot.forms`, which reads them."""
