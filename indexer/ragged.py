"""Ragged tables: rows of different lengths laid end to end in one array, with the place where each begins."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]


def owners(firsts: Places, ends: Places) -> Places:
    """The row of every such place: [3, 7], [5, 8] -> [0, 0, 1]."""
    found: Places = np.repeat(np.arange(len(firsts)), ends - firsts)
    return found


def runs(*columns: NDArray[np.integer[Any]]) -> Places:
    """Where each run of equal rows begins, in columns of one length: [4, 4, 4, 7], [0, 0, 1, 1] -> [0, 2, 3]."""
    changed = np.ones(len(columns[0]), dtype=np.bool_)
    changed[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return np.flatnonzero(changed)


def highest(groups: Places, values: NDArray[np.floating[Any]] | Places) -> Places:
    """Where each group, in ascending order, has its highest value, the first of equals: [2, 1, 2], [5, 0, 7] -> [1, 2]."""
    order = np.lexsort((-values, groups))
    return order[runs(groups[order])]


def places(firsts: Places, ends: Places) -> Places:
    """The places from each first up to its end, one row after the other: [3, 7], [5, 8] -> [3, 4, 7]."""
    lengths = ends - firsts
    found: Places = np.arange(lengths.sum()) + np.repeat(firsts - np.cumsum(lengths) + lengths, lengths)
    return found
