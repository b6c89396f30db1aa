"""Prints the nanoseconds that the Python SDK takes to make the runtime configs of 10,000 actions.

The actions and their compute match the program with 10,000 steps. Only the SDK's function is timed.
"""

import time

from hatchet_sdk.compute.configs import Compute
from hatchet_sdk.compute.managed_compute import ManagedCompute


class Action:
    def __init__(self, memory_mb):
        self._step_compute = Compute(
            cpu_kind="shared", cpus=8, memory_mb=memory_mb, num_replicas=2, regions=["ewr", "lhr"]
        )


class Client:
    class config:
        runnable_actions = None


managed = ManagedCompute.__new__(ManagedCompute)
managed.client = Client()
managed.max_runs = 1
actions = {f"step_{n}:step_{n}": Action(2048 + 256 * (n % 40)) for n in range(10_000)}

start = time.perf_counter_ns()
configs = managed.get_compute_configs(actions)
elapsed = time.perf_counter_ns() - start
assert len(configs) == 40, configs
print(elapsed)
