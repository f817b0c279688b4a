"""HiGHS without the banner that it writes on the standard output of whoever uses it."""

import highspy

_BARE = highspy.Highs.__mro__[1]
"""The solver itself; what the library lays over it (callbacks) is what speaks, and is not used here."""


def open_model() -> highspy.Highs:
    """An empty model that says nothing, on one thread, and looks for the optimum itself."""
    model: highspy.Highs = _BARE()
    for name, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0)):
        model.setOptionValue(name, value)
    return model
