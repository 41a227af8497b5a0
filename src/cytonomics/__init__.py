"""Cytonomics: the market of adoptive cell therapy as quantities, claims, evidence, mechanism."""
