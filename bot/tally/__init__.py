"""Aggregate counters. There is nobody in them."""
