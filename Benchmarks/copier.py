#!/usr/bin/env python3
"""The construction in PyTorch: what somebody would write who wants to copy strings with it.

    copier.py --ngram 4 --length 10000 [--dtype float32|float64] [--mode eager|compile]

The weights are dense matrices, built anew from the specification and not read from `construct`. The prompt is
processed in one batch; then one token after the other is decoded greedily, with a key-value cache that is
allocated once. Prints one JSON object: seconds from the first weight to the last token as `construct` reports
them, the share of them that decoding takes, and for `--mode compile` how long compiling took, which is not part of
them. Status 0 if the string was copied and terminated, 1 if not, 69 if PyTorch or its compiler is missing.
"""

import argparse
import hashlib
import json
import sys
import time
from typing import Callable, Iterator

try:
    import torch
except ImportError as error:
    print(f"copier.py: {error}: PyTorch is not installed here, see requirements.txt", file=sys.stderr)
    sys.exit(69)

BOUNDARY_BONUS = 2
GATE = 4


# MARK: - The string


def de_bruijn(alphabet: int, order: int) -> Iterator[int]:
    """The least linear de Bruijn sequence: Lyndon words by Duval's algorithm, then its own beginning."""
    word, length = [0] * order, 1
    while length:
        if order % length == 0:
            yield from word[:length]
        for i in range(length, order):
            word[i] = word[i - length]
        length = order
        while length and word[length - 1] == alphabet - 1:
            length -= 1
        if length:
            word[length - 1] += 1
    yield from [0] * (order - 1)


def smallest_alphabet(order: int, length: int) -> int:
    """The smallest D >= 2 with D^n + n - 1 >= L."""
    size = 2
    while size**order + order - 1 < length:
        size += 1
    return size


def first_tokens(alphabet: int, order: int, length: int) -> list[int]:
    """The first `length` tokens of the sequence."""
    sequence = de_bruijn(alphabet, order)
    return [next(sequence) for _ in range(length)]


def digest(tokens: list[int]) -> str:
    """SHA-256 of the tokens, one byte each, to compare with what `construct` copied."""
    return hashlib.sha256(bytes(tokens)).hexdigest()


# MARK: - The model


def least_scale(ngram: int, alphabet: int) -> int:
    """The least beta with 4^beta > 8 (2 L_max + 1)."""
    bound = 8 * (2 * min(alphabet**ngram + ngram - 1, 2**62) + 1)
    beta = 0
    while 4**beta <= bound:
        beta += 1
    return beta


class Copier:
    """The weights and the two layers. Slots of the residual stream: code, flag, start, G, Q, K, O."""

    def __init__(self, ngram: int, alphabet: int, dtype: torch.dtype):
        self.n, self.D, self.dtype = ngram, alphabet, dtype
        self.d = max(2, (alphabet - 1).bit_length())
        self.piece = self.d + 1
        self.scale = least_scale(ngram, alphabet)
        self.bos, self.copy, self.eos = alphabet, alphabet + 1, alphabet + 2
        gathered = self.d + 2
        queries = gathered + (ngram + 1) * self.piece
        keys = queries + ngram * self.piece
        self.gathered = [gathered + k * self.piece for k in range(ngram + 1)]
        self.queries = [queries + k * self.piece for k in range(ngram)]
        self.keys = [keys + k * self.piece for k in range(ngram)]
        self.out = keys + ngram * self.piece
        self.width = self.out + self.piece
        self.hidden = 2 * ngram * (2 * self.d + 2)
        self._embedding()
        self._first_attention()
        self._gates()
        self._second_attention()

    def _zeros(self, *shape: int) -> torch.Tensor:
        return torch.zeros(shape, dtype=self.dtype)

    def _embedding(self) -> None:
        self.embed = self._zeros(self.D + 3, self.width)
        self.unembed = self._zeros(self.D + 3, self.width)
        for token in range(self.D):
            for bit in range(self.d):
                sign = 1 if token >> bit & 1 else -1
                self.embed[token, bit] = sign
                self.unembed[token, self.out + bit] = 4 * sign
        self.embed[self.bos, self.d] = self.embed[self.copy, self.d] = 1
        self.embed[self.bos, self.d + 1] = 1
        self.unembed[self.eos, self.out + self.d] = 3 * self.d

    def _first_attention(self) -> None:
        """Heads t = 1...n+1 with queries and keys zero: each is the mean of the window of its t last values."""
        n, e = self.n, self.piece
        self.value1 = self._zeros(e, self.width)
        self.value1[:, :e] = torch.eye(e)
        self.output1 = self._zeros(self.width, (n + 1) * e)
        for t in range(1, n + 2):
            head = slice((t - 1) * e, t * e)
            self.output1[self.gathered[t - 1]:self.gathered[t - 1] + e, head] += t * torch.eye(e)
            if t <= n:
                self.output1[self.gathered[t]:self.gathered[t] + e, head] -= t * torch.eye(e)
        # Row t - 1 sees the offsets 0...t-1; the last column is offset 0.
        self.windows = torch.ones(n + 1, n + 1, dtype=self.dtype).tril().flip(1)
        self.sizes = torch.arange(1, n + 2, dtype=self.dtype)

    def _gates(self) -> None:
        """The ReLU layer: each piece is snapped to -1, 0, 1 and silenced beyond the nearest boundary."""
        self.w1 = self._zeros(self.hidden, self.width)
        self.b1 = self._zeros(self.hidden)
        self.w2 = self._zeros(self.width, self.hidden)
        flag = self.d
        row = 0
        for k in range(self.n):
            row = self._gate(row, k, self.queries[k], [g + flag for g in self.gathered[:k]])
        for k in range(1, self.n + 1):
            flags = [self.d + 1] + [g + flag for g in self.gathered[1:k]]
            row = self._gate(row, k, self.keys[k - 1], flags)

    def _gate(self, row: int, offset: int, target: int, flags: list[int]) -> int:
        source = self.gathered[offset]
        end = row + 2 * self.d + 2
        for column in flags:
            self.w1[row:end, column] = -GATE
        for bit in range(self.d):
            for sign in (1, -1):
                self.w1[row, source + bit] = 2
                self.b1[row] = sign
                self.w2[target + bit, row] = sign
                row += 1
        self.b1[row] = 1
        self.w2[target:target + self.d, row] = -1
        self.w1[row + 1, source + self.d] += 1
        self.w2[target + self.d, row + 1] = 1
        return end

    def _second_attention(self) -> None:
        n, e = self.n, self.piece
        self.query2 = self._zeros(n * e, self.width)
        self.key2 = self._zeros(n * e, self.width)
        for k in range(n):
            rows = slice(k * e, (k + 1) * e)
            self.query2[rows, self.queries[k]:self.queries[k] + e] = self.scale * torch.eye(e)
            self.query2[k * e + self.d, self.queries[k] + self.d] *= BOUNDARY_BONUS
            self.key2[rows, self.keys[k]:self.keys[k] + e] = torch.eye(e)
        self.value2 = self._zeros(e, self.width)
        self.value2[:, :e] = torch.eye(e)
        self.output2 = self._zeros(self.width, e)
        self.output2[self.out:] = torch.eye(e)

    def first_layer(self, stream: torch.Tensor, recent: torch.Tensor, sizes: torch.Tensor) -> torch.Tensor:
        """Attention over `recent` [..., n+1, e], the last values (zero before BOS), and the ReLU layer."""
        heads = (self.windows @ recent) / sizes.unsqueeze(-1)
        stream = stream + heads.flatten(-2) @ self.output1.T
        return stream + torch.relu(stream @ self.w1.T + self.b1) @ self.w2.T

    def readout(self, stream: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
        """The second layer for one query over the given keys, softmax in base 2, and the logits."""
        scores = keys @ (self.query2 @ stream)
        weights = torch.exp2(scores - scores.max())
        read = (weights @ values) / weights.sum()
        return self.unembed @ (stream + self.output2 @ read)


class Cache:
    """Keys and values of both layers, allocated once."""

    def __init__(self, model: Copier, capacity: int):
        self.model, self.count = model, 0
        # Rows of zeros stand for the positions before BOS.
        self.values1 = model._zeros(capacity + model.n, model.piece)
        self.keys = model._zeros(capacity, model.n * model.piece)
        self.values = model._zeros(capacity, model.piece)

    def prefill(self, prompt: torch.Tensor, chunk: int = 4096) -> torch.Tensor:
        """Processes the prompt in batches; returns the stream at its last position after the first layer."""
        model, n = self.model, self.model.n
        for part in prompt.split(chunk):
            begin, end = self.count, self.count + len(part)
            stream = model.embed[part]
            self.values1[n + begin:n + end] = stream @ model.value1.T
            recent = self.values1[begin:n + end].unfold(0, n + 1, 1).transpose(1, 2)
            visible = torch.arange(begin + 1, end + 1, dtype=model.dtype).unsqueeze(-1)
            stream = model.first_layer(stream, recent, torch.minimum(model.sizes, visible))
            self.keys[begin:end] = stream @ model.key2.T
            self.values[begin:end] = stream @ model.value2.T
            self.count = end
        return stream[-1]


# Everything of a step that does not depend on how many keys there are: of one shape, so that it compiles well. The
# attention of the second layer is left to PyTorch's own matrix-vector products in either mode; compiled as
# well, with a length that varies, a whole step was many times slower than uncompiled.
def advance(
    model: Copier, token: torch.Tensor, recent: torch.Tensor, new_key: torch.Tensor, new_value: torch.Tensor
) -> torch.Tensor:
    """The first layer for a token that was written: fills in its keys and values, returns the stream.

    The last row of `recent` is the place for the token's own value.
    """
    stream = model.embed[token]
    recent[-1] = model.value1 @ stream
    # At least n + 1 positions end at each generated token if L >= n, so that every window is full.
    stream = model.first_layer(stream, recent, model.sizes)
    new_key.copy_(model.key2 @ stream)
    new_value.copy_(model.value2 @ stream)
    return stream


def generate(model: Copier, tokens: list[int], advance: Callable[..., torch.Tensor]) -> tuple[list[int], float]:
    """What greedy decoding writes, at most L + 1 tokens, and the seconds it took after the prompt."""
    prompt = torch.tensor([model.bos] + tokens + [model.copy])
    cache = Cache(model, len(prompt) + len(tokens) + 1)
    stream = cache.prefill(prompt)
    begin = time.perf_counter()
    written: list[int] = []
    while True:
        token = model.readout(stream, cache.keys[:cache.count], cache.values[:cache.count]).argmax()
        written.append(int(token))
        if written[-1] == model.eos or len(written) > len(tokens):
            return written, time.perf_counter() - begin
        i = cache.count
        stream = advance(model, token, cache.values1[i:i + model.n + 1], cache.keys[i], cache.values[i])
        cache.count += 1


# MARK: - The command


def compiled(model: Copier, tokens: list[int]) -> tuple[Callable[..., torch.Tensor], float]:
    """The compiled function, warmed up on the beginning of the string, and the seconds that took."""
    begin = time.perf_counter()
    function = torch.compile(advance)
    generate(model, tokens[:64], function)
    return function, time.perf_counter() - begin


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Copies a de Bruijn string with the construction, in PyTorch.")
    parser.add_argument("--ngram", type=int, required=True)
    parser.add_argument("--length", type=int, required=True)
    parser.add_argument("--dtype", choices=["float32", "float64"], default="float32")
    parser.add_argument("--mode", choices=["eager", "compile"], default="eager")
    return parser.parse_args()


@torch.inference_mode()
def main() -> int:
    options = parse()
    if options.length < options.ngram:
        print("copier.py: expected a length of n at least", file=sys.stderr)
        return 64
    alphabet = smallest_alphabet(options.ngram, options.length)
    tokens = first_tokens(alphabet, options.ngram, options.length)
    dtype = getattr(torch, options.dtype)
    function, compile_seconds = advance, None
    if options.mode == "compile":
        try:
            function, compile_seconds = compiled(Copier(options.ngram, alphabet, dtype), tokens)
        except Exception as error:  # Whatever is missing: a compiler, its headers, support for this system.
            print(f"copier.py: torch.compile does not work here: {error}", file=sys.stderr)
            return 69
    begin = time.perf_counter()
    model = Copier(options.ngram, alphabet, dtype)
    written, decode_seconds = generate(model, tokens, function)
    seconds = time.perf_counter() - begin
    copied = sum(a == b for a, b in zip(written, tokens))
    right = written == tokens + [model.eos]
    print(json.dumps({
        "torch": torch.__version__, "threads": torch.get_num_threads(), "dtype": options.dtype,
        "mode": options.mode, "ngram": options.ngram, "alphabet": alphabet, "length": options.length,
        "scale": model.scale, "width": model.width, "hidden": model.hidden, "sha256": digest(tokens),
        "copied": copied, "terminated": right, "seconds": seconds, "decodeSeconds": decode_seconds,
        "compileSeconds": compile_seconds,
    }, indent=2))
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
