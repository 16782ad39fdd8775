"""An empty module, to be made into one that the interpreter does not have."""
