"""The destination side: a ``Message`` becomes Slack's JSON and is posted.

``text`` escapes (nothing else does), ``cut`` shortens, ``render`` lays out, ``limits`` checks, ``destination`` says
where a message may go, ``post`` is the only door out.
"""
