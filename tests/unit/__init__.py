"""Pure rules and views: no database, no network."""
