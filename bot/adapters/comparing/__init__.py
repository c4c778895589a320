"""Two versions of the content, compared for moderators: which versions, what changed, which answers."""
