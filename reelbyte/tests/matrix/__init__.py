"""Who may do what: the tables of every app against the site as it is."""
