"""Pure rules, drafts and results: no clock, no I/O, no SQL, no Slack."""
