"""The workers: one's own on this machine, or those of a Dask cluster that runs already."""

from __future__ import annotations

import contextlib
import logging
import warnings
from collections.abc import Iterator

import dask
from dask.utils import parse_bytes
from distributed import Client, LocalCluster

from termend.errors import OptionError

_DEATHS = 1  # of workers under one task, beyond which it is taken for the cause
_CONNECT_SECONDS = 30
LEAST_MEMORY = 600_000_000
"""Bytes that a worker is allowed at least: tables and a glossary take up to two thirds of it, and Dask stops one near
its limit."""
_LOGGERS = ("distributed", "distributed.client", "distributed.nanny", "distributed.scheduler", "distributed.core")


@contextlib.contextmanager
def cluster(scheduler: str | None, count: int, memory: str) -> Iterator[Client]:
    """A client of the cluster at an address, or of one's own workers on this machine.

    Args:
        scheduler: `tcp://…`; None for workers of one's own.
        count: of one's own workers.
        memory: limit of each, as Dask writes it (`1GB`).

    Raises:
        OptionError: where no scheduler answers at the address, or the limit means nothing.
    """
    settings = {
        "distributed.scheduler.allowed-failures": _DEATHS,
        "distributed.comm.timeouts.connect": f"{_CONNECT_SECONDS}s",
        "distributed.admin.large-graph-warning-threshold": "1GB",
    }
    with dask.config.set(settings), _silenced():
        if scheduler is not None:
            with _joined(scheduler) as client:
                yield client
            return
        try:
            allowed = parse_bytes(memory)
        except ValueError as error:
            raise OptionError(f"--memory {memory} is no amount: write it as 1GB or 800MiB") from error
        if allowed < LEAST_MEMORY:
            raise OptionError(
                f"--memory {memory} is less than a worker needs: give it {LEAST_MEMORY // 10**6}MB or more"
            )
        with (
            LocalCluster(
                n_workers=count,
                threads_per_worker=1,
                memory_limit=memory,
                dashboard_address=None,
                silence_logs=logging.CRITICAL,
            ) as own,
            Client(own, set_as_default=False) as client,
        ):
            yield client


def _joined(scheduler: str) -> Client:
    try:
        return Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, ImportError) as error:
        said = str(error).strip().split("\n")[0] or type(error).__name__
        raise OptionError(f"No scheduler answers at {scheduler} ({said}): start one, or leave it out") from error


@contextlib.contextmanager
def _silenced() -> Iterator[None]:
    """Dask's own messages are told in termend's words where they matter."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Port .* is already in use")  # another run's; this one takes another
            yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
