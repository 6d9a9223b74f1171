#!/usr/bin/env python3
"""Totals of every FIT file below the folders given, read by PyPI fitdecode.

One line of JSON a file: record messages, lap messages, largest distance, first time stamp.
`cargo run -p trochlea-recording --example totals -- FOLDER` prints the same lines from our decoder;
with `--compare FILE` (that output) only the differences are printed, and the exit code is their
number, at most 100.
"""

import gzip
import json
import pathlib
import sys
import warnings

import fitdecode

warnings.simplefilter("ignore")


def totals(path):
    data = path.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    line = {"path": str(path), "n_records": 0, "n_laps": 0, "distance_m": None, "start_unix_s": None}
    try:
        for frame in fitdecode.FitReader(data, check_crc=fitdecode.CrcCheck.DISABLED):
            if not isinstance(frame, fitdecode.FitDataMessage):
                continue
            if frame.global_mesg_num == 19:
                line["n_laps"] += 1
            if frame.global_mesg_num != 20:
                continue
            line["n_records"] += 1
            for field in frame.fields:
                if isinstance(field.field_def, fitdecode.types.DevFieldDefinition):
                    continue
                if field.def_num == 5 and isinstance(field.value, (int, float)):
                    line["distance_m"] = max(line["distance_m"] or 0, round(field.value, 2))
                if field.def_num == 253 and line["start_unix_s"] is None and hasattr(field.value, "timestamp"):
                    line["start_unix_s"] = int(field.value.timestamp())
    except Exception as error:  # What it kept until then still counts.
        line["error"] = f"{type(error).__name__}: {error}"
    return line


def main(arguments):
    ours = {}
    if arguments[:1] == ["--compare"]:
        for text in pathlib.Path(arguments[1]).read_text().splitlines():
            line = json.loads(text)
            ours[line["path"]] = line
        arguments = arguments[2:]
    n_files, n_different = 0, 0
    for folder in arguments:
        for path in sorted(pathlib.Path(folder).rglob("*")):
            if not path.name.lower().endswith((".fit", ".fit.gz")):
                continue
            n_files += 1
            theirs = totals(path)
            if not ours:
                print(json.dumps(theirs))
                continue
            mine = ours.get(str(path), {})
            keys = [key for key in ("n_records", "n_laps", "distance_m", "start_unix_s") if mine.get(key) != theirs[key]]
            if keys or "error" in mine or "error" in theirs:
                n_different += bool(keys)
                print(json.dumps({"path": str(path), "differ": keys, "ours": mine, "theirs": theirs}))
    print(f"{n_files} files, {n_different} differ", file=sys.stderr)
    return min(n_different, 100) if ours else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
