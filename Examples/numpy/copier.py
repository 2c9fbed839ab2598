#!/usr/bin/env python3
"""The forward pass of a model that `construct weights` wrote, in NumPy. Greedy decoding of one string:

    construct weights --ngram 2 --alphabet 3 --dtype f64 -o model.safetensors
    copier.py model.safetensors 0,0,1,0,2,1,1,2,2,0
"""

import sys

import numpy as np
from safetensors import safe_open


class Model:
    """Two layers of Hard-ALiBi attention and ReLU. Activations are rows: y = W x is written x @ W.T."""

    def __init__(self, path, dtype=np.float64):
        with safe_open(path, framework="np") as file:
            self.metadata = file.metadata() or {}
            tensors = {name: file.get_tensor(name) for name in file.keys()}
        self.weights = {name: t if "window" in name else t.astype(dtype) for name, t in tensors.items()}
        # Base 2 is base e with scores times ln 2.
        self.factor = np.log(2).astype(dtype) if self.metadata.get("softmax_base") == "2" else dtype(1)
        self.bos = self.weights["embed"].shape[0] - 3
        self.copy, self.eos = self.bos + 1, self.bos + 2

    def attention(self, layer, x):
        """From [positions, r] to [positions, r]; in between [heads, positions, e]."""
        window, wq, wk, wv, wo = (
            self.weights[f"layers.{layer}.attn.{name}"] for name in ("window", "wq", "wk", "wv", "wo"))
        q, k, v = ((x @ w.T).reshape(len(x), len(window), -1).swapaxes(0, 1) for w in (wq, wk, wv))
        offset = np.arange(len(x))[:, None] - np.arange(len(x))
        limit = np.where(window == 0, len(x), window)[:, None, None]
        scores = np.where((offset >= 0) & (offset < limit), self.factor * (q @ k.swapaxes(1, 2)), -np.inf)
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        return (weights / weights.sum(axis=-1, keepdims=True) @ v).swapaxes(0, 1).reshape(len(x), -1) @ wo.T

    def logits(self, tokens):
        """One row of logits for each token read."""
        x = self.weights["embed"][np.asarray(tokens)]
        for layer in range(2):
            x = x + self.attention(layer, x)
            if f"layers.{layer}.mlp.w1" in self.weights:
                w1, b1, w2 = (self.weights[f"layers.{layer}.mlp.{name}"] for name in ("w1", "b1", "w2"))
                x = x + np.maximum(x @ w1.T + b1, 0) @ w2.T
        return x @ self.weights["unembed"].T

    def generate(self, content):
        """What is written after BOS content COPY: at most one token more than the content has."""
        tokens, written = [self.bos, *content, self.copy], []
        while len(written) <= len(content) and (not written or written[-1] != self.eos):
            written.append(int(self.logits(tokens + written)[-1].argmax()))
        return written


if __name__ == "__main__":
    model, content = Model(sys.argv[1]), [int(token) for token in sys.argv[2].split(",")]
    written = model.generate(content)
    print(*written)
    sys.exit(0 if written == [*content, model.eos] else 1)
