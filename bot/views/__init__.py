"""Block Kit: pure builders (data in, dict out) and readers (payload in, draft out)."""
