"""Rule: one line is printed, the port, once the server listens; it then serves until SIGTERM or SIGINT."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys

from tests.botapi.server import TOKEN, TelegramServer


async def serve(port: int, token: str, *, fast: bool, seed: int) -> None:
    """Serve until told to stop."""
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    server = TelegramServer(token, fast=fast, seed=seed)
    await server.start(port)
    sys.stdout.write(f"{server.url.rpartition(':')[2]}\n")
    sys.stdout.flush()
    await stopped.wait()
    await server.stop()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.botapi", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--fast", action="store_true", help="keep counters only")
    parser.add_argument("--seed", type=int, default=1, help="of the troubles")
    given = parser.parse_args()
    asyncio.run(serve(given.port, given.token, fast=given.fast, seed=given.seed))


if __name__ == "__main__":
    main()
