"""Sessions as they might have been counted, with the truth known. Run it to get the table in docs/methods/dwindling.md."""

from __future__ import annotations

import sys

import numpy as np

from commonshelf.stats.trends import dwindling

SEED = 20_260_107
SHAPES = ((12.0, 8.0), (12.0, 3.0), (40.0, 8.0), (6.0, 2.0))  # people per session, negative-binomial size (smaller: wilder)


def sessions(rng, *, people, size, series, length, change_to=1.0, changed=0, season=0.0):
    """Return (series, length) counts; the last `changed` sessions have `change_to` times as many people; 52 sessions a year."""
    level = np.full(length, people)
    level[length - changed :] *= change_to
    phase = rng.uniform(0, 2 * np.pi, (series, 1))
    level = level * np.exp(season * np.sin(2 * np.pi * np.arange(length) / 52 + phase))
    return rng.negative_binomial(size, size / (size + level)).astype(float)


def share_alarmed(counts, *, alarm_rate=0.01):
    return float(np.mean([dwindling(one, alarm_rate=alarm_rate).alarm for one in counts]))


def ever_alarmed(counts, *, first_look, alarm_rate=0.01):
    """Return the share of series that alarm at least once when looked at after every session from first_look on."""
    looks = range(first_look, counts.shape[1] + 1)
    return float(np.mean([any(dwindling(one[:end], alarm_rate=alarm_rate).alarm for end in looks) for one in counts]))


def main():
    rng = np.random.default_rng(SEED)
    say = sys.stdout.write
    for length, changed in ((12, 3), (24, 6), (32, 8), (60, 8), (60, 4)):
        for people, size in SHAPES:
            kind = {"people": people, "size": size, "series": 2000, "length": length}
            quiet = share_alarmed(sessions(rng, **kind))
            found = share_alarmed(sessions(rng, **kind, change_to=0.5, changed=changed))
            mild = share_alarmed(sessions(rng, **kind, change_to=0.7, changed=changed))
            say(f"| {length} | {changed} | {people:.0f} | {size:.0f} | {quiet:.3f} | {found:.3f} | {mild:.3f} |\n")
    year = {"people": 12.0, "size": 8.0, "series": 400, "length": 112}
    for rate in (0.01, 0.003, 0.001):
        ever = ever_alarmed(sessions(rng, **year), first_look=61, alarm_rate=rate)
        say(f"a year of weekly looks at {rate}, no change: {ever:.3f}\n")
    for season in (0.1, 0.2, 0.35):
        one_look = sessions(rng, people=12.0, size=8.0, series=2000, length=112, season=season)
        say(f"one look, season {season}: {share_alarmed(one_look):.3f}\n")


if __name__ == "__main__":
    main()
