#!/usr/bin/env bash
# Sends a text to numbers that Ringlock allows, and to no other. The numbers come on standard input, one a line.
#   RINGLOCK_URL=http://localhost:8080 RINGLOCK_TOKEN=… ./send.sh service 'Your order is ready.' < numbers.txt
# Needs curl and jq.
set -euo pipefail
purpose=$1 text=$2

ask() { # ask PATH JSON: Ringlock's answer. The number is in the body, and never in an address
  curl -sS --fail-with-body -H "Authorization: Bearer $RINGLOCK_TOKEN" -H 'Content-Type: application/json' \
    -d "$2" "$RINGLOCK_URL$1"
}

send() { # send NUMBER TEXT REFERENCE: your provider's call goes here. Its receipts then name the reference
  [ -z "${SEND_COMMAND:-}" ] || "$SEND_COMMAND" "$1" "$2" "$3"
}

line=0
while IFS= read -r number; do
  line=$((line + 1))
  decision=$(ask /v1/decisions "$(jq -n --arg number "$number" --arg purpose "$purpose" \
    '{number: $number, purpose: $purpose, channel: "sms", reserve: true}')")
  id=$(jq -r .decisionId <<< "$decision")
  case $(jq -r .decision <<< "$decision") in
    allow)
      if send "$number" "$text" "$id"; then
        echo "$line sent"
      else
        # nothing went out, so the place in the person's contact budget is given back
        ask /v1/decisions/release "$(jq -n --arg number "$number" --arg id "$id" '{number: $number, decisionId: $id}')" > /dev/null
        echo "$line failed"
      fi ;;
    defer) echo "$line later: $(jq -r '.reasons[0].code' <<< "$decision"), not before $(jq -r .notBefore <<< "$decision")" ;;
    *) echo "$line no: $(jq -r '.reasons[0].code' <<< "$decision")" ;;
  esac
done
