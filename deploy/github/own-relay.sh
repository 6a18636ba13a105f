#!/usr/bin/env bash
# A relay of this job's own on 127.0.0.1:7777, with keys that nobody had before: no secrets, so forks get the same checks.
#   deploy/github/own-relay.sh COMMAND
# COMMAND serves the relay on 127.0.0.1:$PORT. Its log goes to reports/relay.log, the settings to $GITHUB_ENV.
set -euo pipefail
readonly PORT=7777 START_WITHIN_SECONDS=${START_WITHIN_SECONDS:-120}
export PORT
command=${1:?usage: own-relay.sh COMMAND}

new_key() { node --import tsx fixtures/people/keygen.ts | sed -n 's/^secret key (keep it): *//p'; }

admin=$(new_key)
one=$(new_key)
two=$(new_key)
for key in "$admin" "$one" "$two"; do
  [[ $key == nsec1* ]] || { echo 'own-relay: no key could be made' >&2; exit 2; }
  printf '::add-mask::%s\n' "$key"
done

settings=(
  "STAGING_RELAY_URL=ws://127.0.0.1:$PORT"
  "STAGING_CANARY_SECRET_KEY=$one,$two"
  "STAGING_ADMIN_SECRET_KEY=$admin"
  'STAGING_CANARY_GROUP=relay-canary,relay-canary-private:private'
)
printf '%s\n' "${settings[@]}" >>"${GITHUB_ENV:?set GITHUB_ENV to a file that takes the settings}"

mkdir -p reports
setsid bash -c "$command" >reports/relay.log 2>&1 </dev/null &
relay=$!
give_up_at=$((SECONDS + START_WITHIN_SECONDS))
until (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; do
  if ! kill -0 "$relay" 2>/dev/null || [[ $SECONDS -ge $give_up_at ]]; then
    echo 'own-relay: the relay does not listen; its log:' >&2
    tail -n 30 reports/relay.log >&2
    exit 2
  fi
  sleep 0.2
done

env "${settings[@]}" RELAY_CANARY_ENV_FILE=/dev/null node --import tsx fixtures/groups/provision/main.ts --target=staging
