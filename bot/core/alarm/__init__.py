"""Danger in what a teen types: `Listener.hear` says whether it is there, how urgent it is, and which help fits."""

from bot.core.alarm.listener import RINGS, RINGS_IN_PART, RINGS_WITH_PATTERN, Alarm, Danger, Harmless, Level, Listener
from bot.core.alarm.patterns import PatternError, compile_steps

__all__ = [
    "RINGS",
    "RINGS_IN_PART",
    "RINGS_WITH_PATTERN",
    "Alarm",
    "Danger",
    "Harmless",
    "Level",
    "Listener",
    "PatternError",
    "compile_steps",
]
