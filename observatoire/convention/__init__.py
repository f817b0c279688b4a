"""The convention as rules and figures, pure: counts of attributions in, gauges out. No database, file, clock or web."""
