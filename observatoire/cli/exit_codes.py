"""What the command says to the shell when it ends; 130 is what shells give to what was interrupted."""

DONE, REFUSED, BAD_INPUT, NOT_READY, INTERRUPTED = 0, 1, 2, 3, 130
