#!/usr/bin/env bash
# Sends a text to numbers that Ringlock allows, and to no other. The numbers come on standard input, one a line.
#   RINGLOCK_URL=http://localhost:8080 RINGLOCK_TOKEN=… ./send.sh service 'Your order is ready.' < numbers.txt
# Needs curl and jq. Numbers and the token are never in a program's arguments, which every user of a machine sees.
set -euo pipefail
purpose=$1 text=$2 failed=0 line=0

ask() { # ask PATH, with the body on standard input: Ringlock's answer, also a refusal
  curl -sS --max-time 30 -H @<(printf 'Authorization: Bearer %s' "$RINGLOCK_TOKEN") -H 'Content-Type: application/json' \
    -d @- "$RINGLOCK_URL$1"
}

send() { # send TEXT REFERENCE, with the number on standard input: your provider's call goes here
  if [ -n "${SEND_COMMAND:-}" ]; then "$SEND_COMMAND" "$1" "$2"; else cat > /dev/null; fi
}

while IFS= read -r number || [ -n "$number" ]; do
  line=$((line + 1))
  [ -n "$number" ] || continue
  decision=$(printf %s "$number" | jq -R --arg purpose "$purpose" \
    '{number: ., purpose: $purpose, channel: "sms", reserve: true}' | ask /v1/decisions)
  id=$(jq -r .decisionId <<< "$decision")
  case $(jq -r .decision <<< "$decision") in
    allow)
      if printf '%s\n' "$number" | send "$text" "$id"; then
        echo "$line sent"
      else
        # nothing went out, so the place in the person's contact budget is given back
        printf %s "$number" | jq -R --arg id "$id" '{number: ., decisionId: $id}' | ask /v1/decisions/release > /dev/null
        echo "$line failed"
        failed=1
      fi ;;
    defer) echo "$line later: $(jq -r '.reasons[0].code' <<< "$decision"), not before $(jq -r .notBefore <<< "$decision")" ;;
    deny) echo "$line no: $(jq -r '.reasons[0].code' <<< "$decision")" ;;
    *)
      # a refusal: the number cannot be read, or the token is wrong
      echo "$line not asked: $(jq -r '.errors[0].code // .title' <<< "$decision")"
      failed=1 ;;
  esac
done
exit "$failed"
