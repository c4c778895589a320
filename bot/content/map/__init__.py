"""The map of a story, for moderators: an outline to read aloud, a Mermaid flowchart, and a picture.

Rule: a map shows what is written, wrong or right.
It needs the shape of a story only: a target that does not exist and a scene nobody reaches are drawn, and marked.
"""
