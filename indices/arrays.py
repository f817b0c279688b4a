"""Names for the array types that the calculation passes around."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

FloatArray: TypeAlias = NDArray[np.float64]
BoolArray: TypeAlias = NDArray[np.bool_]
StatusArray: TypeAlias = NDArray[np.int8]
ClassArray: TypeAlias = NDArray[np.int8]
PositionArray: TypeAlias = NDArray[np.int64]
DrawArray: TypeAlias = NDArray[np.float32]
