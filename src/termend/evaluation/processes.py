"""What a whole process costs: wall time, processor time and peak memory, imports and start included."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from termend.errors import TermendError

# A process inherits the peak memory of the one that forked it (getrusage(2)), so a small one stands between.
# Its last line on standard output is what the command cost.
_LAUNCHER = """
import json, os, subprocess, sys, time
started = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
peak = used = None
if hasattr(os, "wait4"):
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    used = usage.ru_utime + usage.ru_stime
else:
    process.wait()
print(json.dumps([time.perf_counter() - started, peak, used, process.returncode]))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took.

    Attributes:
        seconds: wall time.
        processor: seconds of processor time, of the user and the system; None where the system keeps no count.
        megabytes: peak resident memory in units of 2**20 bytes; None where the system keeps no count.
    """

    seconds: float
    processor: float | None
    megabytes: float | None


def run(arguments: Sequence[str], environment: Mapping[str, str], accepted: Sequence[int] = (0, 1)) -> Cost:
    """Run `python ARGUMENTS` once.

    Raises:
        TermendError: where it exits with a code that is not accepted.
    """
    command = [sys.executable, *arguments]
    launched = subprocess.run(
        [sys.executable, "-S", "-E", "-c", _LAUNCHER, *command], env=dict(environment), capture_output=True, text=True
    )
    seconds, peak, used, code = json.loads(launched.stdout)
    if code not in accepted:
        raise TermendError(f"{' '.join(command)} failed with exit code {code}: {launched.stderr[-2000:]}")
    return Cost(seconds, used, None if peak is None else peak / 2**20)
