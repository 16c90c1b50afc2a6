#!/usr/bin/env bash
# PyPI lifelines gives a median that is too late where the estimate of Kaplan and Meier is exactly a half: of six waits that
# end on days 1 to 6, half have ended on day 3, and KaplanMeierFitter.median_survival_time_ says 4. It sums logarithms of
# fractions, so that the share on day 3 is 0.5000000000000001, and takes the first day on which a share is at most 0.5
# without allowing for that. Of four waits it is right, of eight and of fourteen it is not.
#
# Whoever reports medians of small even numbers by it reports some of them too late, by as long as the next wait lasted.
#
# Exits 0 while that is so, 1 if it answers otherwise.
set -euo pipefail

LIFELINES=0.30.3

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check "lifelines==$LIFELINES"

echo "waits, the median of lifelines $LIFELINES, its share on the day by which half have ended, and that day"
python/bin/python -W ignore - <<'PYTHON' | tee answers
from lifelines import KaplanMeierFitter

for waits in (4, 6, 8, 14):
    half = waits // 2
    fitter = KaplanMeierFitter().fit(range(1, waits + 1))
    share = float(fitter.survival_function_["KM_estimate"][half])
    print(waits, int(fitter.median_survival_time_), share, half, sep=", ")
PYTHON

diff answers - <<'EXPECTED'
4, 2, 0.5, 2
6, 4, 0.5000000000000001, 3
8, 5, 0.5000000000000001, 4
14, 8, 0.5000000000000001, 7
EXPECTED
echo "as described above"
