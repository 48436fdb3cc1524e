"""How each tier is managed: norms as data, the facts of one relationship, and the advice that follows from both."""
