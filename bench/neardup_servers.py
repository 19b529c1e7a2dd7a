#!/usr/bin/env python3
"""The archive index on PostgreSQL and on Redis: what adding stories, asking for one, and keeping them costs.

  python bench/neardup_servers.py [--stories 20000]

Starts both servers from their installed binaries in temporary folders (skips what is not there), each set to lose
nothing that was acknowledged (synchronous_commit, appendfsync always), and runs the same archive over both: one posting
for each shingle of a sketch. Needs the packages psycopg and redis.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.neardup_million import prints
from srclint.neardup.archive import Archive
from srclint.neardup.store import Row, Stats, short
from tests.neardup.postgresql import binaries, server


class RedisStore:
    """The least that an index needs, on Redis: a set of stories for each shingle."""

    def __init__(self, client: Any) -> None:  # noqa: ANN401 - the driver is not typed
        self.name = "redis"
        self.text = "stored"
        self.client = client

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Every question is one of its own."""
        yield

    writing = reading

    def close(self) -> None:
        """Close the connection."""
        self.client.close()

    def postings(self, hashes: Collection[int]) -> dict[int, list[int]]:
        """For each hash the stories that have it."""
        pipe = self.client.pipeline(transaction=False)
        for value in hashes:
            pipe.smembers(f"p{short(value)}")
        return {value: sorted(map(int, found)) for value, found in zip(hashes, pipe.execute(), strict=True)}

    def rows(self, numbers: Collection[int]) -> dict[int, Row]:
        """The stories of those numbers."""
        found = self.client.hmget("story", list(numbers)) if numbers else []
        return {number: Row(*json.loads(row)) for number, row in zip(numbers, found, strict=True) if row}

    def texts(self, numbers: Sequence[int]) -> dict[int, bytes]:
        """The texts of stories."""
        found = self.client.hmget("text", list(numbers)) if numbers else []
        return {number: data for number, data in zip(numbers, found, strict=True) if data}

    def numbers(self, count: int) -> Sequence[int]:
        """New numbers."""
        last = self.client.incrby("last", count)
        return range(last - count + 1, last + 1)

    def add(self, stories: Sequence[tuple[int, Row, bytes | None]], postings: Iterable[tuple[int, int]]) -> None:
        """Add stories in one transaction."""
        pipe = self.client.pipeline(transaction=True)
        for number, row, data in stories:
            pipe.hset("path", row.path, number)
            pipe.hset("story", number, json.dumps(row))
            pipe.hset("text", number, data)
        for value, number in postings:
            pipe.sadd(f"p{short(value)}", number)
        pipe.execute()

    def remove(self, paths: Sequence[str]) -> list[str]:
        """Remove stories."""
        found = [number for number in self.client.hmget("path", list(paths)) if number]
        if found:
            self.client.hdel("story", *found)
        return [str(number) for number in found]

    def count(self) -> int:
        """How many stories there are."""
        return int(self.client.hlen("story"))

    def stats(self) -> Stats:
        """Its size is memory, not disk."""
        return Stats(self.count(), 0, 0, int(self.client.info("memory")["used_memory"]), 0, self.text)

    def damage(self) -> Iterator[str]:
        """Nothing to ask."""
        return iter(())

    def everything(self) -> Iterator[tuple[int, str, bytes | None]]:
        """Not measured."""
        return iter(())

    def compact(self) -> None:
        """Nothing to do."""


@contextmanager
def redis_server() -> Iterator[Any]:
    """A client of a running server."""
    import redis

    with tempfile.TemporaryDirectory() as folder:
        socket = f"{folder}/redis.sock"
        options = ["--port", "0", "--unixsocket", socket, "--dir", folder, "--appendonly", "yes"]
        process = subprocess.Popen(
            ["redis-server", *options, "--appendfsync", "always", "--save", ""], stdout=subprocess.DEVNULL
        )
        client = redis.Redis(unix_socket_path=socket)
        try:
            for _ in range(100):
                if Path(socket).exists():
                    break
                time.sleep(0.05)
            yield client
        finally:
            process.terminate()
            process.wait()


def measured(archive: Archive, stories: int) -> dict[str, float]:
    """Add the stories, then ask for a hundred copies."""
    everything = list(prints(stories))
    started = time.perf_counter()
    archive.add(everything)
    out = {"inserts_a_second": round(stories / (time.perf_counter() - started))}
    times = []
    for number, story in enumerate(prints(100, stories // 2)):
        started = time.perf_counter()
        near = archive.neighbours(type(story)(f"new{number}.txt", story.text, story.segments, story.lines))
        times.append(1000 * (time.perf_counter() - started))
        assert near.prints
    out["query_ms"] = round(statistics.median(times), 2)
    out["bytes_a_story"] = round(archive.stats().size / stories)
    return out


def main() -> None:
    """Measure what is installed, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=20_000)
    given = parser.parse_args()
    if binaries() is not None:
        with server() as url, Archive.create(url) as archive:
            print("postgresql", json.dumps(measured(archive, given.stories)))
    if shutil.which("redis-server"):
        with redis_server() as client, Archive(RedisStore(client)) as archive:
            print("redis", json.dumps(measured(archive, given.stories)))
    with tempfile.TemporaryDirectory() as folder, Archive.create(Path(folder) / "a.index") as archive:
        print("sqlite", json.dumps(measured(archive, given.stories)))


if __name__ == "__main__":
    main()
