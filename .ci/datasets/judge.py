"""Measures guarded datasets with pyCANON, which shares no code with the guard.

    judge.py FILE.csv ...

Beside FILE.csv lies FILE.json: {"quasi": [...], "sensitive": [...], "k": 10, "l": 2}. It may also have "people", the name of
the column that counts people in a dataset of counts, and "leastRows". Fails if a dataset has less than it says.
"""

import json
import pathlib
import sys

import pandas
from pycanon import anonymity


def measure(file):
    wanted = json.loads(file.with_suffix(".json").read_text())
    # every value is a text: "NA" is Namibia
    data = pandas.read_csv(file, dtype=str, keep_default_na=False)
    quasi, sensitive = wanted["quasi"], wanted["sensitive"]
    cells = None
    if "people" in wanted:
        people = data[wanted["people"]].astype(int)
        cells = people.min() if len(data) else None
        data = data.loc[data.index.repeat(people)].reset_index(drop=True)
    if data.empty:
        return f"{file.name}: no rows", not wanted.get("leastRows", 0)
    k = anonymity.k_anonymity(data, quasi) if quasi else len(data)
    # without quasi-identifiers all people are one class
    one_class = quasi or ["all"]
    l = anonymity.l_diversity(data.assign(all="*"), one_class, sensitive) if sensitive else None
    good = (
        k >= wanted["k"]
        and (l is None or l >= wanted["l"])
        and (cells is None or cells >= wanted["k"])
        and len(data) >= wanted.get("leastRows", 0)
    )
    found = f"k {k} (wanted {wanted['k']})"
    found += "" if l is None else f", l {l} (wanted {wanted['l']})"
    found += "" if cells is None else f", smallest cell {cells}"
    return f"{file.name}: {len(data)} people, {found}", good


def main(files):
    good = True
    for file in map(pathlib.Path, files):
        text, holds = measure(file)
        print(("   " if holds else "   TOO LITTLE: ") + text)
        good = good and holds
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
