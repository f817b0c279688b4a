"""The manager's process: it does what the web part asks for in the queue, under rights that the web part never has.

`running` takes the jobs one after the other; `tasks` says what each kind of job does. To add one: a function in a module
of this package, a line in `tasks.TASKS`, and whoever asks calls `store.queries.jobs.enqueue`.
"""
