"""The rules of the field, in plain Python: no Django, no database, no clock of their own ("today" is passed in)."""
