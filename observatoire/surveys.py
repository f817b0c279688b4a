"""How the survey of an edition is named, in every place where a person reads it."""


def label_survey(ops: int | None) -> str:
    """Name a millésime of the survey; an edition of the stock alone has none (0 in the store)."""
    return f"OPS {ops}" if ops else "sans OPS"
