"""Ragged tables: rows of different lengths laid end to end in one array, with the place where each begins."""

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]


def places(firsts: Places, ends: Places) -> Places:
    """The places from each first up to its end, one row after the other: [3, 7], [5, 8] -> [3, 4, 7]."""
    lengths = ends - firsts
    found: Places = np.arange(lengths.sum()) + np.repeat(firsts - np.cumsum(lengths) + lengths, lengths)
    return found
