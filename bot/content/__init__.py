"""The road of the content: YAML text -> strings with positions -> models -> checks -> Script."""
