"""Runs a command with DATABASE_URL and CACHE_URL of running services; fails if they are missing.

    .venv/bin/python scripts/with_services.py COMMAND...

Without these two in the environment, PostgreSQL and Redis of this machine are taken.
"""

import os
import subprocess
import sys

import psycopg
import redis

DATABASE_URL = "postgres://postgres@127.0.0.1:5432/postgres"
CACHE_URL = "redis://127.0.0.1:6379/0"


def main() -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": os.environ.get("DATABASE_URL", DATABASE_URL),
        "CACHE_URL": os.environ.get("CACHE_URL", CACHE_URL),
    }
    try:
        with psycopg.connect(environment["DATABASE_URL"], connect_timeout=5):
            pass
    except psycopg.OperationalError as error:
        raise SystemExit(f"PostgreSQL does not answer: {error}") from error
    try:
        redis.Redis.from_url(environment["CACHE_URL"], socket_connect_timeout=5).ping()
    except redis.RedisError as error:
        raise SystemExit(f"Redis does not answer: {error}") from error
    if len(sys.argv) > 1:
        raise SystemExit(subprocess.run(sys.argv[1:], env=environment, check=False).returncode)


if __name__ == "__main__":
    main()
