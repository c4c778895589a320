"""Tests of the board for the projector."""
