class LabError(Exception):
    """What went wrong, with which machine or rack, and what to do about it: one sentence or two for a person."""


class UsageError(LabError):
    """The command line asks for something that cannot be."""
