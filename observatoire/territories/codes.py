"""The codes by which everybody names a commune and a landlord."""

import re

CODE_INSEE = re.compile(r"[0-9][0-9AB][0-9]{3}")
SIREN = re.compile(r"[0-9]{9}")
