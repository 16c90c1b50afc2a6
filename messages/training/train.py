#!/usr/bin/env python3
"""Trains the model that tells complaints, begging, pressure and talk of pay from sound sentences.

    pip install -r messages/training/requirements.txt
    messages/training/train.py                 # writes the model and the test vectors that the Rust tests read
    messages/training/train.py --held-out      # trains without each author in turn, and prints what is found of theirs

The same sentences give the same model. `docs/proofreading.md` says how the sentences were written.
"""

import argparse
import json
import random
import re
import struct
from collections import defaultdict
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

HERE = Path(__file__).resolve().parent
MODEL = HERE.parent / "src/proofread/tone/model/english.bin"
GROUPS = HERE.parent / "src/proofread/tone/model/groups.txt"
UNSTEMMED = HERE.parent / "src/proofread/tone/model/unstemmed_words.txt"
VECTORS = HERE.parent / "tests/tone/vectors.json"
CLASSES = ["sound", "complaint", "desperate", "pushy", "pay"]
# At most so many sentences are made of a line with alternatives.
MOST_OF_A_LINE = 14
# A feature must occur in so many lines, whatever the number of sentences that are made of them.
FEWEST_LINES = 2
STRENGTH = 30.0
LARGEST = 127
ALTERNATIVES = re.compile(r"\{([^{}]*)\}")


def tokens(sentence):
    """Words in small letters, "0" for each number, and the marks that matter."""
    found, word = [], ""
    for c in sentence.replace("\u2019", "'").lower() + " ":
        if c.isalpha() or (c == "'" and word and word[-1].isalpha()):
            if word == "0":
                found.append(word)
                word = ""
            word += c
            continue
        if c in "0123456789":
            if word and word != "0":
                found.append(word.rstrip("'"))
            word = "0"
            continue
        if word:
            found.append(word.rstrip("'"))
            word = ""
        if c in "?!;:,%$\u00a3\u20ac":
            found.append(c)
    return found


def groups():
    """The group of each word that has one: "@kin" for "wife"."""
    lines = (line.split() for line in GROUPS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {word: f"@{name}" for name, *words in lines for word in words}


GROUP_OF = groups()
KEPT_WORDS = {w for line in UNSTEMMED.read_text(encoding="utf-8").splitlines() if line[0] != "#" for w in line.split()}
ENDINGS = "ings ing edly ed ies es s ly ness ment ments ation ations al able".split()
SHORTEST_STEM = 4
LONGEST_STEM = 7


def stem(word):
    """The beginning of a word without its ending."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    if len(word) > SHORTEST_STEM and word[-1] in "eyi":
        word = word[:-1]
    return word[:LONGEST_STEM]


def alike(word):
    """The group of a word, or its stem; words that hold sentences together, numbers and marks stand for themselves."""
    is_stemmed = word[0].isalpha() and word not in KEPT_WORDS
    return GROUP_OF.get(word) or (f"~{stem(word)}" if is_stemmed else word)


def neighbours(words):
    """Words, pairs, triples, and pairs with a gap."""
    found = set(words)
    found.update(" ".join(pair) for pair in zip(words, words[1:]))
    found.update(" ".join(triple) for triple in zip(words, words[1:], words[2:]))
    found.update(f"{one} _ {two}" for one, two in zip(words, words[2:]))
    return found


def features(sentence):
    """Of the words as they are, and of their groups and stems."""
    words = ["^", *tokens(sentence), "$$"]
    return neighbours(words) | neighbours([alike(word) for word in words])


def hashed(feature):
    """FNV-1a with 32 bits."""
    value = 0x811C9DC5
    for byte in feature.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def expand(line):
    """Sentences of a line, with one of the alternatives at each place."""
    places = [part.split("|") if at % 2 else [part] for at, part in enumerate(ALTERNATIVES.split(line))]
    total = int(np.prod([len(place) for place in places]))
    choose = random.Random(line)
    made = {}
    for _ in range(MOST_OF_A_LINE * 4):
        if len(made) >= min(MOST_OF_A_LINE, total):
            break
        sentence = re.sub(r"\s+", " ", "".join(choose.choice(place) for place in places))
        sentence = re.sub(r" ([,;:.?])", r"\1", sentence).replace(",,", ",").strip()
        made[sentence[0].upper() + sentence[1:]] = None
    return list(made)


def read():
    """(author, class, sentences) of each line."""
    lines = []
    for path in sorted((HERE / "sentences").iterdir()):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            if path.suffix == ".tsv":
                label, sentence = line.split("\t")
                lines.append((path.stem, CLASSES.index(label), [sentence]))
            else:
                lines.append(("own", CLASSES.index(path.stem.split("-")[0]), expand(line.strip())))
    return lines


class Model:
    """Linear weights of features, relative to those of sound sentences."""

    def __init__(self, lines):
        in_lines = defaultdict(set)
        for number, (_, _, sentences) in enumerate(lines):
            for sentence in sentences:
                for feature in features(sentence):
                    in_lines[feature].add(number)
        often = sorted(f for f, numbers in in_lines.items() if len(numbers) >= FEWEST_LINES)
        # Of features with one hash only the first is kept.
        of_hash = {hashed(feature): feature for feature in reversed(often)}
        kept = [of_hash[value] for value in sorted(of_hash)]
        self.place = {feature: at for at, feature in enumerate(kept)}
        # The program knows hashes alone, so a feature that was never seen may count as one with its hash.
        self.place_of_hash = {hashed(feature): at for feature, at in self.place.items()}
        total = len(lines)
        idf = np.array([1 + np.log(total / len(in_lines[f])) for f in kept])
        self.rarity_scale = idf.max() / 255
        self.rarity = np.round(idf / self.rarity_scale).astype(np.uint8)
        texts = [s for _, _, sentences in lines for s in sentences]
        labels = np.array([label for _, label, sentences in lines for _ in sentences])
        weight = np.array([len(sentences) ** -0.5 for _, _, sentences in lines for _ in sentences])
        trained = LogisticRegression(C=STRENGTH, max_iter=400, tol=1e-4)
        trained.fit(self.matrix(texts), labels, sample_weight=weight)
        relative = (trained.coef_ - trained.coef_[0])[1:].T
        # A few weights are far larger than all others.
        self.scale = float(np.quantile(np.abs(relative), 0.9999)) / LARGEST
        self.weights = np.clip(np.round(relative / self.scale), -LARGEST, LARGEST).astype(np.int8)
        self.bias = (trained.intercept_ - trained.intercept_[0])[1:].astype(np.float32)

    def matrix(self, texts):
        rows, columns, values = [], [], []
        for row, text in enumerate(texts):
            hashes = {hashed(feature) for feature in features(text)}
            known = sorted(self.place_of_hash[value] for value in hashes if value in self.place_of_hash)
            rarity = self.rarity[known].astype(np.float64)
            length = np.sqrt((rarity**2).sum()) or 1.0
            rows += [row] * len(known)
            columns += known
            values += list(rarity / length)
        return csr_matrix((values, (rows, columns)), shape=(len(texts), len(self.place)))

    def probabilities(self, texts):
        """Of each class, by the weights as they are stored."""
        scores = self.matrix(texts) @ (self.weights.astype(np.float64) * self.scale) + self.bias
        scores = np.concatenate([np.zeros((len(texts), 1)), scores], axis=1)
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return scores / scores.sum(axis=1, keepdims=True)

    def write(self):
        """The number of features, the scale, the biases; then the hashes in order, the rarities, the weights."""
        hashes = [hashed(feature) for feature in self.place]
        head = struct.pack("<If4f", len(hashes), self.scale, *self.bias)
        MODEL.parent.mkdir(parents=True, exist_ok=True)
        MODEL.write_bytes(
            head + np.array(hashes, "<u4").tobytes() + self.rarity.tobytes() + self.weights.tobytes()
        )


def unique(lines):
    """The lines without sentences that an earlier line has."""
    seen, kept = set(), []
    for author, label, sentences in lines:
        fresh = [s for s in sentences if s not in seen]
        seen.update(fresh)
        if fresh:
            kept.append((author, label, fresh))
    return kept


def report(name, alarms, truth):
    """What is found of each class at several shares of false alarms."""
    sound = np.sort(alarms[truth == 0])[::-1]
    for share in (1 / 400, 1 / 60, 1 / 40, 1 / 20):
        threshold = sound[int(len(sound) * share)]
        each = [f"{CLASSES[c]} {(alarms[truth == c] > threshold).mean():.3f}" for c in range(1, 5) if (truth == c).any()]
        found = (alarms[truth > 0] > threshold).mean() if (truth > 0).any() else 0
        print(f"{name}: {share:.2%} false alarms at {threshold:.3f}: {found:.3f} found; {', '.join(each)}")


def held_out(lines):
    all_alarms, all_truth = [], []
    for author in sorted({author for author, _, _ in lines if author.startswith("author")}):
        model = Model([line for line in lines if line[0] != author])
        own = [(s, label) for a, label, sentences in lines if a == author for s in sentences]
        alarms, truth = 1 - model.probabilities([s for s, _ in own])[:, 0], np.array([label for _, label in own])
        report(author, alarms, truth)
        all_alarms.append(alarms)
        all_truth.append(truth)
    report("all", np.concatenate(all_alarms), np.concatenate(all_truth))


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--held-out", action="store_true")
    lines = unique(read())
    if arguments.parse_args().held_out:
        held_out(lines)
        return
    model = Model(lines)
    model.write()
    texts = [sentences[0] for _, _, sentences in lines][::97] + ["", "Zoë’s 3½ o'clock £40k, isn't it?!", "'Tis 5th-rate: don't"]
    vectors = [
        {"text": text, "tokens": tokens(text), "probabilities": [round(float(p), 5) for p in row]}
        for text, row in zip(texts, model.probabilities(texts))
    ]
    VECTORS.parent.mkdir(parents=True, exist_ok=True)
    VECTORS.write_text(json.dumps(vectors, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(lines)} lines, {len(model.place)} features, {MODEL.stat().st_size} bytes")


if __name__ == "__main__":
    main()
