#!/usr/bin/env bash
# Runs the local project on another line of Node than this machine's: npm run test:other-node [-- 22]
# The binary comes from npm: the package `node` only chooses among packages like this one, in an install script.
set -euo pipefail
line=${1:-24}
platform=$(node -p '`${process.platform}-${process.arch}`')
directory=.cache/node-$line
binaries=$directory/node_modules/node-$platform/bin
if [ ! -x "$binaries/node" ]; then
  mkdir -p "$directory"
  npm install --prefix "$directory" --no-save --no-package-lock "node-$platform@$line"
fi
"$binaries/node" --version
PATH="$PWD/$binaries:$PATH" node node_modules/@playwright/test/cli.js test --project=local
