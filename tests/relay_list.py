"""The one list of what the private relay's acceptance suite asks for and no test here can show, each with its reason.

A number stands here, or in the docstring of a test, or in both where a test shows a part of it.
"""

CANNOT_RUN = (
    "Relay 5: there is no nudge in this version, so there is no token to be opened: nothing that leads back to a "
    "person is stored at all, and answers are announced by the line below every reminder (Relay 28).",
    "Relay 27: what a nudge may do; there is none. That nothing is sent to whoever asked has its test.",
    "Relay 68: whether the lists of known vulnerabilities name anything that is installed changes by the day and is "
    "asked of the network: `make audit`, a step of `.ci/run`. Hashes and scopes have their tests.",
)
