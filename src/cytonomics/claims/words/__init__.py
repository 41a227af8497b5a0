"""The words around the numbers: sentences, clauses, names, places, and all of it in one scene."""
