"""A web page for moderators: the content folder, its problems, and the bot that would play it.

Rule: the page only reads. Files are edited in an editor; nothing that is typed or clicked here is kept or written.
"""
