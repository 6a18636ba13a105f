#!/usr/bin/env bash
# Puts on a Debian machine what the drills start and this machine has not got: servers, tools, and the user that daemons run as.
# Says what it does; does nothing where nothing is missing. No service is started.
set -euo pipefail

declare -A package=(
  [haproxy]=haproxy [nginx]=nginx-light [redis-server]=redis-server [redis-sentinel]=redis-sentinel [pgbouncer]=pgbouncer
  [pg_autoctl]=pg-auto-failover-cli [prometheus]=prometheus [prometheus-alertmanager]=prometheus-alertmanager
  [prometheus-blackbox-exporter]=prometheus-blackbox-exporter [nft]=nftables [ip]=iproute2 [setpriv]=util-linux
)
PATH="$PATH:/usr/sbin:/sbin:$(echo /usr/lib/postgresql/*/bin | tr ' ' ':'):/usr/lib/rabbitmq/bin"
missing=()
for program in "${!package[@]}"; do
  command -v "$program" >/dev/null || missing+=("${package[$program]}")
done
command -v rabbitmq-server >/dev/null || missing+=(rabbitmq-server)
ls /usr/lib/postgresql/*/lib/pgautofailover.so >/dev/null 2>&1 || missing+=(pg-auto-failover-package)
[ -x /usr/bin/swift-proxy-server ] || missing+=(
  swift-proxy swift-account swift-container swift-object python3-pyeclib liberasurecode1 memcached
)

sudo=''
[ "$(id -u)" -eq 0 ] || sudo=sudo
if [ "${#missing[@]}" -gt 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    echo 'keeping services from being started while packages are installed'
    printf '#!/bin/sh\nexit 101\n' | $sudo tee "$policy" >/dev/null
    $sudo chmod 755 "$policy"
    trap '$sudo rm -f "$policy"' EXIT
  fi
  $sudo apt-get update -qq
  version=$(apt-cache search --names-only '^postgresql-[0-9]+-auto-failover$' | sort -V | tail -1 | cut -d' ' -f1)
  mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sed "s/^pg-auto-failover-package$/${version:-postgresql-15-auto-failover}/" | sort -u)
  echo "installing: ${missing[*]}"
  $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo 'every program is here'
fi

if ! getent passwd relay-canary >/dev/null; then
  echo 'making the user relay-canary, which daemons run as'
  $sudo useradd --system --home-dir /nonexistent --shell /usr/sbin/nologin relay-canary
fi
