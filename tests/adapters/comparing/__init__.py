"""Tests of bot.adapters.comparing."""
