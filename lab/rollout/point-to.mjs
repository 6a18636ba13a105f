// node lab/rollout/point-to.mjs SOCKET JOURNAL WHY TO FROM LEAVE
// Points HAProxy to one server of its backend and away from another, over its runtime API. LEAVE is `cut`: connections to the
// latter end; or `drain`: it gets nothing new, and what was begun there ends there. Notes in the journal when it was called,
// by whom, and when HAProxy had done it. Without tsx: it starts at once.
import { appendFileSync } from 'node:fs';
import { connect } from 'node:net';

const [socket, journal, why, to, from, leave] = process.argv.slice(2);
const WITHIN_MS = 5000;

const LEAVE = {
  cut: [`set server relays/${from} state maint`, `shutdown sessions server relays/${from}`],
  drain: [`set server relays/${from} state drain`],
};

const note = (what, more = {}) =>
  appendFileSync(journal, `${JSON.stringify({ atMs: Date.now(), what, why, to, ...more })}\n`);

/** What HAProxy answers to commands; for what only changes something, nothing. */
const ask = (commands) =>
  new Promise((resolve, reject) => {
    let answer = '';
    const connection = connect(socket, () => connection.write(`${commands.join('; ')}\n`));
    connection
      .setEncoding('utf8')
      .setTimeout(WITHIN_MS, () => connection.destroy(new Error('HAProxy does not answer')));
    connection.on('data', (text) => (answer += text));
    connection.on('error', reject).on('end', () => resolve(answer.trim()));
  });

const { CANARY_DEPLOY_ID: deployId, CANARY_VERDICT: verdict, CANARY_RELAY_MESSAGE: relayMessage } = process.env;
note('called', { deployId, verdict, relayMessage });
const problem = await ask([`set server relays/${to} state ready`, ...LEAVE[leave]]);
if (problem !== '') throw new Error(`HAProxy: ${problem}`);
note('done');
console.log(`HAProxy serves ${to}`);
