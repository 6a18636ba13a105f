#!/usr/bin/env bash
# Makes the Allure report of a run, with the history of the runs before. A picture for people: it never judges.
#   deploy/github/allure.sh [REPORTS]
# Needs Node 22 or newer: Allure 3.18 breaks on 20.
set -euo pipefail
readonly VERSION=3.18.0 HOME_OF_ALLURE=.cache/allure
reports=${1:-reports}
if [[ ! -x $HOME_OF_ALLURE/node_modules/.bin/allure ]]; then
  npm install --prefix "$HOME_OF_ALLURE" --no-save --no-package-lock --no-audit --no-fund "allure@$VERSION"
fi
mkdir -p .cache/canary
"$HOME_OF_ALLURE/node_modules/.bin/allure" generate --config deploy/github/allure.json --output "$reports/allure-report" \
  "$reports/allure-results"
