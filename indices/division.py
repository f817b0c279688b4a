"""Division where there is something to divide by."""

import numpy as np

from indices.arrays import FloatArray


def divide(above: FloatArray, below: FloatArray, *, otherwise: float = np.nan) -> FloatArray:
    """Divide where the divisor is above zero.

    Parameters
    ----------
    above : ndarray of float64
        Not changed.
    below : ndarray of float64
        Of the shape of `above`, or one that stretches to it. Not changed.
    otherwise : float
        Where `below` is zero, negative or NaN.

    Returns
    -------
    ndarray of float64, shape of `above`
        In the memory order of `above`.
    """
    quotient = np.full_like(above, otherwise)
    np.divide(above, below, out=quotient, where=np.broadcast_to(below > 0, above.shape))
    return quotient
