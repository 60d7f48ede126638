"""Shares with limits, and a fan over time, from a folder of results of simrun.

python3 charts.py results/labour-dispute
"""

import sys
from pathlib import Path

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
import pandas as pd

folder = Path(sys.argv[1])

# The rows of the first scenario and point; filter for others.
outcomes = pd.read_csv(folder / "outcomes.csv")
first = outcomes.iloc[0]
outcomes = outcomes[(outcomes.scenario == first.scenario) & (outcomes.point == first.point)]

share = 100 * outcomes.share
limits = [share - 100 * outcomes.ci_low, 100 * outcomes.ci_high - share]
figure, axes = plt.subplots(figsize=(8, 1.2 + 0.35 * len(outcomes)))
axes.barh(outcomes.outcome, share, xerr=limits, color="#56B4E9")
axes.invert_yaxis()
axes.set_xlabel("share of trials (%)")
axes.set_title(f"{first.scenario}: {first.trials:,} trials")
figure.savefig("outcomes.svg", bbox_inches="tight")

timeline = pd.read_csv(folder / "timeline.csv")
rows = timeline[
    (timeline.scenario == first.scenario)
    & (timeline.point == first.point)
    & (timeline.basis == "all")
    & timeline.p50.notna()
]
if not rows.empty:
    rows = rows[rows.quantity == rows.quantity.iloc[0]]
    time = pd.to_datetime(rows.date) if rows.date.notna().all() else rows.step
    figure, axes = plt.subplots(figsize=(8, 4))
    axes.fill_between(time, rows.p5, rows.p95, color="#0072B2", alpha=0.2, label="nine of ten")
    axes.fill_between(time, rows.p25, rows.p75, color="#0072B2", alpha=0.35, label="half")
    axes.plot(time, rows.p50, color="#0072B2", label="median")
    unit = rows.unit.iloc[0]
    axes.set_ylabel(rows.quantity.iloc[0] + (f" ({unit})" if isinstance(unit, str) else ""))
    axes.legend()
    figure.autofmt_xdate()
    figure.savefig("timeline.svg", bbox_inches="tight")
