"""The whole store in one file, and back: for the day when a disk dies, and for moving to another server.

The file holds rows, not definitions. The migrations make the tables, their rights and their policies again wherever
it is restored, whatever the name of the owner there: see `docs/decisions/0026-a-backup-holds-rows.md`.
"""
