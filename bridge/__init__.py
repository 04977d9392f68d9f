"""Backlog and GitHub webhooks in, clear Slack messages out, nothing stored.

One webhook travels in a straight line::

    open     Token    -> HookConfig   what the hook's own URL says, sealed (seal)
    verify   Delivery                 the signature, over the raw bytes (sources)
    read     Delivery -> Activity     what happened, in the source's words (sources)
    wanted   Activity -> maybe Skip   silence with a reason (filters)
    compose  Activity -> Message      who did what to which thing (sources)
    render   Message  -> JSON         how Slack says it (slack)
    post     JSON     -> Receipt      the only door out (slack)

``relay`` is that line; ``web`` brings a request to it and carries the answer back.
"""

__version__ = "0.1.0"
