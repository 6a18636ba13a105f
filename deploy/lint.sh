#!/usr/bin/env bash
# Lints every ready file with the tool of its kind, and installs what is missing below .cache/deploy-lint. One line per
# file; ends with 1 where anything is found, or where a tool cannot be had.
#   bash deploy/lint.sh [DIRECTORY]     DIRECTORY: another copy of this repository's files, for the tests of this script
# Needs Node, Go 1.26, Python 3 with venv, and systemd-analyze (Debian: systemd).
set -uo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
root=$(cd "${1:-$here}" && pwd)
readonly ACTIONLINT=v1.7.12 KUBECONFORM=v0.8.0 ARGO_ROLLOUTS=v1.8.3 FLAGGER=v1.36.1 KUBERNETES=1.33.0
readonly TOOLS=${DEPLOY_LINT_CACHE:-$here/.cache/deploy-lint}
readonly GO=$TOOLS/go PYTHON=$TOOLS/python
findings=0

missing() {
  printf 'deploy/lint.sh: %s cannot be had: %s\n' "$1" "$2" >&2
  exit 1
}

# Installs a program of Go at an exact version, unless it is there.
go_tool() {
  local name=$1 version=$2 package=$3
  [[ -x $GO/$version/$name ]] && return
  command -v go >/dev/null || missing "$name" 'go is not installed'
  GOBIN=$GO/$version go install "$package@$version" >&2 || missing "$name $version" "go install $package failed"
}

# The directory of a module's files at an exact version; the checksum database of Go vouches for them.
go_module() {
  local answer
  answer=$(cd "$TOOLS" && go mod download -json "$1@$2") || true
  # A module that asks for a newer Go is told as an error, but its files are there.
  node -p 'JSON.parse(require("fs").readFileSync(0, "utf8")).Dir ?? ""' <<<"$answer"
}

install() {
  mkdir -p "$TOOLS"
  command -v systemd-analyze >/dev/null || missing systemd-analyze 'on Debian: apt-get install systemd'
  go_tool actionlint "$ACTIONLINT" github.com/rhysd/actionlint/cmd/actionlint
  go_tool kubeconform "$KUBECONFORM" github.com/yannh/kubeconform/cmd/kubeconform
  if ! cmp -s "$here/deploy/lint/requirements.txt" "$PYTHON/installed.txt"; then
    python3 -m venv --clear "$PYTHON" >&2 || missing python3 'python3 -m venv failed; on Debian: apt-get install python3-venv'
    "$PYTHON/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/deploy/lint/requirements.txt" >&2 ||
      missing 'cfn-lint, hadolint, shellcheck' "pip install of deploy/lint/requirements.txt failed"
    cp "$here/deploy/lint/requirements.txt" "$PYTHON/installed.txt"
  fi
  core_schemas
  custom_schemas argo-rollouts "$ARGO_ROLLOUTS" github.com/argoproj/argo-rollouts manifests/crds/analysis-template-crd.yaml
  custom_schemas flagger "$FLAGGER" github.com/fluxcd/flagger artifacts/flagger/crd.yaml
}

# The schemas of the kinds of Kubernetes that the files have; a kind that is not listed is a finding.
core_schemas() {
  local kinds=(deployment-apps-v1 job-batch-v1 persistentvolumeclaim-v1 service-v1)
  local of=$TOOLS/schemas/kubernetes-$KUBERNETES from
  [[ -f $of/${kinds[-1]}.json ]] && return
  from=$(echo "$PYTHON"/lib/python3*/site-packages/kubernetes_validate/kubernetes-json-schema/"v$KUBERNETES-local-strict")
  node --import tsx "$here/deploy/lint/main.ts" core "$from" "$of" "${kinds[@]}" ||
    missing "the schemas of Kubernetes $KUBERNETES" 'see above'
}

# Schemas of custom resources, from the definitions that their controller installs.
custom_schemas() {
  local name=$1 version=$2 module=$3 file=$4 directory
  [[ -f $TOOLS/schemas/$name-$version ]] && return
  directory=$(go_module "$module" "$version")
  [[ -f $directory/$file ]] || missing "the schema of $name" "the module $module $version has no $file"
  node --import tsx "$here/deploy/lint/main.ts" custom "$directory/$file" "$TOOLS/schemas" >"$TOOLS/$name.tmp" ||
    missing "the schema of $name" "$file cannot be read"
  mv "$TOOLS/$name.tmp" "$TOOLS/schemas/$name-$version"
}

# One line about one file; what the linter said follows where it found something, be it only a warning.
lint() {
  local linter=$1 file=$2 said code=0
  shift 2
  said=$("$@" 2>&1) || code=$?
  if [[ $code == 0 ]]; then
    printf 'ok   %-58s %s\n' "$file" "$linter"
  else
    printf 'NOT  %-58s %s\n%s\n' "$file" "$linter" "$said"
    findings=$((findings + 1))
  fi
}

# Unknown options are a warning to systemd-analyze, which ends with 0: here any word is a finding.
silently() {
  local said code=0
  said=$("$@" 2>&1) || code=$?
  printf '%s' "$said"
  [[ $code == 0 && -z $said ]]
}

kubernetes() {
  # The suffix carries group and version: job-batch-v1, service-v1.
  "$GO/$KUBECONFORM/kubeconform" -strict -kubernetes-version "$KUBERNETES" \
    -schema-location "$TOOLS/schemas/kubernetes-$KUBERNETES/{{.ResourceKind}}{{.KindSuffix}}.json" \
    -schema-location "$TOOLS/schemas/{{.ResourceKind}}-{{.Group}}-{{.ResourceAPIVersion}}.json" "$@"
}

# systemd looks at a root of its own: the machine's units, users and programs do not matter.
systemd_root() {
  local unit
  mkdir -p "$scratch/root/usr/bin" "$scratch/root/etc/systemd/system"
  printf '#!/bin/sh\n' >"$scratch/root/usr/bin/node"
  chmod +x "$scratch/root/usr/bin/node"
  for unit in sysinit basic shutdown timers multi-user network-online; do
    printf '[Unit]\nDescription=%s\n' "$unit" >"$scratch/root/etc/systemd/system/$unit.target"
  done
  cp "$root"/deploy/systemd/* "$scratch/root/etc/systemd/system/"
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$here" || exit 1
install
cd "$root" || exit 1
shopt -s nullglob

for file in .github/workflows/*.yml; do
  lint "actionlint $ACTIONLINT" "$file" "$GO/$ACTIONLINT/actionlint" -shellcheck "$PYTHON/bin/shellcheck" -pyflakes= "$file"
done
for file in deploy/cloudformation/*.yml; do
  lint "$("$PYTHON/bin/cfn-lint" --version)" "$file" "$PYTHON/bin/cfn-lint" --include-checks I -- "$file"
done
for file in deploy/kubernetes/*.yml; do
  lint "kubeconform $KUBECONFORM" "$file" kubernetes "$file"
done
if [[ -f deploy/kubernetes/argo-rollouts-analysis.yml ]]; then
  (cd "$here" && node --import tsx deploy/lint/main.ts jobs "$root/deploy/kubernetes/argo-rollouts-analysis.yml" "$scratch/jobs") ||
    findings=$((findings + 1))
  for file in "$scratch"/jobs/*.json; do
    lint "kubeconform $KUBECONFORM" "deploy/kubernetes/argo-rollouts-analysis.yml: its Job" kubernetes "$file"
  done
fi
systemd=$(systemd-analyze --version | head -n 1 | cut -d ' ' -f 1,2)
systemd_root
for file in deploy/systemd/*; do
  lint "$systemd" "$file" silently systemd-analyze verify --man=no --root="$scratch/root" "$(basename "$file")"
done
# 0 is locked up, 100 is open: a hardening option that is lost is noticed.
lint "$systemd security" deploy/systemd/relay-canary.service systemd-analyze security --no-pager --offline=true \
  --root="$scratch/root" --threshold=20 relay-canary.service
for file in deploy/docker/*Dockerfile; do
  lint "hadolint $("$PYTHON/bin/hadolint" --version | grep -o '[0-9.]*$')" "$file" "$PYTHON/bin/hadolint" --failure-threshold style "$file"
done
for file in deploy/*.sh deploy/*/*.sh .ci/run; do
  lint "shellcheck $("$PYTHON/bin/shellcheck" --version | sed -n 's/^version: //p')" "$file" "$PYTHON/bin/shellcheck" "$file"
done

((findings == 0)) || { printf '%s findings\n' "$findings" >&2; exit 1; }
