"""Block Kit of the private door. Titles and ids are neutral: they may be seen over a shoulder."""
