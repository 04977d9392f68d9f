"""The other outbox: a rendered message into an SQS FIFO queue, and a worker that posts it.

    outbox        Envelope -> an item in the queue, with the token as it is sealed
    worker        items -> Slack, or back into the queue for later, or into the dead-letter queue with a reason
    standing      a worker that runs by itself (``bridge work``); on Lambda the platform feeds it
    dead_letters  what an operator does with those
    sqs           the only door to SQS

docs/decisions/0006-queue.md says why each is as it is.
"""
