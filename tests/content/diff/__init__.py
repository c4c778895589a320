"""Tests of bot.content.diff."""
