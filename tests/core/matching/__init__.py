"""Tests of the matcher, stage by stage and as a whole."""
