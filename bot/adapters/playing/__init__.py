"""A player who walks through the stories, for moderators: what it met, and one path again."""
