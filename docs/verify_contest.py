#!/usr/bin/env python3
"""Checks the log of a Fanfare contest with nothing but the standard library: PASS, or FAIL and the reason.

    verify_contest.py log.ndjson [--contest ID] [--winners ID,ID] [--key FINGERPRINT]
        [--checkpoint FILE] [--receipt FILE] [--acceptance FILE]

It was written from the description of the log in docs/contests.md and shares no code with `fanfare verify`; both give
the same verdict, with the same word for the reason.
"""

import argparse
import base64
import hashlib
import json
import re
import sys

FORMAT = "fanfare.contest.v1"
MINUTE = 60


class Fail(Exception):
    """The log is not what it should be."""


def need(condition, reason):
    if not condition:
        raise Fail(reason)


# Ed25519 (RFC 8032), verification only.

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
I = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * I % P
    if (x * x - square) % P or y >= P:
        return None
    return P - x if x & 1 != sign else x


def point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar, a):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, a)
        a, scalar = add(a, a), scalar >> 1
    return result


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def is_signed(public, message, signature):
    a, r = point(public), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = multiply(s, BASE), add(r, multiply(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# Base64, hashes, the tree (RFC 6962), signed notes and checkpoints (C2SP).


def b64(text):
    return base64.b64decode(text, validate=True)


def url32(text, reason):
    try:
        data = base64.b64decode(text.translate(str.maketrans("-_", "+/")) + "=", validate=True)
    except ValueError:
        raise Fail(reason) from None
    need(len(data) == 32, reason)
    return data


def url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def sha(data):
    return hashlib.sha256(data).digest()


def node(left, right):
    return sha(b"\1" + left + right)


def fold(hashes):
    """The root of these subtrees, from the left."""
    root = None
    for value in reversed(hashes):
        root = value if root is None else node(value, root)
    return sha(b"") if root is None else root


def includes(leaf, index, size, path, root):
    """RFC 9162, section 2.1.3.2."""
    if index >= size:
        return False
    first, last, value = index, size - 1, leaf
    for other in path:
        if last == 0:
            return False
        if first & 1 or first == last:
            value = node(other, value)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            value = node(value, other)
        first, last = first >> 1, last >> 1
    return last == 0 and value == root


def open_note(note, name, public):
    """The text of a note, if the key signed it."""
    text, found, signatures = note.rpartition("\n\n")
    if not found:
        return None
    text += "\n"
    key_id = sha(name.encode() + b"\n\1" + public)[:4]
    for line in signatures.splitlines():
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "\u2014" or parts[1] != name:
            continue
        try:
            signed = b64(parts[2])
        except ValueError:
            continue
        if signed[:4] == key_id and len(signed) == 68 and is_signed(public, text.encode(), signed[4:]):
            return text
    return None


def checkpoint(text):
    lines = (text or "").split("\n")
    if len(lines) != 4 or lines[3]:
        return None
    try:
        return lines[0], int(lines[1]), b64(lines[2])
    except ValueError:
        return None


def commit(purpose, salt, text):
    return sha(f"{FORMAT} {purpose}\n".encode() + salt + text.encode())


# The leaves.

FIELDS = {
    "open": ["origin", "key", "rules", "document"],
    "amend": ["reason", "rules", "document"],
    "entry": ["entry", "entrant", "content", "sent"],
    "withdraw": ["entry", "reason"],
    "ballot": ["voter", "commitment", "via", "state", "replaces"],
    "release": ["ballot", "reason"],
    "void": ["ballot", "reason"],
    "close": ["counted", "guests", "held", "void", "replaced", "totals", "winners"],
}
WORDS = {
    "withdraw": ["withdrawn", "disqualified"],
    "void": ["traded", "duplicate", "automated", "erasure"],
}


def read_leaf(text):
    lines = text.split("\n")
    form, _, kind = lines[0].partition(" ")
    names = ["contest", "index", "minute"] + FIELDS.get(kind, [])
    need(form == FORMAT and kind in FIELDS, "Leaf")
    if kind == "ballot" and len(lines) == len(names) + 3:
        names.append("nonce")
    need(len(lines) == len(names) + 2 and lines[-1] == "", "Leaf")
    leaf = {"kind": kind}
    for name, line in zip(names, lines[1:]):
        key, found, value = line.partition("=")
        need(found and key == name, "Leaf")
        leaf[name] = value
    numbers = {"index", "minute", "sent", "ballot", "counted", "guests", "held", "void", "replaced"}
    for name in numbers & set(leaf):
        need(leaf[name].isdigit() and str(int(leaf[name])) == leaf[name], "Leaf")
        leaf[name] = int(leaf[name])
    need(leaf["minute"] % MINUTE == 0 and leaf.get("sent", 0) % MINUTE == 0, "Leaf")
    need(kind not in WORDS or leaf["reason"] in WORDS[kind], "Leaf")
    need(kind != "ballot" or leaf["state"] in ("counted", "held"), "Leaf")
    if kind in ("open", "amend"):
        need(leaf["rules"] == url(sha(leaf["document"].encode())), "Leaf")
    return leaf


def meets(window, minute):
    """Whether a window was open at some time of a minute."""
    start = minute * 1000
    return window["opens_at"] < start + MINUTE * 1000 and start < window["closes_at"]


FROZEN = {
    "kind": None,
    "picture": None,
    "picture_hash": None,
    "title": None,
    "theme": None,
    "zone": None,
    "own_entry_votable": False,
    "challenge": False,
    "decided_by": "votes",
    "counts": {"when": "at_close"},
    "moderation": None,
    "consent": None,
}
KNOWN = {"prize", "entries", "votes", "entrants", "voters", "entries_per_person", "votes_per_person", "winners", "tie_break"}


def value_parts(text):
    """A value around its one whole number, and the number."""
    found = re.findall("[0-9]+", text)
    if len(found) != 1 or int(found[0]) >= 2**64:
        return None
    return text.split(found[0], 1), int(found[0])


def is_worth_as_much(before, after):
    if before is None or after is None:
        return before is None
    old, new = before.get("value", ""), after.get("value", "")
    if before["name"] != after["name"]:
        return False
    if old in ("", new):
        return True
    old, new = value_parts(old), value_parts(new)
    return bool(old and new) and old[0] == new[0] and old[1] < new[1]


def is_extended(before, after, now):
    old, new = before["closes_at"], after["closes_at"]
    return before["opens_at"] == after["opens_at"] and (old == new or old < new and now < old)


def is_wider(before, after):
    old, new = before.get("minimum_age"), after.get("minimum_age")
    age = new is None or old is not None and new <= old
    old, new = before.get("countries", []), after.get("countries", [])
    countries = not new or bool(old) and set(old) <= set(new)
    return age and countries and set(before["tiers"]) <= set(after["tiers"])


def may_amend(before, after, now, voted):
    """Whether rules may be put in place of others: never against entrants or voters."""

    blind = not voted or before.get("counts", FROZEN["counts"]) == FROZEN["counts"]

    def more(name):
        return before[name] == after[name] or before[name] < after[name] and not voted

    return (
        set(after) <= KNOWN | set(FROZEN)
        and before != after
        and now < before["votes"]["closes_at"]
        and all(before.get(name, default) == after.get(name, default) for name, default in FROZEN.items())
        and is_worth_as_much(before.get("prize"), after.get("prize"))
        and is_extended(before["entries"], after["entries"], now)
        and (before["votes"] == after["votes"] or blind and is_extended(before["votes"], after["votes"], now))
        and is_wider(before["entrants"], after["entrants"])
        and (before["voters"] == after["voters"] or not voted and is_wider(before["voters"], after["voters"]))
        and more("entries_per_person")
        and more("votes_per_person")
        and more("winners")
        and (before["tie_break"] == after["tie_break"] or not voted and after["tie_break"] == "shared")
    )


class Ledger:
    def __init__(self):
        self.contest = self.rules = self.closed = None
        self.size = self.minute = 0
        self.entries, self.entrants = {}, {}
        self.ballots, self.last, self.totals = {}, {}, None

    def push(self, text):
        leaf = read_leaf(text)
        need(leaf["index"] == self.size, "Index")
        need(self.closed is None, "AfterClose")
        need(leaf["minute"] >= self.minute, "Order")
        self.minute, index, self.size = leaf["minute"], self.size, self.size + 1
        need((leaf["kind"] == "open") == (index == 0), "Opening")
        if index == 0:
            self.open(leaf)
        else:
            need(leaf["contest"] == self.contest, "OtherContest")
            getattr(self, leaf["kind"])(index, leaf)

    def open(self, leaf):
        self.contest, self.origin = leaf["contest"], leaf["origin"]
        self.key = url32(leaf["key"], "Rules")
        try:
            self.rules = json.loads(leaf["document"])
        except ValueError:
            raise Fail("Rules") from None

    def amend(self, _, leaf):
        try:
            after = json.loads(leaf["document"])
            allowed = may_amend(self.rules, after, leaf["minute"] * 1000, bool(self.ballots))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Fail("Amendment") from None
        need(allowed, "Amendment")
        self.rules = after

    def entry(self, index, leaf):
        votes = self.rules["votes"]
        in_time = meets(self.rules["entries"], leaf["sent"]) and leaf["sent"] <= leaf["minute"]
        need(in_time and leaf["minute"] * 1000 < votes["closes_at"], "EntryWindow")
        entrant = url32(leaf["entrant"], "Leaf")
        self.entrants[entrant] = self.entrants.get(entrant, 0) + 1
        need(self.entrants[entrant] <= self.rules["entries_per_person"], "TooManyEntries")
        need(leaf["entry"] not in self.entries, "EntryTwice")
        self.entries[leaf["entry"]] = [index, None]

    def withdraw(self, index, leaf):
        entry = self.entries.get(leaf["entry"])
        need(entry and entry[1] is None, "NoEntry")
        entry[1] = index

    def ballot(self, index, leaf):
        need(meets(self.rules["votes"], leaf["minute"]), "BallotWindow")
        need(leaf["via"] in self.rules["voters"]["tiers"], "NotEligible")
        voter = url32(leaf["voter"], "Leaf")
        before = self.last.get(voter)
        need(leaf["replaces"] == ("-" if before is None else str(before)), "SecondBallot")
        if before is not None:
            need(self.ballots[before][1] != "void", "SecondBallot")
            self.ballots[before][1] = "replaced"
        url32(leaf.get("nonce", url(bytes(32))), "Leaf")
        self.last[voter] = index
        self.ballots[index] = [url32(leaf["commitment"], "Leaf"), leaf["state"], leaf["via"] == "guest"]

    def release(self, _, leaf):
        need(self.ballots.get(leaf["ballot"], [0, ""])[1] == "held", "Decision")
        self.ballots[leaf["ballot"]][1] = "counted"

    def void(self, _, leaf):
        need(self.ballots.get(leaf["ballot"], [0, ""])[1] in ("held", "counted"), "Decision")
        self.ballots[leaf["ballot"]][1] = "void"

    def close(self, _, leaf):
        need((leaf["minute"] + MINUTE) * 1000 > self.rules["votes"]["closes_at"], "EarlyClose")
        self.closed = leaf

    def start_opening(self):
        if self.totals is None:
            self.totals = {entry: [0, 0] for entry, (_, out) in self.entries.items() if out is None}
            self.unopened = [index for index, ballot in sorted(self.ballots.items()) if ballot[1] == "counted"]
            self.unopened.reverse()

    def opening(self, opening):
        need(self.closed, "StrayOpening")
        self.start_opening()
        index = opening["ballot"]
        need(self.unopened and self.unopened[-1] <= index, "StrayOpening")
        need(self.unopened.pop() == index, "Unopened")
        commitment, _, guest = self.ballots[index]
        need(commit("choice", url32(opening["salt"], "Opened"), opening["choice"]) == commitment, "Opened")
        choice = opening["choice"].split(",") if opening["choice"] else []
        need(len(choice) <= self.rules["votes_per_person"] and choice == sorted(set(choice)), "Choice")
        for entry in choice:
            published, out = self.entries.get(entry, (index, None))
            need(published < index and (out is None or out > index), "Choice")
            if entry in self.totals:
                self.totals[entry][guest] += 1

    def result(self):
        self.start_opening()
        need(not self.unopened, "Unopened")
        states = [ballot[1] for ballot in self.ballots.values()]
        guests = sum(ballot[1] == "counted" and ballot[2] for ballot in self.ballots.values())
        counts = [states.count("counted") - guests, guests] + [states.count(s) for s in ("held", "void", "replaced")]
        need([self.closed[name] for name in ("counted", "guests", "held", "void", "replaced")] == counts, "Counts")
        lines = "".join(f"{entry} {mine} {guest}\n" for entry, (mine, guest) in sorted(self.totals.items()))
        need(self.closed["totals"] == url(sha(lines.encode())), "Totals")
        need(self.closed["winners"] == ",".join(self.winners()), "Winners")

    def winners(self):
        voted = [entry for entry, (mine, _) in self.totals.items() if mine]
        ranked = sorted(voted, key=lambda entry: (-self.totals[entry][0], self.entries[entry][0]))
        places = self.rules["winners"]
        if self.rules["tie_break"] == "shared" and len(ranked) > places:
            last = self.totals[ranked[places - 1]][0]
            return [entry for entry in ranked if self.totals[entry][0] >= last]
        return ranked[:places]


class Verifier:
    def __init__(self, contest, winners, fingerprints, checkpoints, receipts, acceptances):
        self.contest, self.winners, self.fingerprints = contest, winners, fingerprints
        self.checkpoints, self.receipts, self.acceptances = checkpoints, receipts, acceptances
        self.ledger, self.peaks, self.size, self.covered = Ledger(), [], 0, 0
        self.leaves, self.expected = {}, []

    def push(self, line):
        try:
            parsed = json.loads(line)
            (kind, value), = parsed.items()
        except (ValueError, AttributeError):
            raise Fail("Line") from None
        if kind == "leaf" and isinstance(value, str):
            self.leaf(value)
        elif kind == "checkpoint" and isinstance(value, str):
            self.checkpoint(value)
        elif kind == "opening" and set(value) == {"ballot", "salt", "choice"}:
            need(self.covered == self.size, "StrayOpening")
            self.ledger.opening(value)
            for kept in self.acceptances:
                mine = kept["index"] == value["ballot"] and "salt" in kept
                need(not mine or kept["salt"] == value["salt"], "Acceptance")
        else:
            raise Fail("Line")

    def leaf(self, text):
        self.ledger.push(text)
        leaf_hash = value = sha(b"\0" + text.encode())
        if any(receipt[0] == self.size for receipt in self.receipts):
            self.leaves[self.size] = value
        count = self.size
        while count & 1:
            value, count = node(self.peaks.pop(), value), count >> 1
        self.peaks.append(value)
        self.size += 1
        if self.size == 1:
            self.begin()
        for kept in self.acceptances:
            need(kept["index"] != self.size - 1 or kept["hash"] == leaf_hash, "Promised")
        for size, root, receipt in self.expected:
            if size == self.size:
                need(fold(self.peaks) == root, "TwoHistories")
                if receipt:
                    leaf = self.leaves.get(receipt[0])
                    need(leaf and includes(leaf, receipt[0], size, receipt[1], root), "Receipt")

    def begin(self):
        need(self.contest in (None, self.ledger.contest), "AnotherContest")
        need(set(self.fingerprints) <= {sha(self.ledger.key).hex()}, "OtherKey")
        kept = [(note, None) for note in self.checkpoints] + [(r[2], r) for r in self.receipts]
        for note, receipt in kept:
            read = checkpoint(open_note(note, self.ledger.origin, self.ledger.key))
            good = read and read[0] == self.ledger.origin and not (receipt and receipt[0] >= read[1])
            need(good, "Receipt" if receipt else "Brought")
            self.expected.append((read[1], read[2], receipt))
        for kept in self.acceptances:
            signed = open_note(kept["note"], self.ledger.origin, self.ledger.key)
            need(signed and kept["origin"] == self.ledger.origin and is_shown_well(kept), "Acceptance")

    def checkpoint(self, note):
        need(self.ledger.rules, "Opening")
        read = checkpoint(open_note(note, self.ledger.origin, self.ledger.key))
        need(read, "Signature")
        need(read[0] == self.ledger.origin, "Origin")
        need(read[1] == self.size, "Size")
        need(read[2] == fold(self.peaks), "Root")
        self.covered = self.size

    def finish(self):
        need(self.covered == self.size, "Uncovered")
        need(self.size, "Opening")
        need(all(size <= self.size for size, _, _ in self.expected), "RolledBack")
        winners = None
        if self.ledger.closed:
            need(all(kept["index"] < self.size for kept in self.acceptances), "Promised")
            self.ledger.result()
            winners = self.ledger.closed["winners"]
        need(self.winners in (None, winners), "OtherWinners")


def read_acceptance(path):
    """The signed promise of a leaf, alone or below what its voter was shown: the leaf, its salt and their choice."""
    text = open(path, encoding="utf-8").read()
    shown, found, note = ("", "", text) if text.startswith(f"{FORMAT} acceptance\n") else text.partition("\n\n")
    lines = note.split("\n")
    need(lines[0] == f"{FORMAT} acceptance" and len(lines) > 4 and lines[2].isdigit() and not lines[4], "Acceptance")
    kept = {"origin": lines[1], "index": int(lines[2]), "hash": b64(lines[3]), "note": note}
    if found:
        kept["leaf"], found, rest = shown.partition("salt=")
        need(found, "Acceptance")
        kept["salt"], _, rest = rest.partition("\n")
        for name in ("choice", "own-nonce"):
            if rest.startswith(f"{name}="):
                line, _, rest = rest.partition("\n")
                kept[name] = line.partition("=")[2]
    return kept


def is_shown_well(kept):
    """Whether what was shown is of the promised leaf, and the leaf fixes what was chosen."""
    if "leaf" not in kept:
        return True
    leaf, salt = read_leaf(kept["leaf"]), url32(kept["salt"], "Acceptance")
    fixed = "choice" not in kept or url(commit("choice", salt, kept["choice"])) == leaf.get("commitment")
    nonce = kept.get("own-nonce")
    own = nonce is None or url(commit("nonce", b"", nonce)) == leaf.get("nonce")
    return leaf["kind"] == "ballot" and fixed and own and sha(b"\0" + kept["leaf"].encode()) == kept["hash"]


def read_receipt(path):
    head, _, note = open(path, encoding="utf-8").read().partition("\n\n")
    lines = [line for line in head.split("\n") if not line.startswith("extra ")]
    need(lines[0] == "c2sp.org/tlog-proof@v1" and lines[1].startswith("index "), "Receipt")
    return int(lines[1][6:]), [b64(line) for line in lines[2:]], note


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("log")
    parser.add_argument("--contest")
    parser.add_argument("--winners")
    parser.add_argument("--key", action="append", default=[])
    parser.add_argument("--checkpoint", action="append", default=[])
    parser.add_argument("--receipt", action="append", default=[])
    parser.add_argument("--acceptance", action="append", default=[])
    options = parser.parse_args()
    try:
        checkpoints = [open(path, encoding="utf-8").read() for path in options.checkpoint]
        receipts = [read_receipt(path) for path in options.receipt]
        acceptances = [read_acceptance(path) for path in options.acceptance]
    except (Fail, ValueError, IndexError):
        parser.error("what was brought is no receipt, no acceptance or no text")
    try:
        verifier = Verifier(options.contest, options.winners, options.key, checkpoints, receipts, acceptances)
        with open(options.log, encoding="utf-8") as log:
            for line in log:
                verifier.push(line.rstrip("\n"))
        verifier.finish()
    except Fail as reason:
        print(f"FAIL {reason}")
        return 1
    print("PASS")
    return 0


if __name__ == "__main__":
    sys.exit(main())
