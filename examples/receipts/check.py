"""Checks a receipt without a network: python3 check.py RECEIPT KEYS (PyJWT with cryptography)."""

import json
import sys

import jwt

with open(sys.argv[1], encoding="ascii") as file:
    receipt = file.read().strip()
with open(sys.argv[2], encoding="utf-8") as file:
    keys = jwt.PyJWKSet.from_json(file.read())

header = jwt.get_unverified_header(receipt)
if header.get("typ") != "consent-receipt+jwt":
    sys.exit("this is no receipt")
said = jwt.decode(receipt, keys[header["kid"]].key, algorithms=["ES256"])
print(said["sub"], said["receipt"]["at"], json.dumps(said["receipt"]["purposes"], separators=(",", ":")))
