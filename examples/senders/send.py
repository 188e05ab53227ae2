"""Sends a text to numbers that Ringlock allows, and to no other. The numbers come on standard input, one a line.

    RINGLOCK_URL=http://localhost:8080 RINGLOCK_TOKEN=… python3 send.py service 'Your order is ready.' < numbers.txt

Python's standard library is enough. Decisions are asked for in small batches, because each may be relied on for a few
minutes alone.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.request
from datetime import datetime, timezone
from typing import Any

BATCH = 20


def ask(path: str, body: dict[str, Any]) -> Any:
    """Ringlock's answer. The number is in the body, and never in an address."""
    request = urllib.request.Request(
        os.environ["RINGLOCK_URL"] + path,
        json.dumps(body).encode(),
        {"Authorization": "Bearer " + os.environ["RINGLOCK_TOKEN"], "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer) if answer.status != 204 else None


def send(number: str, text: str, reference: str) -> bool:
    """Your provider's call goes here. Its receipts then name the reference. False if nothing went out."""
    return True


def main(purpose: str, text: str) -> int:
    numbers = [(line, typed.strip()) for line, typed in enumerate(sys.stdin, 1) if typed.strip()]
    failed = False
    for start in range(0, len(numbers), BATCH):
        batch = numbers[start : start + BATCH]
        asked = [{"number": each, "purpose": purpose, "channel": "sms", "reserve": True} for _, each in batch]
        decisions = ask("/v1/decisions/batch", {"decisions": asked})["decisions"]
        for (line, number), decision in zip(batch, decisions):
            told = result(number, text, decision)
            failed |= told.startswith(("failed", "not asked"))
            print(line, told)
    return 1 if failed else 0


def result(number: str, text: str, decision: dict[str, Any]) -> str:
    if decision["decision"] == "defer":
        return f"later: {decision['reasons'][0]['code']}, not before {decision['notBefore']}"
    if decision["decision"] != "allow":
        code = decision["reasons"][0]["code"]
        return ("not asked: " if code == "not_a_number" else "no: ") + code
    valid_until = datetime.fromisoformat(decision["validUntil"].replace("Z", "+00:00"))
    if datetime.now(timezone.utc) < valid_until and send(number, text, decision["decisionId"]):
        return "sent"
    # nothing went out, so the place in the person's contact budget is given back
    ask("/v1/decisions/release", {"number": number, "decisionId": decision["decisionId"]})
    return "failed"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
