#!/usr/bin/python3
"""Lets independent readers take every feed and every calendar of built sites.

    .ci/feeds.py FOLDER…

Feeds are held against a schema by xmllint and read by feedparser, calendars are read by
icalendar, which is strict, and held against what RFC 5545 says of lines. What they say must
be there: ids of their own, an order, days that follow each other, no alarm. Where a folder has
texts.json beside a file, the titles that are read must be those.
"""

import datetime
import json
import pathlib
import subprocess
import sys

import feedparser
import icalendar

SCHEMA = pathlib.Path(__file__).parent.parent / "internal/feed/testdata/atom.rng"

# feedparser takes its time. It reads the largest feeds; the schema holds for all.
LARGEST = 6


def main(folders):
    problems = []
    feeds, calendars = [], []
    for folder in map(pathlib.Path, folders):
        feeds += sorted(folder.rglob("atom.xml"))
        calendars += sorted(folder.rglob("calendar.ics"))
    if not feeds or not calendars:
        problems.append(f"{len(feeds)} feeds and {len(calendars)} calendars: there is nothing to read")
    else:
        problems += against_schema(feeds)
    largest = sorted(feeds, key=lambda f: -f.stat().st_size)[:LARGEST]
    for file in largest + [f for f in feeds if (f.parent / "texts.json").exists()]:
        problems += [f"{file}: {p}" for p in read_feed(file)]
    events = 0
    for file in calendars:
        found, count = read_calendar(file)
        problems += [f"{file}: {p}" for p in found]
        events += count
    print("\n".join(problems) or f"{len(feeds)} feeds and {len(calendars)} calendars with {events} events are read")
    return 1 if problems else 0


def against_schema(feeds):
    run = subprocess.run(["xmllint", "--noout", "--relaxng", SCHEMA, *feeds], capture_output=True, text=True)
    if run.returncode == 0:
        return []
    return [line for line in run.stderr.splitlines() if not line.endswith(" validates")] or ["xmllint failed"]


def read_feed(file):
    feed = feedparser.parse(file.read_bytes())
    if feed.bozo:
        yield f"not well-formed: {feed.bozo_exception}"
        return
    if feed.version != "atom10":
        yield f"taken for {feed.version}"
    if sorted(link.rel for link in feed.feed.links) != ["alternate", "self"]:
        yield "it does not link once to its page and once to itself"
    entries = feed.entries
    ids = [e.id for e in entries]
    if len(set(ids)) != len(ids):
        yield "two entries have one id"
    updated = [e.updated_parsed for e in entries]
    if updated != sorted(updated, reverse=True):
        yield "the entries do not stand by when they were updated"
    if updated and feed.feed.updated_parsed != updated[0]:
        yield "the feed was not updated with its newest entry"
    # feedparser reads titles of plain text as HTML would be, and takes the spaces around them.
    yield from other_titles(file, [e.title for e in entries], str.strip)
    for e in entries:
        if not (e.title.strip() and e.summary.strip() and e.link.startswith("http")):
            yield f"{e.id} has no title, summary or link"


def other_titles(file, titles, form=str):
    texts = file.parent / "texts.json"
    if texts.exists():
        for want, got in zip(json.loads(texts.read_text()), titles, strict=True):
            if form(want) != got:
                yield f"{want[:60]!r} is read as {got[:60]!r}"


def read_calendar(file):
    raw = file.read_bytes()
    problems = list(lines_of(raw))
    try:
        calendar = icalendar.Calendar.from_ical(raw)
    except ValueError as error:
        return problems + [str(error)], 0
    parts = list(calendar.walk())
    problems += [f"{part.name}: {error}" for part in parts for error in part.errors]
    events = [part for part in parts if part.name == "VEVENT"]
    if len(events) + 1 != len(parts):
        problems.append("something else than events, such as an alarm")
    if not events:
        problems.append("no event")
    for name in ("VERSION", "PRODID", "X-WR-CALNAME"):
        if name not in calendar:
            problems.append(f"no {name}")
    uids = [str(e.get("UID")) for e in events]
    if len(set(uids)) != len(uids):
        problems.append("two events have one UID")
    for e in events:
        problems += [f"{e.get('UID')}: {p}" for p in faults_of(e)]
    problems += other_titles(file, [str(e.get("SUMMARY")) for e in events])
    if icalendar.Calendar.from_ical(calendar.to_ical()).to_ical() != calendar.to_ical():
        problems.append("written by another program it is another calendar")
    return problems, len(events)


def lines_of(raw):
    text = raw.decode("utf-8")
    if not text.endswith("\r\n") or "\n" in text.replace("\r\n", ""):
        yield "a line that does not end in CR and LF"
    for line in raw.removesuffix(b"\r\n").split(b"\r\n"):
        if len(line) > 75:
            yield f"a line of {len(line)} bytes"
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield "a line that ends within a character"
        if any(byte < 32 and byte != 9 for byte in line):
            yield "a control character"


def faults_of(event):
    for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "URL", "CATEGORIES"):
        if name not in event:
            yield f"no {name}"
            return
    first, end = event.decoded("DTSTART"), event.decoded("DTEND")
    for day in (first, end):
        if isinstance(day, datetime.datetime) or not isinstance(day, datetime.date):
            yield f"{day} is not a day"
            return
    if end <= first:
        yield f"ends on {end}, before it begins"
    stamp = event.decoded("DTSTAMP")
    if stamp.utcoffset() != datetime.timedelta(0):
        yield "its stamp is not in UTC"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
