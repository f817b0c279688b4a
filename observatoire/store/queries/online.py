"""Which publication everyone reads: the last that was put online. Said once, for every piece of SQL that needs it."""

ONLINE = "(select id, number from partner.publication_online order by id desc limit 1)"
"""Its number, and the number of the act that put it online."""
ONLINE_NUMBER = "(select number from partner.publication_online order by id desc limit 1)"
