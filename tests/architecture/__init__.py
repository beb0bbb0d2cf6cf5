"""The house rules that an import linter cannot say, as checkers over parsed source.

Each checker takes sources and returns findings: sentences that begin with `path:line:` and say what to do.
"""
