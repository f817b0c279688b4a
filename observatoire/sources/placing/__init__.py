"""Geometry of what comes in: outlines made sound in Lambert-93, residences placed in their territories."""
