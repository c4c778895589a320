"""Tests of bot.adapters.playing."""
