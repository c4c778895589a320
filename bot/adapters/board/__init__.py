"""A web page for the projector of a classroom: what a group did, in totals, as it happens.

Rule: the page shows what anybody in the room may see. Its key stands in no address that is sent, in no log, in no file.
"""
