# asyncio on one core, a thread on the other, which sets a flag.
import _thread, asyncio, time

flag = asyncio.ThreadSafeFlag()
queue = []
answers = []


def other():
    for i in range(4):
        time.sleep_ms(10)
        queue.append(i)
        flag.set()


async def ticker():
    while True:
        await asyncio.sleep_ms(7)
        answers.append("tick")


async def main():
    task = asyncio.create_task(ticker())
    _thread.start_new_thread(other, ())
    start = time.ticks_ms()
    for _ in range(4):
        await flag.wait()
        answers.append((queue.pop(), time.ticks_diff(time.ticks_ms(), start)))
    task.cancel()


asyncio.run(main())
print(answers)


# The other way round.
async def blink(n):
    for i in range(n):
        await asyncio.sleep_ms(2)
    print("tasks on", _thread.get_ident(), time.ticks_diff(time.ticks_ms(), start))


time.sleep_ms(5)
start = time.ticks_ms()
_thread.start_new_thread(asyncio.run, (blink(5),))
while time.ticks_diff(time.ticks_ms(), start) < 20:
    pass
print("main on", _thread.get_ident())
