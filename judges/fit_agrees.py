#!/usr/bin/env python3
"""Holds `trochlea inspect FILE --json` against PyPI fitdecode: fit_agrees.py BINARY FILE...

Samples, laps, starts and the device's own distances. Closes with the plain count of files.
"""

import datetime
import json
import pathlib
import subprocess
import sys
import time

import fitdecode

import fitdecode_totals

SESSION, START_TIME, TOTAL_DISTANCE = 18, 2, 9
# The device keeps centimetres; a number printed as a fraction of metres may miss by its last bit.
DISTANCE_WITHIN_M = 0.01
ANSWERS_WITHIN_S = 60


def sessions(path):
    """Start and distance of each session message, as the device wrote them."""
    found = []
    try:
        for frame in fitdecode.FitReader(path.read_bytes(), check_crc=fitdecode.CrcCheck.DISABLED):
            if isinstance(frame, fitdecode.FitDataMessage) and frame.global_mesg_num == SESSION:
                # A developer field has its own numbering.
                own = {field.def_num: field.value for field in frame.fields
                       if not isinstance(field.field_def, fitdecode.types.DevFieldDefinition)}
                found.append((own.get(START_TIME), own.get(TOTAL_DISTANCE)))
    except Exception:  # A broken end: what was read until then still counts.
        pass
    return found


def unix_s(text):
    return int(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


def differences(binary, path):
    theirs, messages = fitdecode_totals.totals(path), sessions(path)
    answer = subprocess.run([binary, "inspect", str(path), "--json"], capture_output=True,
                            stdin=subprocess.DEVNULL, timeout=ANSWERS_WITHIN_S)
    ours = json.loads(answer.stdout)
    if ours["schema"] != "trochlea.inspect/1":
        yield f"schema {ours['schema']}"
    kept = ours["sessions"]
    expected_exit = 0 if kept else 2
    if answer.returncode != expected_exit:
        yield f"exit {answer.returncode} with {len(kept)} sessions"
    for ours_key, theirs_key in (("n_samples", "n_records"), ("n_laps", "n_laps")):
        total = sum(session[ours_key] for session in kept)
        if total != theirs[theirs_key]:
            yield f"{ours_key}: {total} and {theirs[theirs_key]}"
    if kept and theirs["n_records"]:
        starts = {int(start.timestamp()) for start, _ in messages if hasattr(start, "timestamp")}
        starts.add(theirs["start_unix_s"])
        first = unix_s(kept[0]["start"]) if kept[0]["start"] else None
        # A clock that runs from power-on has no date: fitdecode gives none, we keep it and say so.
        has_no_date = not any(starts) and any(w["code"] == "clock_not_set" for w in ours["warnings"])
        if first not in starts and not has_no_date:
            yield f"start: {first} is none of {sorted(filter(None, starts))}"
    distances = [distance for _, distance in messages]
    if distances:
        said = [session["device_totals"]["distance_m"] for session in kept][:len(distances)]
        same = len(said) == len(distances) and all(
            (a is None and b is None) or (a is not None and b is not None and abs(a - b) <= DISTANCE_WITHIN_M)
            for a, b in zip(said, distances))
        if not same:
            yield f"device_totals.distance_m: {said} and {distances}"


def main(binary, paths):
    passed, failed, start = 0, 0, time.monotonic()
    for path in map(pathlib.Path, paths):
        try:
            found = list(differences(binary, path))
        except (OSError, ValueError, KeyError, TypeError, subprocess.TimeoutExpired) as error:
            found = [f"no answer to compare: {type(error).__name__}: {error}"]
        passed, failed = passed + (not found), failed + bool(found)
        for what in found:
            print(f"{path}: {what}")
    print(f"{passed + failed} files in {time.monotonic() - start:.1f} s; first number ours, second fitdecode's")
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
