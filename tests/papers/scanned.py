"""Codes as a camera sees them.

Rule: what decodes them is another library than the one that wrote them.
"""

from __future__ import annotations

import cv2
import numpy as np


def decoded(picture: bytes) -> str:
    """Read the code in a PNG; "" when there is none."""
    pixels = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert pixels is not None
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(pixels)
    return text
