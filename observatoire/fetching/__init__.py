"""Public files from the web, when it can be reached: outlines of communes and EPCI, QPV, open file of the RPLS.

Only the person who types the command makes the observatory go outside; the service never does. What arrives is an ordinary
file, kept on the disk and loaded like one that was sent by hand.
"""
