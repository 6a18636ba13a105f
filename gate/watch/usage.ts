/** What --help prints. */
export const USAGE = `npm run watch -- [options]

Runs the gate at once and then again and again, keeps a history, and serves a status page.

  --every=5m            from start to start; 30s, 5m, 2h; at least 10s, at most 24h (default 5m)
  --jitter=10%          how much a gap may be longer or shorter, up to 50% (default 10%)
  --project=NAME        prod-canary, pr-staging, nightly, smoke or local (default prod-canary)
  --listen=HOST:PORT    where the page and the API are (default 127.0.0.1:9464)
  --state=DIR           history and what the gate keeps (default RELAY_CANARY_STATE, or reports/state)
  --history-days=30     runs that are older are forgotten; 1 to 366
  --run-deadline=15m    a gate that takes longer is ended
  --export=FILE.html    write the status page of the history into a file, and end
  --help                this text

  GET  /                    status page
  GET  /healthz             200 while the watch is there; says nothing about the relay
  GET  /metrics             Prometheus
  GET  /v1/verdict?max_age= the last verdict; 503 where its run started more than max_age seconds ago, or there is none
                            (without max_age: two intervals and a minute)
  GET  /v1/history?hours=24
  POST /v1/run              runs the gate: 200 green, 422 red, 503 could not tell, 409 the same checksum is running,
                            429 too many are waiting; JSON, as Flagger sends it
  POST /v1/rollback-check   200 where the newest run began after this checksum was first named and is fail, else 412

POST needs the token in RELAY_CANARY_WATCH_TOKEN, or in the file that RELAY_CANARY_WATCH_TOKEN_FILE names, also on this
machine; without a token in the settings it is refused. Elsewhere than on loopback everything needs it, but /healthz.
Send "Authorization: Bearer TOKEN", or the token as password (Basic): http://canary:TOKEN@host/v1/run.

Ctrl-C or SIGTERM: the current run cleans up, then the watch ends with 0. A second one ends it at once.
After a change of the settings, start it anew.
Exit codes: 0 stopped, 1 it broke, 2 options or settings are not usable, 130 or 143 stopped at once.`;
