"""A server on loopback that answers as Crossref, DataCite and the DOI proxy do: one process plays all three.

It knows nothing of polybib: `python crossref_server.py --works FILE... [--options '{"mailto": ...}']` prints its port.
A file holds a record a line: a work as Crossref has it ({"DOI": ...}), one of DataCite ({"attributes": ...}), or a
DOI of another agency ({"doi": ..., "agency": "mEDRA"}); {"alias": ..., "DOI": ...} leads to another work.

Crossref   /works (query, query.bibliographic, filter, select, rows, offset, cursor), /works/{doi}, .../agency
DataCite   /dois?ids=..., /dois/{doi}
DOI proxy  /ra/{doi,doi...}, /api/handles/{doi}

GET /_log tells what was asked; POST /_control changes options (an object) and forgets the log; GET /_stop ends it.

Options (a POST to /_control sets those that it does not name back):
  single, array       requests an interval that are announced for works, for lists; in the public pool a half, a third
  interval            of these, in seconds
  concurrency         announced, with a mailto; without one it is 1
  enforce             true: what is over the announced limits is a 429; a number: what is over so many in an interval
  retry_after         seconds, "date", or null for no such header
  fail, kinds         one request in so many fails, by each of these in turn: 500 503 slow cut empty json html
  slow                how many seconds a slow answer takes
  latency             seconds that every answer takes
  refuse              a list that holds this DOI is a 400
  prefixes            /ra/ knows prefixes only, one at a time
  plain               less than Crossref: no filter, no select, pages of 20, no headers, no agencies, no lists of DOIs,
                      and what is not there is a web page
"""

import argparse
import base64
import json
import math
import re
import socket
import sys
import threading
import time
import unicodedata
from collections import Counter, defaultdict
from email.utils import formatdate
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote

OPTIONS = {"single": 1000, "array": 1000, "interval": 1, "concurrency": 3, "enforce": False, "retry_after": None,
           "fail": 0, "kinds": ["500", "503", "cut", "empty", "json", "html"], "slow": 30, "latency": 0,
           "refuse": "", "prefixes": False, "plain": False}  # fmt: skip
STARTED = dict(OPTIONS)
SELECTS = frozenset(
    """DOI ISBN ISSN URL abstract accepted alternative-id approved archive article-number assertion author chair
    clinical-trial-number container-title content-created content-domain contributor created degree deposited editor
    event funder group-title indexed is-referenced-by-count issn-type issue issued license link member original-title
    page posted prefix published published-online published-print publisher publisher-location reference
    references-count relation resource score short-container-title short-title standards-body subject subtitle title
    translator type update-policy update-to updated-by volume""".split()
)
POOLED = ("single", "array")  # of Crossref's pools
LOCK = threading.RLock()
WORD, TAG = re.compile(r"\w+"), re.compile(r"<[^<>]{0,200}>")
HTML = b"<html><head><title>Sign in to the network</title></head><body>Please accept the terms.</body></html>"


class Log:
    """What was asked, and what of it broke a limit."""

    def __init__(self):
        self.requests, self.broken, self.repeated = [], [], []
        self.times, self.answered = defaultdict(list), Counter()
        self.now = self.greatest = self.count = 0


LOG = Log()


class Held:
    """The records, and an index of their words."""

    def __init__(self):
        self.works, self.datacite, self.agencies, self.aliases = {}, {}, {}, {}
        self.order, self.index, self.lengths = [], defaultdict(dict), []

    def add(self, record):
        if "alias" in record:
            self.aliases[record["alias"].lower()] = record["DOI"].lower()
        elif "attributes" in record:
            doi = record.get("id") or record["attributes"]["doi"]
            self.datacite[doi.lower()] = {"id": doi.lower(), "type": "dois", "attributes": record["attributes"]}
            self.agencies[doi.lower()] = "DataCite"
        elif "agency" in record:
            self.agencies[record["doi"].lower()] = record["agency"]
        elif record.get("DOI", "").lower() not in self.works:
            self._work(record)

    def _work(self, work):
        doi = work["DOI"].lower()
        self.works[doi], self.agencies[doi] = work, "Crossref"
        number, terms = len(self.order), Counter(words(described(work)))
        self.order.append(work)
        self.lengths.append(sum(terms.values()))
        for term, times in terms.items():
            self.index[term][number] = times

    def search(self, text):
        """The works that share a word with a text, best first, with their scores (BM25)."""
        scores, total = defaultdict(float), len(self.order)
        average = sum(self.lengths) / max(1, total) / 0.9
        terms = sorted(((self.index[term], term) for term in set(words(text)) if term in self.index), key=by_rarity)
        for found, _ in terms:  # a common word counts for works only that share a rarer one
            common = len(found) > 0.1 * total and len(scores) > 200
            weight = 6.6 * math.log(1 + (total - len(found) + 0.5) / (len(found) + 0.5))
            for number in [one for one in scores if one in found] if common else found:
                times = found[number]
                scores[number] += weight * times / (times + 0.3 + self.lengths[number] / average)
        return [(-score, number) for score, number in sorted((-score, number) for number, score in scores.items())]


HELD = Held()


def by_rarity(one):
    return len(one[0]), one[1]


@lru_cache(maxsize=100_000)
def folded(word):
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def words(text):
    """The words of a text; Han characters stand alone."""
    for word in WORD.findall(TAG.sub(" ", text)):
        if word.isascii():
            yield word.lower()
        elif any("\u3040" <= char <= "\u9fff" for char in word):
            yield from word
        else:
            yield folded(word)


def described(work):
    """What a bibliographic query sees of a work."""
    parts = [part or "" for name in ("title", "subtitle", "container-title", "short-container-title", "original-title")
             for part in work.get(name) or ()]  # fmt: skip
    for role in ("author", "editor", "translator"):
        for person in work.get(role) or ():
            parts += [person.get(name) or "" for name in ("given", "family", "name")]
    parts += [str(work.get(name) or "") for name in ("volume", "issue", "page", "article-number", "publisher")]
    parts += [*(work.get("ISSN") or ()), *(work.get("ISBN") or ())]
    return " ".join([*parts, str(year(work) or "")])


def date(work, *names):
    for name in names:
        parts = ((work.get(name) or {}).get("date-parts") or [[None]])[0]
        if parts and parts[0]:
            return tuple(parts)
    return ()


def year(work):
    return (date(work, "issued", "published-print", "published-online") or (None,))[0]


def matches(work, name, value):
    """Whether a work passes one filter."""
    if name == "doi":
        return work["DOI"].lower() == value.lower()
    if name in ("from-pub-date", "until-pub-date"):
        wanted, found = tuple(int(one) for one in value.split("-")), date(work, "issued")
        near = found[: len(wanted)]
        return bool(found) and (near >= wanted if name[0] == "f" else near <= wanted)
    if name in ("type", "prefix", "member"):
        return str(work.get(name)) == value
    if name in ("issn", "isbn"):
        return value in (work.get(name.upper()) or ())
    raise KeyError(name)


def failure(kind, name, value, message):
    body = {"status": "failed", "message-type": "validation-failure",
            "message": [{"type": kind, "value": value, "message": message}]}  # fmt: skip
    return 400, body


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    disable_nagle_algorithm = True
    wbufsize = -1
    working = False

    def log_message(self, *_):
        pass

    # Answering

    def send(self, status, body, kind="application/json", **headers):
        data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=True).replace("/", "\\/").encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.left()
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self):
        data = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
        with LOCK:
            OPTIONS.update({**STARTED, **data})
            LOG.__init__()
        self.send(200, OPTIONS)

    def do_GET(self):
        path, _, query = self.path.partition("?")
        if path.startswith("/_"):
            return self.told(path)
        params = dict(parse_qsl(query, keep_blank_values=True))
        polite = "mailto:" in self.headers.get("User-Agent", "") or "mailto" in params
        kind = {"works": "array" if path == "/works" else "single", "dois": "datacite", "ra": "proxy",
                "api": "proxy"}.get(path.split("/")[1], "other")  # fmt: skip
        with LOCK:
            entry = self.entered(path, params, kind, polite)
            self.working = kind in POOLED
        try:
            self.answered(entry, path, params, kind, polite)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            self.left()

    def left(self):
        """The request is no more in work: before its answer is out, as the next may come at once."""
        with LOCK:
            LOG.now -= bool(self.working)
            self.working = False

    def entered(self, path, params, kind, polite):
        """Writes a request down, and whether it breaks a limit."""
        now = time.monotonic()
        LOG.count += 1
        LOG.now += kind in POOLED
        LOG.greatest = max(LOG.greatest, LOG.now)
        recent = [t for t in LOG.times[kind] if now - t < OPTIONS["interval"]]
        LOG.times[kind] = [*recent, now]
        entry = {"time": now, "path": path, "params": params, "kind": kind, "now": LOG.now, "number": LOG.count,
                 "agent": self.headers.get("User-Agent", ""), "status": 0, "polite": polite}  # fmt: skip
        rate, atonce = self.limits(kind, polite)
        enforced = OPTIONS["enforce"]
        entry["over"] = len(recent) >= rate or LOG.now > atonce
        entry["refused"] = bool(enforced) and (
            entry["over"] if enforced is True else kind in POOLED and len(recent) >= enforced
        )
        if entry["over"]:
            LOG.broken.append(f"{path} {kind}: {len(recent) + 1} of {rate}, {LOG.now} at once of {atonce}")
        LOG.requests.append(entry)
        return entry

    def limits(self, kind, polite):
        if kind not in POOLED:
            return 10_000, 100
        rate = OPTIONS[kind] if polite else max(1, OPTIONS[kind] // (3 if kind == "array" else 2))
        return rate, OPTIONS["concurrency"] if polite else 1

    def pool(self, kind, polite):
        if kind not in POOLED:
            return {}
        rate, atonce = self.limits(kind, polite)
        return {"x-api-pool": f"{'polite' if polite else 'public'}-{kind}", "x-rate-limit-limit": rate,
                "x-rate-limit-interval": f"{OPTIONS['interval']}s", "x-concurrency-limit": atonce}  # fmt: skip

    def answered(self, entry, path, params, kind, polite):
        headers = self.pool(kind, polite)
        if OPTIONS["latency"]:
            time.sleep(OPTIONS["latency"])
        if entry["refused"]:
            entry["status"] = 429
            wait = OPTIONS["retry_after"]
            if wait is not None:
                headers["Retry-After"] = formatdate(time.time() + 2, usegmt=True) if wait == "date" else wait
            return self.send(429, b"Too many requests", "text/plain", **headers)
        every = OPTIONS["fail"]
        if every and entry["number"] % every == 0:
            return self.failed(entry, OPTIONS["kinds"][entry["number"] // every % len(OPTIONS["kinds"])], headers)
        status, body, *more = plain(path, params) if OPTIONS["plain"] else route(path, params)
        entry["status"] = status
        content = "text/plain" if isinstance(body, bytes) else "application/json;charset=utf-8"
        if OPTIONS["plain"]:
            headers, content = {}, "text/html" if status == 404 else content
        with LOCK:
            if status in (200, 404):
                for question in questions(path, params):
                    LOG.answered[question] += 1
                    if LOG.answered[question] > 1:
                        LOG.repeated.append(question)
        self.send(status, body, content, **headers, **(more[0] if more else {}))

    def failed(self, entry, how, headers):
        """One of the ways in which servers and networks fail."""
        entry["status"] = how
        if how in ("500", "503"):
            return self.send(int(how), b"<html><h1>Gateway</h1></html>", "text/html", **headers)
        if how == "html":
            return self.send(200, HTML, "text/html", **headers)
        if how == "json":
            return self.send(200, b'{"status":"ok","message":{"items":[{"DOI":', **headers)
        if how == "empty":
            return self.send(200, b"", **headers)
        self.left()
        if how == "slow":
            time.sleep(OPTIONS["slow"])
        else:  # cut off in the middle of the body
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(b'{"status":"ok","message":{"items":[')
            self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def told(self, path):
        if path == "/_stop":
            self.send(200, {})
            return threading.Thread(target=self.server.shutdown).start()
        with LOCK:
            log = {"requests": LOG.requests, "broken": LOG.broken, "repeated": LOG.repeated, "greatest": LOG.greatest,
                   "kinds": Counter(one["kind"] for one in LOG.requests),
                   "statuses": Counter(str(one["status"]) for one in LOG.requests)}  # fmt: skip
            self.send(200, log)


def questions(path, params):
    """What a request asks, question by question: of the same source none should be asked again."""
    if path == "/works":
        asked = [one[4:].lower() for one in params.get("filter", "").split(",") if one.startswith("doi:")]
        rest = {name: value for name, value in params.items() if name not in ("select", "mailto", "filter", "rows")}
        return [f"crossref {doi}" for doi in asked] or [f"crossref {sorted(rest.items())}"]
    if path == "/dois":
        return [f"datacite {doi.lower()}" for doi in params.get("ids", "").split(",")]
    if path.startswith("/ra/"):
        return [f"ra {unquote(doi).lower()}" for doi in path[4:].split(",")]
    return [unquote(path).lower()]


# What is asked


def route(path, params):
    if path == "/works":
        return works(params)
    if path.startswith("/works/"):
        return work(path[7:], params)
    if path == "/dois":
        found = [HELD.datacite[doi.lower()] for doi in params.get("ids", "").split(",") if doi.lower() in HELD.datacite]
        size = int(params.get("page[size]", 25))
        return 200, {"data": found[:size], "meta": {"total": len(found), "totalPages": 1, "page": 1}}
    if path.startswith("/dois/"):
        found = HELD.datacite.get(unquote(path[6:]).lower())
        missing = {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}
        return (200, {"data": found}) if found else (404, missing)
    if path.startswith("/ra/"):
        if OPTIONS["prefixes"] and ("," in path or "%2F" in path):
            return 404, b"Not found"
        return 200, [agency(unquote(doi)) for doi in path[4:].split(",")]
    if path.startswith("/api/handles/"):
        doi = unquote(path[13:])
        if doi.lower() not in HELD.agencies and doi.lower() not in HELD.aliases:
            return 404, {"responseCode": 100, "handle": doi}
        value = {"index": 1, "type": "URL", "data": {"format": "string", "value": "https://example.org/" + quote(doi)}}
        return 200, {"responseCode": 1, "handle": doi, "values": [value]}
    return 404, b"Resource not found."


def plain(path, params):
    """As a server answers that somebody wrote in an afternoon."""
    if path == "/dois" or path.startswith("/ra/") or path.endswith("/agency"):
        return 404, HTML
    params = {name: value for name, value in params.items() if name not in ("filter", "select")}
    status, body, *more = route(path, {**params, "rows": "20"} if path == "/works" else params)
    return status, HTML if status == 404 else body, *more


def agency(doi):
    prefix = doi.split("/")[0].lower()
    known = HELD.agencies.get(doi.lower()) or (HELD.agencies.get(HELD.aliases.get(doi.lower(), "")))
    if known:
        return {"DOI": doi, "RA": known}
    if not re.fullmatch(r"10\.\d{4,9}(\.\d+)*", prefix):
        return {"DOI": doi, "status": "Invalid DOI"}
    prefixes = {one.split("/")[0]: name for one, name in HELD.agencies.items()}
    if doi.lower() == prefix and prefix in prefixes:
        return {"DOI": doi, "RA": prefixes[prefix]}
    return {"DOI": doi, "status": "DOI does not exist" if prefix in prefixes else "Unknown prefix"}


def work(path, params):
    name = path.removesuffix("/agency")
    doi = unquote(name).lower()
    if path.endswith("/agency"):
        known = HELD.agencies.get(doi)
        if not known:
            return 404, b"Resource not found."
        message = {"DOI": doi, "agency": {"id": known.lower(), "label": known}}
        return 200, envelope("work-agency", message)
    if any(one.startswith("query") or one == "filter" for one in params):
        return failure("parameter-not-allowed", "query", "query.*", "This route does not support field query")
    if doi in HELD.aliases:
        return 301, b"", {"Location": "/works/" + quote(HELD.aliases[doi], safe="")}
    found = HELD.works.get(doi)
    return (200, envelope("work", found)) if found else (404, b"Resource not found.")


def envelope(kind, message):
    return {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}


def works(params):
    """A list of works: filtered, sought, paged, and only the fields that are wanted."""
    rows = params.get("rows", "20")
    if not rows.isdigit() or int(rows) > 1000:
        message = f"Integer specified as {rows} but must be a positive integer less than or equal to 1000. "
        return failure("integer-not-valid", "rows", rows, message)
    select = [one for one in params.get("select", "").split(",") if one]
    if unknown := [one for one in select if one not in SELECTS]:
        message = f"Select element specified but '{unknown[0]}' is not a valid select element"
        return failure("invalid-select-element", "select", unknown[0], message)
    try:
        found = filtered(params)
    except (KeyError, ValueError) as error:
        name = str(error).strip("'")
        message = f"Filter '{name}' specified but there is no such filter for this route."
        return failure("filter-not-available", "filter", name, message)
    offset, more = int(params.get("offset", "0")), {}
    if cursor := params.get("cursor"):
        try:
            offset = 0 if cursor == "*" else int(base64.urlsafe_b64decode(cursor))
        except ValueError:
            body = {"type": "cursor-invalid", "value": cursor, "message": "Cursor specified but it is invalid"}
            return 404, {"status": "failed", "message-type": "resource-failure", "message": [body]}
        more = {"next-cursor": base64.urlsafe_b64encode(str(offset + int(rows)).encode()).decode()}
    page = found[offset : offset + int(rows)]
    items = [{**one, "score": score} for score, one in page]
    if select:
        items = [{name: one[name] for name in select if name in one} for one in items]
    message = {"facets": {}, "total-results": len(found), "items": items, "items-per-page": int(rows), **more,
               "query": {"start-index": offset, "search-terms": params.get("query")}}  # fmt: skip
    return 200, envelope("work-list", message)


def filtered(params):
    """(score, work) of every work that is meant, best first. Filters of one name are alternatives."""
    filters = defaultdict(list)
    for one in filter(None, params.get("filter", "").split(",")):
        name, colon, value = one.partition(":")
        if not colon:
            raise KeyError(name)
        if name == "doi" and OPTIONS["refuse"] and value.lower() == OPTIONS["refuse"]:
            raise KeyError(name)
        filters[name].append(value)
    text = " ".join(value for name, value in params.items() if name == "query" or name.startswith("query."))
    if text:
        found = [(score, HELD.order[number]) for score, number in HELD.search(text)]
    elif set(filters) == {"doi"}:
        wanted = dict.fromkeys(value.lower() for value in filters["doi"])
        return [(0.0, HELD.works[doi]) for doi in wanted if doi in HELD.works]
    else:
        found = [(0.0, one) for one in HELD.order]
    for name, values in filters.items():
        found = [(score, one) for score, one in found if any(matches(one, name, value) for value in values)]
    return found


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 100

    def handle_error(self, *_):
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError | ValueError):
            super().handle_error(*_)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--works", nargs="+", action="extend", default=[], type=Path)
    parser.add_argument("--options", default="{}", type=json.loads)
    parser.add_argument("--port", default=0, type=int)
    given = parser.parse_args()
    OPTIONS.update(given.options)
    STARTED.update(given.options)
    for path in given.works:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    HELD.add(json.loads(line))
    server = Server(("127.0.0.1", given.port), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever(poll_interval=0.05)


if __name__ == "__main__":
    main()
