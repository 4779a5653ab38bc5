"""A server on loopback that speaks Zotero's protocols as documented: the local API, the connector, the Web API v3.

It runs as a process of its own and knows nothing of polybib: `python zotero_server.py '{"key": "secret"}'` prints its
port. GET /__state shows what it holds, POST /__set changes its options and what it holds.

Options, all of which may be missing:
  local       "off" (switched off: 403), "read" (Zotero 7), "write" (anyone may), "key" (Zotero 10: a key is needed)
  connector   whether the connector answers
  key         the key of the Web API, for user 7; write: what it may do
  busy        so many writes are answered with 429 and Retry-After
  backoff     every answer of the Web API says Backoff, in seconds
  race        so many writes find a library that somebody else has changed (412)
  cut         the connection is cut at write number n, before it is done; at write number n after it is done, if -n
  remember    whether the key that the local API grants is good for more than one write
  stay        after a cut every connection is cut
"""

import json
import re
import socket
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

OPTIONS = {"local": "off", "connector": False, "key": "", "write": True, "busy": 0, "backoff": 0, "race": 0, "cut": 0,
           "stay": False, "remember": True}  # fmt: skip
HELD = {
    "items": {},
    "collections": {},
    "version": 10,
    "tokens": [],
    "sessions": {},
    "log": [],
    "writes": 0,
    "asked": False,
    "free": 0,
}
LOCK = threading.Lock()
SCHEMA = json.loads((Path(__file__).parent / "zotero_fields.json").read_text(encoding="utf-8"))
TYPES = {"article-journal": "journalArticle", "chapter": "bookSection", "paper-conference": "conferencePaper",
         "article-newspaper": "newspaperArticle", "article": "preprint", "legislation": "statute"}  # fmt: skip

# The types that the translator "CSL JSON" of Zotero takes: a record of another makes it leave them all.
IMPORTED = frozenset(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter dataset entry
    entry-dictionary entry-encyclopedia figure graphic interview legal_case legislation manuscript map motion_picture
    musical_score pamphlet paper-conference patent personal_communication post post-weblog report review review-book
    song speech thesis treaty webpage""".split()
)


def key_of(n):
    return f"ABCD{n:04d}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", **headers):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        if OPTIONS["backoff"] and not self.path.startswith(("/api", "/connector", "/__")):
            HELD["free"] = time.monotonic() + OPTIONS["backoff"]
            self.send_header("Backoff", str(OPTIONS["backoff"]))
        self.end_headers()
        self.wfile.write(data)

    def cut(self):
        HELD["free"] = -1 if OPTIONS["stay"] else HELD["free"]
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def do_GET(self):
        self.handle_all("GET", None)

    def do_POST(self):
        self.handle_all("POST", self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def handle_all(self, method, body):
        with LOCK:
            url = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(url.query).items()}
            if url.path == "/__state":
                return self.answer(200, HELD)
            if url.path == "/__set":
                given = json.loads(body)
                HELD.update({name: given[name] for name in given if name in HELD})
                OPTIONS.update({name: given[name] for name in given if name in OPTIONS})
                return self.answer(204)
            if HELD["free"] < 0:
                return self.cut()
            HELD["log"].append([method, self.path, dict(self.headers)])
            if url.path.startswith("/connector/"):
                return self.connector(method, url.path.removeprefix("/connector/"), query, body)
            local = url.path.startswith("/api/")
            if not local and time.monotonic() < HELD["free"]:
                HELD["log"].append(["impatient", self.path, {}])
            return self.api(method, url.path.removeprefix("/api") if local else url.path, query, body, local)

    # the APIs

    def api(self, method, path, query, body, local):
        mode = OPTIONS["local"]
        if local and mode == "off":
            return self.answer(403)
        if local and path == "/local/authorize" and mode == "key":
            return self.answer(200, {"key": "granted", "remember": OPTIONS["remember"]})
        if local and path == "/":
            more = {"Zotero_Server_ID": "here"} if mode == "key" else {}
            return self.answer(200, b"Nothing to see here.", Zotero_API_Version=3, **more)
        given = self.headers.get("Zotero-API-Key", "")
        if not local and (not OPTIONS["key"] or given != OPTIONS["key"]):
            return self.answer(403, b"Invalid key")
        if self.headers.get("Zotero-API-Version") != "3":
            return self.answer(400, b"Unsupported version")
        if path == "/keys/current" and not local:
            access = {"user": {"library": True, "write": OPTIONS["write"]}}
            return self.answer(200, {"key": given, "userID": 7, "username": "reader", "access": access})
        found = re.fullmatch(r"/users/(\d+)(/items|/items/top|/collections|/collections/(\w+)/items/top)", path)
        if not found or found[1] != ("0" if local else "7"):
            return self.answer(404, b"Not found")
        if method == "GET":
            return self.read(found, query)
        if local and mode == "read":
            return self.answer(400, b"Endpoint does not support method\n")
        if local and mode == "key":
            if self.headers.get("Zotero-Server-ID") != "here":
                return self.answer(400, b"Server ID needed")
            if given != "granted" or HELD["asked"]:
                HELD["asked"] = False
                return self.answer(401, b"Invalid key")
            HELD["asked"] = not OPTIONS["remember"]
        return self.write(found[2], json.loads(body))

    def read(self, found, query):
        if found[2] == "/collections":
            return self.page(list(HELD["collections"].values()), query)
        if found[3] and found[3] not in HELD["collections"]:
            return self.answer(404, b"Collection not found")
        since = int(query.get("since", -1))
        items = [
            one
            for one in HELD["items"].values()
            if one["version"] > since and (not found[3] or found[3] in one["data"].get("collections", []))
        ]
        return self.page(items, query)

    def page(self, things, query):
        start, limit = int(query.get("start", 0)), min(100, int(query.get("limit", 25)))
        headers = {"Total_Results": len(things), "Last_Modified_Version": HELD["version"]}
        self.answer(200, things[start : start + limit], **headers)

    def write(self, path, things):
        token, version = self.headers.get("Zotero-Write-Token"), self.headers.get("If-Unmodified-Since-Version")
        if OPTIONS["busy"]:
            OPTIONS["busy"] -= 1
            return self.answer(429, b"Slow down", Retry_After=1)
        if not OPTIONS["write"]:
            return self.answer(403, b"Write access denied")
        if len(things) > 50:
            return self.answer(413, b"Too many objects")
        if token in HELD["tokens"]:
            return self.answer(412, b"Write token already used")
        if path == "/items":
            if OPTIONS["race"]:
                OPTIONS["race"] -= 1
                HELD["version"] += 1
            if version is None:
                return self.answer(428, b"If-Unmodified-Since-Version not provided")
            if int(version) != HELD["version"]:
                return self.answer(412, b"Library has been modified since specified version")
        HELD["writes"] += path == "/items"
        cut = OPTIONS["cut"] if path == "/items" else 0
        if cut and abs(cut) == HELD["writes"] and cut > 0:
            return self.cut()
        HELD["tokens"].append(token)
        HELD["version"] += 1
        success, failed = {}, {}
        for n, thing in enumerate(things):
            why = wrong(thing) if path == "/items" else None
            if why:
                failed[n] = {"code": 400, "message": why}
            else:
                success[n] = change(thing) if "key" in thing else keep(path.strip("/"), thing)
        if cut and -cut == HELD["writes"]:
            return self.cut()
        answer = {"success": success, "unchanged": {}, "failed": failed}
        return self.answer(200, answer, Last_Modified_Version=HELD["version"])

    # the connector

    def connector(self, method, what, query, body):
        agent = self.headers.get("User-Agent", "")
        if not OPTIONS["connector"]:
            return self.answer(404)
        if agent.startswith("Mozilla/") and "X-Zotero-Connector-API-Version" not in self.headers:
            return self.answer(403)
        if what == "ping":
            return self.answer(200, b"<!DOCTYPE html><html><body>Zotero is running</body></html>")
        if what == "getSelectedCollection":
            inner = [{"id": f"C{n}", "name": one["data"]["name"], "level": 1}
                     for n, one in enumerate(HELD["collections"].values(), 1)]  # fmt: skip
            targets = [{"id": "L1", "name": "My Library", "level": 0}, *inner]
            library = {"libraryID": 1, "libraryName": "My Library", "libraryEditable": True}
            return self.answer(200, {**library, "editable": True, "id": None, "name": "My Library", "targets": targets})
        if what == "import":
            return self.take(query.get("session", ""), body)
        if what == "saveItems":
            given = json.loads(body)
            HELD["sessions"][given["sessionID"]] = [keep("items", one) for one in given["items"]]
            return self.answer(201)
        if what == "updateSession":
            given = json.loads(body)
            if given["sessionID"] not in HELD["sessions"]:
                return self.answer(400, {"error": "SESSION_NOT_FOUND"})
            kept = list(HELD["collections"])
            place = [kept[int(given["target"][1:]) - 1]] if given["target"].startswith("C") else []
            for key in HELD["sessions"][given["sessionID"]]:
                data = HELD["items"][key]["data"]
                data["collections"] = place
                data["tags"] = [{"tag": tag} for tag in given["tags"].split(",") if tag]
            return self.answer(200, {})
        return self.answer(404)

    def take(self, session, body):
        if self.headers.get("Content-Type", "").split(";")[0] == "application/json":
            return self.answer(500, b"json was decoded, no text is left to be imported")
        if session in HELD["sessions"]:
            return self.answer(409, {"error": "SESSION_EXISTS"})
        try:
            records = json.loads(body)
        except ValueError:
            return self.answer(400)
        if not all(one.get("type") in IMPORTED for one in records):
            return self.answer(400)
        HELD["writes"] += 1
        if OPTIONS["cut"] and OPTIONS["cut"] == HELD["writes"]:
            return self.cut()
        made = [imported(one) for one in records]
        HELD["version"] += 1
        HELD["sessions"][session] = [keep("items", one) for one in made]
        if OPTIONS["cut"] and -OPTIONS["cut"] == HELD["writes"]:
            return self.cut()
        return self.answer(201, made)


def change(thing):
    """Updates an item, as PATCH does."""
    held = HELD["items"][thing["key"]]
    held["version"] = HELD["version"]
    held["data"].update(thing, version=HELD["version"])
    return thing["key"]


def wrong(thing):
    """What the API says of an item that is not as it should be."""
    if "key" in thing:
        held = HELD["items"].get(thing["key"])
        return None if held and held["version"] == thing["version"] else "no such item, or it has changed"
    kind = thing.get("itemType")
    if kind not in SCHEMA["fields"]:
        return f"'{kind}' is not a valid itemType"
    fields = {*SCHEMA["every"].split(), *SCHEMA["fields"][kind].split(), "itemType", "creators", "tags", "collections"}
    if "@" in fields:
        fields |= set(SCHEMA["archive"].split())
    for name in thing:
        if name not in fields:
            return f"'{name}' is not a valid field for type '{kind}'"
    for one in thing.get("creators", []):
        if one["creatorType"] not in {*SCHEMA["creators"].get(kind, "author").split(), "contributor"}:
            return f"'{one['creatorType']}' is not a valid creator type for item type '{kind}'"
        if ("name" in one) == ("lastName" in one):
            return "a creator has either a name or a lastName"
    if not all(set(tag) <= {"tag", "type"} for tag in thing.get("tags", [])):
        return "invalid tag"
    if "title" in thing and "REFUSED" in thing["title"]:
        return "no such title"
    return None


def keep(where, thing):
    key = key_of(len(HELD["items"]) + len(HELD["collections"]))
    data = {"key": key, "version": HELD["version"], **thing}
    HELD[where][key] = {"key": key, "version": HELD["version"], "data": data}
    return key


def imported(record):
    """What Zotero's import makes of a record in CSL-JSON, as far as it matters here."""
    made = {"itemType": TYPES.get(record["type"], record["type"]), "creators": [], "tags": [], "collections": []}
    for name, field in (("title", "title"), ("note", "extra"), ("volume", "volume"), ("page", "pages"),
                        ("container-title", "publicationTitle"), ("language", "language"), ("DOI", "DOI")):  # fmt: skip
        if record.get(name):
            made[field] = record[name]
    if record.get("issued", {}).get("date-parts"):
        made["date"] = "-".join(f"{n:02d}" for n in record["issued"]["date-parts"][0])
    for one in record.get("author", []):
        whole = {"name": one["literal"]} if "literal" in one else {"lastName": one["family"], "firstName": one["given"]}
        made["creators"].append({"creatorType": "author", **whole})
    return made


if __name__ == "__main__":
    OPTIONS.update(json.loads(sys.argv[1]) if len(sys.argv) > 1 else {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    print(server.server_address[1], flush=True)
    server.serve_forever()
