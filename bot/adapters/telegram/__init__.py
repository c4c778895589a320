"""Telegram: updates in, messages out.

One update is taken by `poller`, routed by `routes` (python-telegram-bot's handlers), read by `updates`, answered by the
conversation, written by `render` and sent by `outbox` through `client`. Chat and message ids live only as long as that.
"""
