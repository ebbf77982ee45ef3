"""Waiting in the page's own time."""


def pass_time(page, milliseconds: int):
    """Timers that the page has set before, and that were due earlier, have run then, however slow the machine is."""
    page.evaluate("milliseconds => new Promise(done => setTimeout(done, milliseconds))", milliseconds)
