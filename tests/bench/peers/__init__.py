"""The bots that Rapport is measured against, and its own frame around a known piece of work.

Each module is a process of its own, run until it is ended by the settings in its environment, so that none pays for
what another imports.
"""
