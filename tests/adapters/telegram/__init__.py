"""The Telegram adapter against `tests.botapi`, and its parts alone."""
