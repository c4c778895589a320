"""Pile ou face: a bot that helps teens see exploitation coming, and find help. Nothing personal is stored."""
