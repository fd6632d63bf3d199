#!/bin/bash
# Asks a running composition the question that matters: is a document that was just posted found by its meaning?
#   deploy/docker/smoke.sh [INGEST_URL] [SEARCH_URL]
set -euo pipefail
ingest=${1:-http://127.0.0.1:8081}
search=${2:-http://127.0.0.1:8084}
id="smoke-$$-$RANDOM"

fail() { echo "smoke: $1" >&2; exit 1; }

echo "POST $id, wait until it is searchable"
status=$(curl -sS -m 60 -o /tmp/"$id" -w '%{http_code}' -X POST "$ingest/v1/documents?wait_for=indexed" \
  -H 'Content-Type: application/json' \
  -d "{\"doc_id\": \"$id\", \"title\": \"Felines\", \"source\": \"smoke\",
       \"content\": \"Cats slumber for most of the day and hunt at dusk.\"}")
answer=$(cat /tmp/"$id"; rm -f /tmp/"$id")
[[ $status == 20? && $answer == *'"indexed"'* ]] || fail "POST answered $status $answer"

echo "search for a paraphrase that shares no word with it"
for _ in 1 2 3; do # the first query after a start may find the embedder still warming up
  hits=$(curl -sS -m 20 -G "$search/v1/search" --data-urlencode 'q=when do kittens sleep' -d mode=semantic -d source=smoke)
  [[ $hits == *'"degraded":true'* ]] || break
  sleep 1
done
[[ $hits == *"\"$id\""* ]] || fail "not found: $hits"
[[ $hits == *'"degraded":false'* ]] || fail "the embedder did not answer: $hits"

echo "a long body travels by reference"
printf '{"content": "%s", "source": "smoke"}' "$(yes 'Whales sing across the ocean.' | head -2000 | tr '\n' ' ')" |
  curl -sS -m 120 -o /dev/null --fail-with-body -X PUT "$ingest/v1/documents/$id-long?wait_for=indexed" \
    -H 'Content-Type: application/json' --data-binary @- || fail "the long document was not indexed"

for each in "$id" "$id-long"; do
  curl -sS -m 60 -o /dev/null --fail-with-body -X DELETE "$ingest/v1/documents/$each?wait_for=indexed" || fail "DELETE $each"
done
hits=$(curl -sS -m 20 -G "$search/v1/search" --data-urlencode 'q=when do kittens sleep' -d source=smoke)
[[ $hits != *"\"$id\""* ]] || fail "deleted, yet still found"

echo "found, and gone after its deletion"
