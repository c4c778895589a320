"""Hearing danger, part by part."""
