"""A directed acyclic word graph: the words of a sorted list with shared beginnings and endings, in a few bytes each."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable


class _Node:
    __slots__ = ("edges", "final", "number")

    def __init__(self) -> None:
        self.final = False
        self.edges: dict[int, _Node] = {}
        self.number = -1


def graph(words: Iterable[bytes]) -> _Node:
    """The smallest graph of sorted words (Daciuk et al. 2000, algorithm 1)."""
    register: dict[tuple[bool, tuple[tuple[int, int], ...]], _Node] = {}
    root = _Node()
    open_path: list[tuple[_Node, int, _Node]] = []
    previous = b""

    def close(depth: int) -> None:
        while len(open_path) > depth:
            parent, label, child = open_path.pop()
            key = (child.final, tuple((byte, id(node)) for byte, node in child.edges.items()))
            parent.edges[label] = register.setdefault(key, child)

    for word in words:
        shared = 0
        while shared < min(len(word), len(previous)) and word[shared] == previous[shared]:
            shared += 1
        close(shared)
        node = open_path[-1][2] if open_path else root
        for byte in word[shared:]:
            child = _Node()
            node.edges[byte] = child
            open_path.append((node, byte, child))
            node = child
        node.final = True
        previous = word
    close(0)
    return root


def pack(root: _Node, codec: str) -> bytes:
    """The graph as a file: codec, counts, the low bytes of the targets (they would not compress), then zlib of the
    finals, the first edge of each node in three planes of bytes, the labels, and the middle and high bytes of the
    targets. Planes compress better than numbers in a row."""
    nodes: list[_Node] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.number < 0:
            node.number = len(nodes)
            nodes.append(node)
            waiting.extend(child for _, child in sorted(node.edges.items(), reverse=True))
    finals, labels = bytearray(), bytearray()
    firsts, targets = [], []
    for node in nodes:
        finals.append(node.final)
        firsts.append(len(labels))
        for label, child in sorted(node.edges.items()):
            labels.append(label)
            targets.append(child.number)
    firsts.append(len(labels))
    low, middle, high = _planes(targets)
    body = bytes(finals) + b"".join(_planes(firsts)) + bytes(labels) + middle + high
    head = codec.encode().ljust(8) + struct.pack("<II", len(nodes), len(labels))
    return b"PBWORDS1" + head + low + zlib.compress(body, 9)


def _planes(numbers: list[int]) -> list[bytes]:
    """Numbers below 2**24 as three planes of bytes."""
    return [bytes(number >> shift & 0xFF for number in numbers) for shift in (0, 8, 16)]
