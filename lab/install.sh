#!/usr/bin/env bash
# Installs, on Debian or Ubuntu, the servers and tools that the tests of the gate and of the faults around a relay start.
# Says what is missing; does nothing where nothing is.
set -euo pipefail

declare -A package=(
  [haproxy]=haproxy [nginx]=nginx-light [openssl]=openssl
  [prometheus]=prometheus [prometheus-alertmanager]=prometheus-alertmanager [prometheus-pushgateway]=prometheus-pushgateway
  [promtool]=prometheus [amtool]=prometheus-alertmanager [chromium]=chromium [unshare]=util-linux
  [nft]=nftables [ip]=iproute2 [setpriv]=util-linux
)
PATH="$PATH:/usr/sbin:/sbin"
missing=()
for program in "${!package[@]}"; do
  command -v "$program" >/dev/null || missing+=("${package[$program]}")
done
if [ "${#missing[@]}" -eq 0 ]; then
  echo 'everything is here'
  exit 0
fi
mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)
echo "installing: ${missing[*]}"
sudo=''
[ "$(id -u)" -eq 0 ] || sudo=sudo
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
$sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
