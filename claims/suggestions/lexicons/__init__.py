"""English words the rules know, as plain data; no rule belongs here."""
