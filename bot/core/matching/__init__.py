"""Which entry a typed question means.

    from bot.core.matching import factory

    matcher = factory([("pay", "en", ["if i pay will it stop"]), ("block", "en", ["how do i block someone"])])
    matcher.rank("shud i payy him 2 stop")  # [("pay", 0.99), ("block", 0.01)]

Rule: pure; built once per content version; each stage a module of its own that can be switched off (`Stages`).

text -> words (`text`) -> short forms written out (`lexicon`) -> spelling mended (`spelling`) -> features (`features`:
words, pairs, letters, groups of synonyms) -> a linear classifier (`linear`) -> the top few compared with their
phrasings (`phrases`) -> a probability (`calibration`) -> answer, ask or don't know (`decision`).
"""

from bot.core.matching.decision import THRESHOLDS, Thresholds, decide, settled
from bot.core.matching.matcher import Known, Match, Matcher, Stages, factory

__all__ = ["THRESHOLDS", "Known", "Match", "Matcher", "Stages", "Thresholds", "decide", "factory", "settled"]
