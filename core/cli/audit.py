"""Examine a set of photographs and say what is wrong with it.

SOURCE is a folder, a table of labels beside its photographs, or an HDF5 file. Looks for photographs that are broken,
no fundus, out of focus, badly exposed or of an unusual size; for identical and nearly identical ones, above all those
with different labels or on both sides of a split; and counts classes, sizes and cameras. Nothing is changed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.output import refuse_overwriting, replacing
from core.cli.progress import reported

if TYPE_CHECKING:
    from core.datasets.audit.run import Audit

NAME = "audit"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("source", metavar="SOURCE", type=Path, help="a folder, a table of labels or an HDF5 file")
    parser.add_argument("--labels", metavar="CSV", type=Path, help="table of labels, where it is not in the folder")
    parser.add_argument("--split", metavar="CSV", type=Path, help="a table with the columns image and split")
    parser.add_argument("--json", metavar="OUT", type=Path, help="write all findings there")
    parser.add_argument("--html", metavar="OUT", type=Path, help="write a report with small pictures there")
    parser.add_argument("--workers", metavar="N", type=int, help="processes (default: as many as processors)")


def run(arguments: argparse.Namespace) -> None:
    """Write the reports and a summary. Raises FunduscopeError."""
    from core.datasets.audit.run import audit
    from core.datasets.audit.writing import to_html, to_json
    from core.datasets.sources.opening import offered

    outputs = [path for path in (arguments.json, arguments.html) if path is not None]
    given = [path for path in (arguments.source, arguments.labels, arguments.split) if path is not None]
    for path in outputs:
        refuse_overwriting(path, *given)
    with reported("audit") as report:
        found = audit(
            arguments.source,
            labels=arguments.labels,
            split=arguments.split,
            workers=_usable_processors() if arguments.workers is None else max(1, arguments.workers),
            report=report,
        )
    if arguments.json is not None:
        with replacing(arguments.json) as file:
            file.write(json.dumps(to_json(found), ensure_ascii=False, indent=1).encode())
    if arguments.html is not None:
        with replacing(arguments.html) as file:
            file.write(to_html(found).encode())
    print("\n".join(summary(found)))
    if not found.class_counts and arguments.labels is None and arguments.source.is_dir():
        near = offered(arguments.source)
        if near:
            print(f"no labels were looked at; {near}: give it with --labels", file=sys.stderr)


def summary(found: Audit) -> list[str]:
    """One line a kind of finding, with the photographs of those that matter most."""
    from core.datasets.audit.findings import TITLES, Kind

    lines = [f"{len(found.names)} photographs"]
    if found.class_counts:
        lines.append("classes: " + ", ".join(f"{name} {count}" for name, count in found.class_counts.items()))
    for kind in Kind:
        findings = found.of(kind)
        if not findings:
            continue
        lines.append(f"{TITLES[kind].lower()}: {len(findings)}")
        for finding in findings[:10]:
            names = ", ".join(found.names[place] for place in finding.photographs)
            lines.append("  " + ": ".join(filter(None, (names, " ".join(finding.detail.split())))))
        if len(findings) > 10:
            lines.append(f"  and {len(findings) - 10} more")
    return lines if len(lines) > 2 else [*lines, "nothing found"]


def _usable_processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
