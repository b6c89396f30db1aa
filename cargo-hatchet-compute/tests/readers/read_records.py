#!/usr/bin/env python3
"""Reads the records out of an ELF program, written from FORMAT.md alone, and prints the plan as JSON.

The tests compare it with the reader of this repository: it shows that the format is described well enough for a reader
in another language. It finds sections in ELF files only.
"""

import json
import re
import struct
import sys

SECTION = b"hatchet_compute_v1"
FIXED_LENGTH = 94
FIXED_LENGTH_MIN = 68
CPU_KINDS = {1: ("shared", 256, 2048), 2: ("performance", 2048, 8192)}
REGIONS = (
    "ams arn atl bog bom bos cdg den dfw ewr eze fra gdl gig gru hkg iad jnb "
    "lax lhr mad mia nrt ord otp phx qro scl sea sin sjc syd waw yul yyz"
).split()
ONCE = {"step", "workflow", "timeout", "schedule_timeout", "on_failure", "description", "version", "at", "package"}
OF_STEPS = {"step", "timeout", "schedule_timeout", "on_failure", "parent"}
OF_WORKFLOWS = {"event", "cron", "description", "version"}
DURATION = re.compile(r"([0-9]+(\.[0-9]*)?(ms|s|m|h))+")
POOL = re.compile(rb"[a-zA-Z0-9._-]*")


class Refused(Exception):
    """A section that is not as FORMAT.md says."""


def sections(data):
    """Name and content of each section of an ELF file."""
    if data[:4] != b"\x7fELF":
        raise Refused("not an ELF file")
    wide, order = data[4] == 2, "<" if data[5] == 1 else ">"
    start = struct.unpack_from(order + ("Q" if wide else "I"), data, 40 if wide else 32)[0]
    size, count, names = struct.unpack_from(order + "HHH", data, 58 if wide else 46)
    headers = []
    for index in range(count):
        at = start + index * size
        name, kind = struct.unpack_from(order + "II", data, at)
        offset, length = struct.unpack_from(order + ("QQ" if wide else "II"), data, at + (24 if wide else 16))
        headers.append((name, b"" if kind == 8 else data[offset : offset + length]))
    if not headers:
        return
    strings = headers[names][1]
    for name, content in headers:
        yield strings[name : strings.index(b"\0", name)], content


def records(section):
    """The fixed part and the text of each record, after the checks that FORMAT.md asks for."""
    at = 0
    while True:
        while at < len(section) and section[at] == 0:
            at += 1
        left = len(section) - at
        if left == 0:
            return
        if left < 6 or section[at : at + 4] != b"HTCH":
            raise Refused(f"no record at {at}")
        if struct.unpack_from("<H", section, at + 4)[0] != 1:
            raise Refused(f"another version at {at}")
        if left < FIXED_LENGTH_MIN:
            raise Refused(f"cut off at {at}")
        length, text_offset = struct.unpack_from("<IH", section, at + 8)
        if not FIXED_LENGTH_MIN <= length <= left or not FIXED_LENGTH_MIN <= text_offset <= length:
            raise Refused(f"wrong length at {at}")
        record = section[at : at + length]
        checksum = struct.unpack_from("<H", record, 14)[0]
        is_old = text_offset == FIXED_LENGTH_MIN and checksum == 0
        if not is_old and int.from_bytes(record[:14] + bytes(2) + record[16:], "little") % 65521 != checksum:
            raise Refused(f"damaged at {at}")
        yield record[: min(text_offset, FIXED_LENGTH)].ljust(FIXED_LENGTH, b"\0"), section[at + text_offset : at + length].decode("utf-8")
        at += length


def lines(text):
    """Key and value of each line."""
    if text and not text.endswith("\n"):
        raise Refused("a line has no end")
    values = {}
    for line in text.split("\n")[:-1]:
        key, equals, value = line.partition("=")
        if not key or not equals or re.search(r"\\(?![\\nr])", value.replace("\\\\", "")):
            raise Refused(f"a bad line: {line!r}")
        value = re.sub(r"\\(.)", lambda found: {"\\": "\\", "n": "\n", "r": "\r"}[found[1]], value)
        values.setdefault(key, []).append(value)
    for key in ONCE & values.keys():
        if len(values[key]) > 1:
            raise Refused(f"{key} twice")
    return values


def location(values):
    """File, line and column, package and version; nothing if nothing is known."""
    found = {}
    if "at" in values:
        file, line, column = values["at"][0].rsplit(":", 2)
        found.update(file=file, line=int(line), column=int(column))
    if "package" in values:
        found["package"], found["version"] = values["package"][0].rsplit(" ", 1)
    return {"location": found} if found else {}


def duration(nanoseconds):
    """A duration as the saved plan has it."""
    if not 1 <= nanoseconds < 1 << 63:
        raise Refused("a bad duration")
    if nanoseconds < 10**9 and nanoseconds % 10**6 == 0:
        return f"{nanoseconds // 10**6}ms"
    seconds, rest = divmod(nanoseconds, 10**9)
    text = "".join(f"{count}{unit}" for count, unit in [(seconds // 3600, "h"), (seconds // 60 % 60, "m")] if count)
    last = f"{seconds % 60}.{rest:09}".rstrip("0").rstrip(".")
    return text if last == "0" and text else f"{text}{last}s"


def autoscaling(fixed):
    """How the number of machines follows the work."""
    wait, window, most, least, increment, up, down = struct.unpack_from("<QQHHHHH", fixed, 68)
    if not 1 <= most <= 1000 or least > most or not 1 <= increment <= most or not down < up <= 1000:
        raise Refused("autoscaling out of bounds")
    return {
        "max_replicas": most,
        "min_awake_replicas": least,
        "scale_to_zero": bool(fixed[7] & 4),
        "wait_duration": duration(wait),
        "rolling_window_duration": duration(window),
        "utilization_scale_up_threshold": up / 1000,
        "utilization_scale_down_threshold": down / 1000,
        "increment": increment,
    }


def compute(fixed):
    """The machines that a step asks for; None if it asks for none."""
    if fixed[7] not in (0, 1, 3, 7):
        raise Refused(f"unknown flags {fixed[7]}")
    if not fixed[7]:
        if any(fixed[20:]):
            raise Refused("a compute without its flag")
        return None
    memory_mb, regions, num_replicas, kind, cpus = struct.unpack_from("<IQHBB", fixed, 20)
    if kind not in CPU_KINDS:
        raise Refused(f"unknown kind of CPU {kind}")
    name, low, high = CPU_KINDS[kind]
    pool = fixed[36:68].rstrip(b"\0")
    if (
        not 1 <= cpus <= 64
        or num_replicas > 1000
        or regions >> len(REGIONS)
        or not low * cpus <= memory_mb <= min(high * cpus, 65536)
        or not POOL.fullmatch(pool)
    ):
        raise Refused("a compute out of bounds")
    found = {"cpu_kind": name, "cpus": cpus, "memory_mb": memory_mb}
    if fixed[7] & 2:
        if num_replicas:
            raise Refused("autoscaling and a number of replicas")
        found["autoscaling"] = autoscaling(fixed)
    else:
        if any(fixed[68:]):
            raise Refused("autoscaling without its flag")
        found["num_replicas"] = num_replicas
    codes = sorted(code for number, code in enumerate(REGIONS) if regions >> number & 1)
    if codes:
        found["regions"] = codes
    if pool:
        found["pool"] = pool.decode("ascii")
    return found


def step(fixed, values):
    """A step as the saved plan has it, and its compute."""
    if OF_WORKFLOWS & values.keys():
        raise Refused("a step with a line of a workflow")
    retries = struct.unpack_from("<I", fixed, 16)[0]
    if retries > 2147483647:
        raise Refused("too many retries")
    workflow, name = values["workflow"][0], values["step"][0]
    found = {"action": f"{workflow}:{name}".lower(), "workflow": workflow, "name": name}
    if "parent" in values:
        found["parents"] = values["parent"]
    for key in ["timeout", "schedule_timeout"]:
        if key in values:
            if not DURATION.fullmatch(values[key][0]):
                raise Refused(f"a bad {key}")
            found[key] = values[key][0]
    if retries:
        found["retries"] = retries
    if "on_failure" in values:
        if values["on_failure"][0] != "true":
            raise Refused("a bad on_failure")
        found["on_failure"] = True
    found.update(location(values))
    return found, compute(fixed)


def workflow(fixed, values):
    """A workflow as the saved plan has it."""
    if fixed[7] or any(fixed[16:]):
        raise Refused("a workflow with flags, retries or a compute")
    if OF_STEPS & values.keys():
        raise Refused("a workflow with a line of a step")
    found = {"name": values["workflow"][0]}
    for key, name in [("event", "on_events"), ("cron", "on_crons")]:
        if key in values:
            found[name] = values[key]
    for key in ["description", "version"]:
        if key in values:
            found[key] = values[key][0]
    found.update(location(values))
    return found


def plan(data):
    """Steps, workflows, and steps by what they ask for."""
    steps, workflows, configs = [], [], []
    for name, content in sections(data):
        if name != SECTION:
            continue
        # A crate that is linked twice has the same bytes twice.
        for fixed, text in dict.fromkeys(records(content)):
            if fixed[6] == 1:
                steps.append(step(fixed, lines(text)))
            elif fixed[6] == 2:
                workflows.append(workflow(fixed, lines(text)))
            else:
                raise Refused(f"unknown kind of record {fixed[6]}")
    steps.sort(key=lambda pair: pair[0]["action"].encode())
    workflows.sort(key=lambda workflow: workflow["name"].lower().encode())
    for found, machines in steps:
        same = [config for config in configs if config["compute"] == machines]
        if same:
            same[0]["actions"].append(found["action"])
        elif machines:
            configs.append({"compute": machines, "actions": [found["action"]]})
    return {"runtime_configs": configs, "steps": [found for found, _ in steps], "workflows": workflows}


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:
        print(json.dumps(plan(file.read())))
