"""What a user of SALib or of the EMA workbench would write for the questions that `make bench` asks.

usage: peers.py CASE RUNS      prints seconds (wall, one process, imports left out), runs, and an answer
cases: ishigami, nego52 (SALib: Sobol' indices), drivers, boxes (EMA workbench: scores of inputs; PRIM)
"""
import logging
import math
import random
import sys
import time
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)

import numpy as np
from ema_workbench import Model, RealParameter, ScalarOutcome, SequentialEvaluator
from ema_workbench.analysis import feature_scoring, prim
from SALib.analyze import sobol
from SALib.sample import sobol as sampler

IDEAL_A = np.array([1.0, 0.9, 0.8, 0.7])[:, None]
IDEAL_B = np.array([0.0, 0.2, 0.1, 0.3])[:, None]
WEIGHT_A = np.array([0.4, 0.3, 0.2, 0.1])[:, None]
WEIGHT_B = np.array([0.1, 0.2, 0.3, 0.4])[:, None]
LISTS = [v[:, 0].tolist() for v in (IDEAL_A, IDEAL_B, WEIGHT_A, WEIGHT_B)]
WEEKS = 52
BOUNDS = {
    "concession_a": (0.01, 0.08), "concession_b": (0.01, 0.08), "mediation": (0.0, 1.0),
    "incident_chance": (0.0, 0.2),
}


def ishigami(x):
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def nego52(x, rng):
    """Class of each row of x (0 compromise, 1 freeze, 2 stalemate): nego52.yaml, all rows at once."""
    rows = len(x)
    concession_a, concession_b, mediation, incident = x.T
    tension, goodwill, pressure = np.zeros((3, rows))
    a = np.repeat(IDEAL_A, rows, axis=1)
    b = np.repeat(IDEAL_B, rows, axis=1)
    signed = np.zeros(rows, dtype=bool)
    for week in range(WEEKS):
        normal = rng.standard_normal((3, rows))
        tension += -0.10 * tension + 0.25 * normal[0]
        goodwill += -0.15 * goodwill + 0.20 * normal[1]
        pressure += -0.05 * pressure + 0.15 * normal[2]
        tension += 0.8 * (rng.random(rows) < incident)
        pace = np.clip(1 + 0.5 * goodwill - 0.5 * tension + 0.3 * pressure, 0, 3)
        fair = (WEIGHT_A * a + WEIGHT_B * b) / (WEIGHT_A + WEIGHT_B)
        middle = (1 - mediation) * (a + b) / 2 + mediation * fair
        a += concession_a * pace * (1 - WEIGHT_A) * (middle - a)
        b += concession_b * pace * (1 - WEIGHT_B) * (middle - b)
        worth_a = 1 - (WEIGHT_A * np.abs(middle - IDEAL_A)).sum(axis=0)
        worth_b = 1 - (WEIGHT_B * np.abs(middle - IDEAL_B)).sum(axis=0)
        gap = np.abs(a - b).sum(axis=0)
        climate = 0.3 * week / WEEKS - 1 - 0.1 * tension - 0.05 * gap
        chance = 1 / (1 + np.exp(-12 * (worth_a + climate)))
        chance /= 1 + np.exp(-12 * (worth_b + climate))
        signed |= rng.random(rows) < chance
    frozen = (gap / 4 < 0.45) & (tension < 0.5)
    return np.where(signed, 0, np.where(frozen, 1, 2))


def in_chunks(x, rng, size=5000):
    return np.concatenate([nego52(x[k:k + size], rng) for k in range(0, len(x), size)])


def indices(names, bounds, runs, model):
    problem = {"num_vars": len(names), "names": names, "bounds": bounds}
    rows = 2 ** int(np.log2(runs // (len(names) + 2)))
    x = sampler.sample(problem, rows, calc_second_order=False, seed=1)
    found = sobol.analyze(problem, model(x), calc_second_order=False, seed=1)
    return len(x), "T " + " ".join(f"{t:.3f}" for t in found["ST"])


def one_trial(concession_a, concession_b, mediation, incident_chance, rng=random.Random(1)):
    """The same for one trial in plain Python: the workbench hands over one at a time."""
    ideal_a, ideal_b, weight_a, weight_b = LISTS
    tension = goodwill = pressure = 0.0
    a, b = ideal_a[:], ideal_b[:]
    for week in range(WEEKS):
        tension += -0.10 * tension + 0.25 * rng.gauss(0, 1)
        goodwill += -0.15 * goodwill + 0.20 * rng.gauss(0, 1)
        pressure += -0.05 * pressure + 0.15 * rng.gauss(0, 1)
        if rng.random() < incident_chance:
            tension += 0.8
        pace = min(max(1 + 0.5 * goodwill - 0.5 * tension + 0.3 * pressure, 0), 3)
        worth_a = worth_b = 1.0
        gap = 0.0
        for i in range(4):
            fair = (weight_a[i] * a[i] + weight_b[i] * b[i]) / (weight_a[i] + weight_b[i])
            middle = (1 - mediation) * (a[i] + b[i]) / 2 + mediation * fair
            a[i] += concession_a * pace * (1 - weight_a[i]) * (middle - a[i])
            b[i] += concession_b * pace * (1 - weight_b[i]) * (middle - b[i])
            worth_a -= weight_a[i] * abs(middle - ideal_a[i])
            worth_b -= weight_b[i] * abs(middle - ideal_b[i])
            gap += abs(a[i] - b[i])
        climate = 0.3 * week / WEEKS - 1 - 0.1 * tension - 0.05 * gap
        chance = 1 / (1 + math.exp(-12 * (worth_a + climate)))
        if rng.random() < chance / (1 + math.exp(-12 * (worth_b + climate))):
            return {"stalemate": 0}
    return {"stalemate": int(not (gap / 4 < 0.45 and tension < 0.5))}


def experiments(runs):
    model = Model("nego", function=one_trial)
    model.uncertainties = [RealParameter(name, *ends) for name, ends in BOUNDS.items()]
    model.outcomes = [ScalarOutcome("stalemate")]
    with SequentialEvaluator(model) as evaluator:
        table, outcomes = evaluator.perform_experiments(scenarios=runs)
    return table[list(BOUNDS)], outcomes["stalemate"]


def drivers(runs):
    x, y = experiments(runs)
    scores = feature_scoring.get_feature_scores_all(x, {"stalemate": y})
    return runs, "scores " + " ".join(f"{n} {v:.2f}" for n, v in scores["stalemate"].items())


def boxes(runs):
    x, y = experiments(runs)
    box = prim.Prim(x, y == 1, threshold=0.5, peel_alpha=0.05).find_box()
    last = box.peeling_trajectory.iloc[-1]
    return runs, f"density {last['density']:.2f} coverage {last['coverage']:.2f}"


def main():
    case, runs = sys.argv[1], int(sys.argv[2])
    rng = np.random.default_rng(1)
    start = time.perf_counter()
    if case == "ishigami":
        done, answer = indices(["x1", "x2", "x3"], [[-np.pi, np.pi]] * 3, runs, ishigami)
    elif case == "nego52":
        done, answer = indices(
            list(BOUNDS), [list(ends) for ends in BOUNDS.values()], runs,
            lambda x: (in_chunks(x, rng) == 2).astype(float))
    else:
        done, answer = {"drivers": drivers, "boxes": boxes}[case](runs)
    print(f"{time.perf_counter() - start:.3f} {done} {answer}")


main()
