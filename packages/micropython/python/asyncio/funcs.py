"""wait_for and gather."""

from . import core


async def _run(waiter, aw):
    """Awaits `aw` and ends the waiter's sleep with what came of it."""
    result = None
    try:
        result = await aw
        status = True
    except BaseException as er:
        status = er
    if waiter.data is None and waiter.cancel():
        # It is still asleep: the CancelledError that wakes it carries the outcome. A cancellation from outside that
        # comes before the waiter runs replaces this one, and then has no outcome.
        waiter.data = core.CancelledError(status, result)


async def wait_for(aw, timeout, sleep=core.sleep):
    task = core._promote_to_task(aw)
    if timeout is None:
        return await task
    runner = core.create_task(_run(core.cur_task, task))
    try:
        await sleep(timeout)
    except core.CancelledError as er:
        outcome = er.value
        if outcome is None:
            runner.cancel()
            raise er
        if outcome is True:
            return er.args[1]
        raise outcome
    # Too late. The awaited task may still clean up, and that is waited for.
    runner.cancel()
    await runner
    raise core.TimeoutError


def wait_for_ms(aw, timeout):
    return wait_for(aw, timeout, core.sleep_ms)


class _Gathering:
    """Marks a task that sits in `gather`: it is on no queue, so cancelling has nothing to remove it from."""

    @staticmethod
    def remove(task):
        pass


# async
def gather(*aws, return_exceptions=False):
    if not aws:
        return []

    def done(task, er):
        nonlocal pending, failure
        if gatherer.data is not _Gathering:
            # It is on its way already: an earlier task failed, or it was cancelled.
            return
        if return_exceptions or isinstance(er, StopIteration):
            pending -= 1
            if pending:
                return
        else:
            failure = er
        core._task_queue.push(gatherer)

    gatherer = core.cur_task
    tasks = [core._promote_to_task(aw) for aw in aws]
    pending = 0
    failure = None
    failed_before = False
    for task in tasks:
        state = task.state
        if state is True:
            task.state = done
            pending += 1
        elif state:
            # Somebody else waits for it, and a task has room for one kind of waiter only.
            raise RuntimeError("can't gather")
        elif not return_exceptions and not isinstance(task.data, StopIteration):
            failed_before = True

    cancelled = False
    if pending and not failed_before:
        gatherer.data = _Gathering
        try:
            yield
        except core.CancelledError as er:
            cancelled = True
            failure = er

    results = []
    for task in tasks:
        if task.state is done:
            # Still running: let go of it.
            task.state = True
            if cancelled:
                task.cancel()
            results.append(None)
            continue
        er = task.data
        if isinstance(er, StopIteration):
            results.append(er.value)
        else:
            if not return_exceptions and failure is None:
                failure = er
            results.append(er)
    if failure:
        raise failure
    return results
