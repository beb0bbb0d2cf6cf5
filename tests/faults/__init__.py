"""Faults: workers killed, frozen and lied to, and the books of what was planned and what arrived, held together."""
