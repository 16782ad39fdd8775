"""The old name of asyncio. Not the same module, so that `dir` shows no submodules, as on a board."""


def __getattr__(attr):
    import asyncio

    return getattr(asyncio, attr)
