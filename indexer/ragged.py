"""Ragged tables: rows of different lengths laid end to end in one array, with the place where each begins."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]


def owners(firsts: Places, ends: Places) -> Places:
    """The row of every such place: [3, 7], [5, 8] -> [0, 0, 1]."""
    found: Places = np.repeat(np.arange(len(firsts)), ends - firsts)
    return found


def highest(groups: Places, values: NDArray[np.floating[Any]] | Places) -> Places:
    """Where each group, in ascending order, has its highest value, the first of equals: [2, 1, 2], [5, 0, 7] -> [1, 2]."""
    order = np.lexsort((-values, groups))
    return order[np.unique(groups[order], return_index=True)[1]]


def places(firsts: Places, ends: Places) -> Places:
    """The places from each first up to its end, one row after the other: [3, 7], [5, 8] -> [3, 4, 7]."""
    lengths = ends - firsts
    found: Places = np.arange(lengths.sum()) + np.repeat(firsts - np.cumsum(lengths) + lengths, lengths)
    return found
