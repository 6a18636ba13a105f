#!/usr/bin/env bash
# Runs the canary once after an update of the relay's stack, and ends with the canary's own exit code.
#   deploy/cloudformation/after-update.sh CANARY_STACK DEPLOY_ID
# CANARY_STACK is the stack of canary.yml. Roll back only where the code is 1, which is the verdict `fail`:
#   code=0; deploy/cloudformation/after-update.sh relay-canary "$GIT_SHA" || code=$?
#   if [ "$code" -eq 1 ]; then ./rollback.sh; fi; exit "$code"
# Its own codes: 2 misuse; 4 nothing ran, or no verdict came; 124 the task did not end in ten minutes and was stopped.
# Needs the AWS CLI, and the rights ecs:RunTask, DescribeTasks, StopTask, iam:PassRole, logs:GetLogEvents and
# cloudformation:DescribeStacks.
set -euo pipefail

readonly USAGE=2 INSUFFICIENT=4 DEADLINE=124

# Seconds that the last lines of a log may take to arrive, and between two looks.
readonly LOG_WITHIN=${AFTER_UPDATE_LOG_SECONDS:-60} LOG_EVERY=${AFTER_UPDATE_LOG_EVERY_SECONDS:-3}

give_up() {
  local code=$1
  shift
  printf 'after-update: %s\n' "$*" >&2
  exit "$code"
}

# The value of one output of the stack.
output() {
  local value
  value=$(aws cloudformation describe-stacks --stack-name "$stack" \
    --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue | [0]" --output text) ||
    give_up "$INSUFFICIENT" "the stack $stack cannot be read"
  [[ -n "$value" ]] && [[ "$value" != None ]] ||
    give_up "$INSUFFICIENT" "the stack $stack has no output $1: is it one of deploy/cloudformation/canary.yml?"
  printf '%s\n' "$value"
}

# One fact about the task, as a JMESPath of its description.
fact() {
  aws ecs describe-tasks --cluster "$cluster" --tasks "$task" --query "tasks[0].$1" --output text
}

start_task() {
  local overrides answer
  overrides=$(printf '{"containerOverrides":[{"name":"canary","command":["--project=prod-canary","--trigger=post-deploy","--deploy-id=%s"]}]}' "$deploy")
  answer=$(aws ecs run-task --cluster "$cluster" --task-definition "$definition" --launch-type FARGATE --count 1 \
    --started-by after-update --network-configuration "$network" --overrides "$overrides" \
    --query '[tasks[0].taskArn, failures[0].reason]' --output text) ||
    give_up "$INSUFFICIENT" 'run-task was refused: nothing ran'
  read -r task failure <<<"$answer"
  [[ "$task" != None ]] && [[ -n "$task" ]] || give_up "$INSUFFICIENT" "no task was started: ${failure:-no reason given}"
  printf 'after-update: started %s\n' "$task"
}

# Up to ten minutes, which is the patience of the AWS CLI itself (255).
await_end() {
  if aws ecs wait tasks-stopped --cluster "$cluster" --tasks "$task"; then return; fi
  aws ecs stop-task --cluster "$cluster" --task "$task" --reason 'after-update: too late' >/dev/null || true
  give_up "$DEADLINE" "$task did not end in time and was told to stop"
}

# The line with the verdict, from the log; empty where there is none in time.
verdict_line() {
  local line give_up_at=$((SECONDS + LOG_WITHIN))
  while :; do
    line=$(aws logs get-log-events --log-group-name "$log_group" --log-stream-name "canary/canary/${task##*/}" \
      --limit 100 --query 'events[].[message]' --output text | grep '^CANARY_VERDICT ' | tail -n 1) || line=
    [[ -z "$line" ]] && [[ "$SECONDS" -lt "$give_up_at" ]] || break
    sleep "$LOG_EVERY"
  done
  printf '%s\n' "$line"
}

# Whether the line says one of these verdicts.
says() {
  local name
  for name in "$@"; do
    case $line in *"\"verdict\":\"$name\""*) return 0 ;; esac
  done
  return 1
}

[[ $# == 2 ]] || give_up "$USAGE" 'usage: after-update.sh CANARY_STACK DEPLOY_ID'
stack=$1 deploy=$2
[[ $deploy =~ ^[A-Za-z0-9._:/@+-]+$ ]] || give_up "$USAGE" "\"$deploy\" is no deploy id: letters, digits and ._:/@+- only"

cluster=$(output Cluster)
definition=$(output TaskDefinition)
log_group=$(output LogGroup)
network=$(output Network)

start_task
await_end

code=$(fact "containers[?name=='canary'].exitCode | [0]") || code=None
if [[ ! $code =~ ^[0-9]+$ ]]; then
  why=$(fact "[stopCode, stoppedReason, containers[?name=='canary'].reason | [0]]") || why='no reason given'
  give_up "$INSUFFICIENT" "the canary never ran: $why"
fi

line=$(verdict_line)
printf '%s\n' "${line:-after-update: no line CANARY_VERDICT in $log_group}"

# Node ends with 1 too where a program cannot be loaded. That must neither promote nor roll back.
case $code in
  0) says pass degraded || give_up "$INSUFFICIENT" 'the task ended with 0, but no verdict says so' ;;
  1) says fail || give_up "$INSUFFICIENT" 'the task ended with 1, but no verdict says fail' ;;
esac
exit "$code"
