"""The command line: reads arguments, calls a use case, says in French what came of it. No rule of the trade here.

A command imports its use case when it runs: the libraries of the calculation take longer to load than most commands
take to answer.
"""
