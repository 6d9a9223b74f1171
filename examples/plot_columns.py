"""Plots what a run cost one knee, kilometre by kilometre and as it grew.

    trochlea export --columns one.parquet --run RECORDING_OR_ID
    pip install pyarrow matplotlib
    python examples/plot_columns.py one.parquet one.png
"""

import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pyarrow.parquet as pq

source, target = sys.argv[1:3]
table = pq.read_table(source)
column = {name: table[name].to_numpy() for name in table.column_names}
facts = {key.decode(): value.decode() for key, value in table.schema.metadata.items()}
km = column["distance_m"] / 1000

figure, (ground, step, total) = plt.subplots(3, 1, sharex=True, figsize=(8, 8))
ground.plot(km, column["altitude_m"], color="0.4")
ground.set_ylabel("altitude, m")
step.plot(km, column["peak_bw"], ".", markersize=2)
step.set_ylabel("peak of a step,\nbody weights")
total.fill_between(km, column["cumulative_low_bw_s"], column["cumulative_high_bw_s"], alpha=0.3)
total.plot(km, column["cumulative_mid_bw_s"])
total.set_ylabel("so far, BW·s\n(80 % interval)")
total.set_xlabel("km")
mid, low, high = (float(value) for value in facts["trochlea.flat_equivalent_km"].split())
figure.suptitle(f"One knee: like {mid:.1f} ({low:.1f} to {high:.1f}) flat km; baseline {facts['trochlea.baseline']}")
figure.tight_layout()
figure.savefig(target, dpi=120)
