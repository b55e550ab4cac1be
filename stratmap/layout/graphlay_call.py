"""One question to graphlay, here or in a process of its own.

graphlay keeps the interpreter to itself for as long as it works, so that no other thread runs, and cannot be called
off. What would take it longer than a blink is asked in another process, which can be ended at any moment.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

BLINK = 1_200
"""Cards and links together up to which graphlay is done within a tenth of a second."""

LOOK = 0.02
"""Seconds between two looks whether the answer is still wanted."""


@dataclass(frozen=True, slots=True)
class Question:
    """Cards by number: their widths and heights, the rank where it is given, and which goes down to which."""

    sizes: tuple[tuple[float, float], ...]
    ranks: tuple[int | None, ...]
    edges: tuple[tuple[int, int], ...]
    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card goes: its rank, None where nothing joins it, its number in that, and its middle across."""

    rank: int | None
    order: int
    middle: float


Answer = list[Place] | None
"""The places of the cards in the order of the question; None where graphlay declines."""


def ask(question: Question, between: Callable[[], None]) -> Answer:
    """Ask graphlay. ``between`` is called while it is waited for, and may raise; then nothing goes on working."""
    if len(question.sizes) + len(question.edges) <= BLINK:
        return answer(question)
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_answer_through, args=(theirs, question), daemon=True)
    try:
        process.start()
        theirs.close()
        while not ours.poll(LOOK):
            between()
        return _received(ours)
    finally:
        if process.pid is not None:
            process.kill()
            process.join()
        ours.close()


def answer(question: Question) -> Answer:
    """Ask graphlay in this process, and wait.

    It is given numbers for names: what it draws depends on names, and ids are drawn by lot.
    """
    import graphlay

    graph = graphlay.Graph()
    names = [f"{number:06}" for number in range(len(question.sizes))]
    for name, (width, height), rank in zip(names, question.sizes, question.ranks, strict=True):
        graph.node(name, width=width, height=height, rank="free" if rank is None else {"fixed": rank})
    for upper, lower in question.edges:
        graph.edge(names[upper], names[lower])
    try:
        drawn = graphlay.layout(graph, options=question.options)
    except graphlay.GraphlayError:
        return None
    return [Place(node["rank"], node["order"], node["center"]["x"]) for node in drawn.nodes]


def _received(pipe: Connection) -> Answer:
    """What the other process says; a process that died has declined."""
    try:
        found: Answer = pipe.recv()
    except EOFError:
        return None
    return found


def _answer_through(pipe: Connection, question: Question) -> None:
    pipe.send(answer(question))
    pipe.close()
