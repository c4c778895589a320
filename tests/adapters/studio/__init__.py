"""Tests of the moderators' page."""
