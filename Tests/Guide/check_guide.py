"""Checks the guide: check_guide.py [PUBLIC] [--content CONTENT].

The questions lead everybody somewhere (routes), each known situation has a page that treats it (situations), pages
say where they know things from and name nothing that harms a reader (page_rules), numbers have a date
(dated_numbers), and the words are plain (readability).
"""

import argparse
import pathlib
import sys

import readability
from dated_numbers import check_numbers, read_undated, stale
from page_rules import check_files, check_pages, read_allowed, read_sources
from routes import check_routes
from site_pages import Site
from situations import check_situations, read_situations


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("public", type=pathlib.Path, nargs="?", default=pathlib.Path("public"))
    options.add_argument("--content", type=pathlib.Path, default=pathlib.Path("content"))
    given = options.parse_args()
    site = Site(given.public)
    sources = read_sources(given.content)
    pages = [site.pages[source.key] for source in sources if source.key in site.pages]
    situations = read_situations()
    undated = read_undated()

    problems = check_routes(site)
    problems += check_situations(site, situations)
    problems += check_pages(site, sources, read_allowed())
    problems += check_files(given.content)
    for page in pages:
        problems += check_numbers(page, undated)
    problems += stale(undated)
    lines, hard = readability.table(pages)
    problems += hard
    if not pages:
        problems.append(f"{given.public} has no page for readers")

    print("\n".join(lines))
    print("\n".join(problems), end="\n" if problems else "")
    print(f"guide: {len(pages)} pages for readers, {len(situations)} situations, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
