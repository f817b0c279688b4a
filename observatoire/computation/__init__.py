"""From what was loaded to a draft: indices, how solid they are, what is withheld, and what would change."""

from observatoire.computation.draft import compute_draft

__all__ = ["compute_draft"]
