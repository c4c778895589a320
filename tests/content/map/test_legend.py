from __future__ import annotations

from tests.content.map.stories import broken, ride_home
from tests.content.map.test_svg import drawn, texts


def test_the_legend_explains_what_is_there_and_nothing_else() -> None:
    """A legend has what this story uses: no way back, no wrong target and no neutral choice where there is none."""
    legend = next(each for each in drawn(ride_home()).iter() if each.get("class") == "map-legend")
    other = next(each for each in drawn(broken()).iter() if each.get("class") == "map-legend")

    assert [] == [word for word in ("leads back", "does not exist", "neutral", "Done") if word in texts(legend)]
    assert [] == [word for word in ("leads back", "does not exist", "neutral") if word not in texts(other)]
