#!/usr/bin/env python3
"""Reads the open data of built sites as a stranger would: .ci/opendata.py FOLDER...

Nothing here knows the program. The tables are read by Python's csv, the descriptor by the rules
of the Data Package standard, the description of the files by the schema of OpenAPI, and each is
held against the others.
"""

import csv
import hashlib
import io
import json
import re
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

HERE = Path(__file__).parent / "opendata"
PACKAGE = json.loads((HERE / "datapackage-2.json").read_text("utf-8"))
OPENAPI = json.loads((HERE / "openapi-3.1.json").read_text("utf-8"))

# Texts may be longer than csv expects of a value.
csv.field_size_limit(1 << 30)


class Site:
    """A built site, with what is wrong with its data."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.data = self.folder / "data" / "v1"
        self.problems = []
        self.package = self.read_json("datapackage.json")
        self.api = self.read_json("openapi.json")
        self.tables = {}

    def say(self, where, what):
        self.problems.append(f"{self.folder}: {where}: {what}")

    def read_json(self, name):
        return json.loads((self.data / name).read_text("utf-8"))

    def check(self):
        self.validate("datapackage.json", PACKAGE, self.package)
        self.validate("openapi.json", OPENAPI, self.api)
        if self.problems:  # what follows relies on them
            return self.problems
        for resource in self.package["resources"]:
            self.check_resource(resource)
        for resource in self.package["resources"]:
            self.check_keys(resource)
        self.check_json()
        self.check_api()
        return self.problems

    def validate(self, where, schema, value):
        for error in list(Draft202012Validator(schema).iter_errors(value))[:5]:
            self.say(where, f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}")

    # The tables.

    def path_of(self, resource):
        """Where a resource is: beside the descriptor, or at an address of the site."""
        base = self.api["servers"][0]["url"].removesuffix("data/v1")
        path = resource["path"]
        if "://" not in path:
            return self.data / path
        if not path.startswith(base):
            self.say(resource["name"], f"{path} is not below {base}")
        return self.folder / path.removeprefix(base)

    def check_resource(self, resource):
        name, raw = resource["name"], self.path_of(resource).read_bytes()
        if len(raw) != resource["bytes"]:
            self.say(name, f"{len(raw)} bytes; the descriptor says {resource['bytes']}")
        if "sha256:" + hashlib.sha256(raw).hexdigest() != resource["hash"]:
            self.say(name, "another checksum than the descriptor's")
        text = raw.decode("utf-8")
        if text.startswith("\ufeff") or not text.endswith("\r\n"):
            self.say(name, "begins with a mark, or does not end with CR LF")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        header, rows = rows[0], rows[1:]
        fields = resource["schema"]["fields"]
        if header != [f["name"] for f in fields]:
            self.say(name, "other columns than the descriptor's")
        if len(rows) != resource["rows"]:
            self.say(name, f"{len(rows)} rows; the descriptor says {resource['rows']}")
        for i, row in enumerate(rows, 1):
            if len(row) != len(header):
                self.say(name, f"row {i} has {len(row)} values; want {len(header)}")
        self.tables[name] = [dict(zip(header, row)) for row in rows]
        for field in fields:
            self.check_column(name, resource["schema"].get("missingValues", [""]), field)

    def check_column(self, table, missing, field):
        limits = field.get("constraints", {})
        values = [row[field["name"]] for row in self.tables[table]]
        known = [v for v in values if v not in missing]
        if limits.get("required") and len(known) < len(values):
            self.say(table, f"{field['name']} is empty in {len(values) - len(known)} rows")
        if limits.get("unique") and len(set(known)) < len(known):
            self.say(table, f"{field['name']} is there twice")
        for value in known:
            if not self.fits(field, limits, value):
                self.say(table, f"{field['name']}: {value[:80]!r} is no {field['type']} as described")
                return

    @staticmethod
    def fits(field, limits, value):
        if field["type"] == "integer":
            return re.fullmatch(r"-?(0|[1-9][0-9]*)", value)
        if field["type"] == "number":
            return re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", value)
        if field["type"] == "boolean":
            return value in ("true", "false")
        if field["type"] == "list":
            items = value.split(field["delimiter"])
            terms = [c["value"] for c in field.get("terms", [])]
            return all(items) and (not terms or set(items) <= set(terms))
        if "enum" in limits:
            return value in limits["enum"] and value in [c["value"] for c in field["categories"]]
        if "pattern" in limits:
            return re.fullmatch(limits["pattern"], value)
        if field.get("format") == "uri":
            return re.match(r"https?://\S+$", value)
        return True

    def check_keys(self, resource):
        name, schema = resource["name"], resource["schema"]
        key = schema["primaryKey"]
        keys = [tuple(row[k] for k in key) for row in self.tables[name]]
        if len(set(keys)) < len(keys):
            self.say(name, f"two rows have one key {key}")
        for foreign in schema.get("foreignKeys", []):
            target = foreign["reference"]
            known = {tuple(row[k] for k in target["fields"]) for row in self.tables[target["resource"]]}
            for row in self.tables[name]:
                value = tuple(row[k] for k in foreign["fields"])
                if all(value) and value not in known:
                    self.say(name, f"{foreign['fields']} {value} is not in {target['resource']}")
        for field in schema["fields"]:
            if field["type"] == "list" and "references" in field:
                self.check_list(name, field)

    def check_list(self, name, field):
        key = "key" if field["references"] == "measures" else "id"
        known = {row[key] for row in self.tables[field["references"]]}
        for row in self.tables[name]:
            for item in row[field["name"]].split():
                if item not in known:
                    self.say(name, f"{field['name']}: {item} is not in {field['references']}")

    # JSON beside the tables.

    def check_json(self):
        counted = {}
        for file in sorted(self.data.glob("*.jsonl")):
            name = file.stem
            lines = [json.loads(line) for line in file.read_text("utf-8").split("\n")[:-1]]
            if lines != self.read_json(name + ".json"):
                self.say(name, "JSON Lines and JSON differ")
            counted[name] = len(lines)
            for record in lines:
                count_lists(record, name, counted)
        for name, rows in self.tables.items():
            if not name.startswith("figure-") and len(rows) != counted.get(name, 0):
                self.say(name, f"{len(rows)} rows of CSV; {counted.get(name, 0)} entries of JSON")

    # The description of the files.

    def check_api(self):
        described = set()
        for path, item in self.api["paths"].items():
            content = item["get"]["responses"]["200"]["content"]
            schema = next(iter(content.values()))["schema"]
            whole = Draft202012Validator({**schema, "components": self.api["components"]})
            files = self.files_of(path, item)
            described.update(files)
            if "application/json" not in content or path in ("/datapackage.json", "/openapi.json"):
                continue
            for file in files:
                value = json.loads(file.read_text("utf-8"))
                for error in list(whole.iter_errors(value))[:3]:
                    self.say(path, f"{file.name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
                if "{id}" in path:
                    self.check_record(file, value)
        for file in self.data.rglob("*"):
            if file.is_file() and file.suffix != ".gz" and file not in described:
                self.say("openapi.json", f"{file.relative_to(self.data)} is not described")

    def files_of(self, path, item):
        """The files at a path: of a template, all that it can be, among them the example."""
        if "{id}" not in path:
            file = self.data / path[1:]
            if not file.is_file():
                self.say("openapi.json", f"{path} is no file")
                return []
            return [file]
        files = sorted((self.data / path[1:]).parent.glob("*.json"))
        parameter = item["get"]["parameters"][0]
        for file in files:
            if not re.search(parameter["schema"]["pattern"], file.stem):
                self.say("openapi.json", f"{file.stem} is no id")
        if "example" in parameter and (self.data / path[1:].replace("{id}", parameter["example"])) not in files:
            self.say("openapi.json", f"the example of {path} is no file")
        if len(files) != len(self.tables[path.split("/")[1]]):
            self.say("openapi.json", f"{path}: {len(files)} files; {len(self.tables[path.split('/')[1]])} records")
        return files

    def check_record(self, file, value):
        base = self.api["servers"][0]["url"] + "/"
        if value["url"] != base + str(file.relative_to(self.data)) or value["record"]["id"] != value["id"]:
            self.say(file.name, "names another address or record")
        for link in value["names"] + value["named_by"]:
            if not (self.data / link["url"].removeprefix(base)).is_file():
                self.say(file.name, f"{link['url']} leads nowhere")
        site = base.removesuffix("data/v1/")
        for page in value["pages"].values():
            if not (self.folder / page.removeprefix(site) / "index.html").is_file():
                self.say(file.name, f"{page} is no page")


def count_lists(value, name, counted):
    """Counts the entries of the lists below a record, by the name of their table."""
    for key, inner in value.items():
        table = {"commitments-measures": "measures", "bodies-sittings": "sittings"}.get(
            f"{name}-{key}".replace("_", "-"), f"{name}-{key}".replace("_", "-"))
        if isinstance(inner, dict):
            count_lists(inner, table, counted)
        elif isinstance(inner, list) and inner and isinstance(inner[0], dict):
            counted[table] = counted.get(table, 0) + len(inner)
            for entry in inner:
                count_lists(entry, table, counted)


def main():
    failed = False
    for folder in sys.argv[1:]:
        site = Site(folder)
        problems = site.check()
        rows = sum(len(rows) for rows in site.tables.values())
        print(f"{folder}: {len(site.tables)} tables, {rows} rows, {len(problems)} problems")
        for problem in problems[:50]:
            print(problem)
        failed = failed or bool(problems)
    sys.exit(1 if failed else 0)


main()
