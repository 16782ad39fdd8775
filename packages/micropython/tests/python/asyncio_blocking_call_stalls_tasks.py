import asyncio
import time


async def ticker(log):
    while True:
        log.append(time.ticks_ms())
        await asyncio.sleep_ms(5)


async def main():
    log = []
    asyncio.create_task(ticker(log))
    await asyncio.sleep_ms(12)
    time.sleep_ms(40)
    await asyncio.sleep_ms(12)
    gaps = [time.ticks_diff(b, a) for a, b in zip(log, log[1:])]
    print(len([gap for gap in gaps if gap > 30]), max(gaps) >= 40)


asyncio.run(main())
