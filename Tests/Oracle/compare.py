#!/usr/bin/env python3
"""Compares our CommonMark and GitHub Markdown with Debian's cmark and cmark-gfm, byte for byte.

    Tests/Oracle/compare.py                        every Markdown file here, and 10,000 random documents of seed 1
    Tests/Oracle/compare.py --seed 7 --count 2000
    Tests/Oracle/compare.py --cluster              groups the failures by what is left when they are reduced
    Tests/Oracle/compare.py --reduce FILE          makes one document that fails small; `-` reads standard input
    Tests/Oracle/compare.py --show FILE            both outputs for one document

What may differ stands in differences.md. `--batch` names another build of markdown-batch than the debugging one.
"""

import argparse
import collections
import difflib
import multiprocessing
import os
import re
import sys
import time
from pathlib import Path
from typing import NamedTuple

sys.dont_write_bytecode = True
from differences import read_differences  # noqa: E402
from documents import all_documents  # noqa: E402
from generate import generate  # noqa: E402
from reduce import reduce  # noqa: E402
from renderers import DIALECTS, REPOSITORY, Pair, render_with_program  # noqa: E402

# Of the random documents, how many may fall under a listed difference.
SHARE = 0.1
CHUNK = 100
# Seconds for the reduction of one failure; only one that hangs needs as many.
PATIENCE = 40


class Failure(NamedTuple):
    name: str
    dialect: str
    document: str


class Comparison:
    """What one process needs: both pairs of renderers, and the list of differences."""

    def __init__(self, batch: str):
        self.pairs = {dialect: Pair(dialect, batch) for dialect in DIALECTS}
        self.differences = read_differences()

    def explain(self, dialect: str, document: str, ours: str | None, theirs: str | None,
                depth: int = 0) -> str | None:
        """`equal`, `refused`, `oracle crashed`, the name of a difference, or None."""
        if ours is None:
            return "refused"
        if theirs is None:
            return "oracle crashed"
        if ours == theirs:
            return "equal"
        if dialect == "gfm":
            document = document.replace("\r\n", "\n").replace("\r", "\n")
            for difference in self.differences:
                verdict = difference.predicate(document, ours, theirs)
                if isinstance(verdict, str):
                    verdict = verdict != document and self.agree(dialect, verdict, depth)
                if verdict:
                    return difference.name
        return None

    def agree(self, dialect: str, variant: str, depth: int) -> bool:
        """Whether a document without what makes the difference is equal, or differs by another one that is listed."""
        return depth < 3 and self.explain(
            dialect, variant, *self.pairs[dialect].render(variant), depth + 1) is not None

    def check(self, documents: list[tuple[str, str]]):
        counts = collections.Counter()
        failures = []
        for name, document in documents:
            for pair in self.pairs.values():
                pair.send(document)
            for dialect, pair in self.pairs.items():
                verdict = self.explain(dialect, document, *pair.receive())
                counts[dialect, verdict or "unexplained"] += 1
                if verdict is None:
                    failures.append(Failure(name, dialect, document))
        return counts, failures

    def reduce(self, failure: Failure) -> Failure:
        pair = self.pairs[failure.dialect]
        end = time.monotonic() + PATIENCE

        def fails(document: str) -> bool:
            return time.monotonic() < end and self.explain(failure.dialect, document, *pair.render(document)) is None

        return failure._replace(document=reduce(failure.document, fails))


comparison: Comparison


def start(batch: str) -> None:
    global comparison
    comparison = Comparison(batch)


def check_random(task: tuple[int, range]):
    seed, indexes = task
    return comparison.check([(f"seed {seed} index {index}", generate(seed, index)) for index in indexes])


def check_documents(documents: list[tuple[str, str]]):
    return comparison.check(documents)


def reduce_failure(failure: Failure) -> tuple[Failure, Failure]:
    return failure, comparison.reduce(failure)


def visible(text: str) -> str:
    lines = text.replace("\r", "␍").replace("\t", "→").split("\n")
    end = [] if lines[-1] == "" else ["(no line end)"]
    lines = lines[:-1] if lines[-1] == "" else lines
    return "\n".join("  " + re.sub(r" +$", lambda found: "·" * len(found[0]), line) for line in lines + end)


def print_failure(words: str, failure: Failure) -> None:
    ours, theirs = comparison.pairs[failure.dialect].render(failure.document)
    print(f"-- {failure.dialect}, {words}\n{visible(failure.document)}")
    theirs = "(crashed)" if theirs is None else theirs
    ours = "(refused)" if ours is None else ours
    difference = difflib.unified_diff(
        theirs.splitlines(), ours.splitlines(), "theirs", "ours", lineterm="", n=1)
    print("\n".join(line for line in difference if not line.startswith("@@")))


def shape(failure: Failure) -> tuple[str, str]:
    """Equal for failures that look the same but for their letters."""
    text = re.sub(r"[^\W_]+", "a", failure.document)
    return failure.dialect, re.sub(r"\s*\n\s*", "\n", text).strip()


def print_clusters(pool, failures: list[Failure]) -> None:
    groups = collections.defaultdict(list)
    for whole, small in pool.imap_unordered(reduce_failure, failures):
        groups[shape(small)].append((small, whole.name))
    ordered = sorted(groups.values(), key=lambda group: (-len(group), min(len(one.document) for one, _ in group)))
    for group in ordered[:40]:
        small, name = min(group, key=lambda one: (len(one[0].document), one[0].document))
        print_failure(f"{len(group)} like this, one is {name}", small)
    print(f"{len(ordered)} groups of {len(failures)} failures")


def check_listed() -> list[str]:
    """Differences that have gone, and calls of the oracle that do not do what its program does."""
    problems = []
    for difference in comparison.differences:
        ours, theirs = comparison.pairs["gfm"].render(difference.example)
        if ours == theirs:
            problems.append(f"listed difference \"{difference.name}\": its example does not differ any more")
        elif not difference.predicate(difference.example, ours or "", theirs or ""):
            problems.append(f"listed difference \"{difference.name}\": its function does not recognise its example")
    for index in range(10):
        document = generate(0, index)
        for dialect, pair in comparison.pairs.items():
            if pair.render(document)[1] != render_with_program(dialect, document):
                problems.append(f"{dialect}: the oracle's library and program differ on seed 0 index {index}")
    return problems


def compare(arguments, pool) -> int:
    problems = check_listed()
    totals, failures = collections.Counter(), []
    chunks = [range(at, min(at + CHUNK, arguments.count)) for at in range(0, arguments.count, CHUNK)]
    documents = all_documents()
    for counts, failed in pool.map(check_documents, [documents[at::8] for at in range(8)]):
        totals += counts
        failures += failed
    of_random = collections.Counter()
    for counts, failed in pool.map(check_random, [(arguments.seed, chunk) for chunk in chunks], chunksize=1):
        of_random += counts
        failures += failed
    totals += of_random

    print(f"{len(documents)} documents of the repository, {arguments.count} random ones of seed {arguments.seed}")
    for (dialect, verdict), count in sorted(totals.items()):
        print(f"{dialect}: {count} {verdict}")
    listed = sum(count for (_, verdict), count in of_random.items() if verdict not in ("equal", "unexplained"))
    if listed > SHARE * max(arguments.count, 1):
        problems.append(f"{listed} random documents are not compared, more than {SHARE:.0%}")
    if failures:
        problems.append(f"{len(failures)} documents differ without a listed reason")
        if arguments.cluster:
            print_clusters(pool, failures[:arguments.most])
        else:
            for whole, small in pool.map(reduce_failure, failures[:3]):
                print_failure(f"{whole.name}, reduced", small)
            print("--cluster shows more of them, in groups")
    print("\n".join(f"FAILED: {problem}" for problem in problems) or "no difference without a listed reason")
    return 1 if problems else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--batch", default=str(REPOSITORY / ".build/debug/markdown-batch"))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--cluster", action="store_true")
    parser.add_argument("--most", type=int, default=300, help="failures that --cluster reduces")
    parser.add_argument("--dialect", choices=DIALECTS, default="gfm", help="of --reduce and --show")
    parser.add_argument("--reduce", metavar="FILE")
    parser.add_argument("--show", metavar="FILE")
    arguments = parser.parse_args()
    if not Path(arguments.batch).is_file():
        sys.exit(f"{arguments.batch} is missing: run swift build")
    start(arguments.batch)
    file = arguments.reduce or arguments.show
    if file is None:
        with multiprocessing.Pool(arguments.jobs, start, (arguments.batch,)) as pool:
            return compare(arguments, pool)
    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    failure = Failure(file, arguments.dialect, data.decode())
    verdict = comparison.explain(
        failure.dialect, failure.document, *comparison.pairs[failure.dialect].render(failure.document))
    if arguments.reduce and verdict is None:
        failure = comparison.reduce(failure)
    print_failure(verdict or "reduced" if arguments.reduce else verdict or "unexplained", failure)
    return 0 if verdict else 1


if __name__ == "__main__":
    sys.exit(main())
