"""HiGHS, silent, on one thread, looking for the optimum itself."""

import highspy

_BARE = highspy.Highs.__mro__[1]
"""The solver itself: what the library lays over it writes a banner on the standard output."""


def open_solver() -> highspy.Highs:
    """An empty model."""
    solver: highspy.Highs = _BARE()
    for name, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0)):
        solver.setOptionValue(name, value)
    return solver
