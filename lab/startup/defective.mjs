// A small relay with one defect, for the checks of starting and ending: `node lab/startup/defective.mjs DEFECT`. Without a
// defect it does all that lab/startup/defective.yaml says. It knows only as much Nostr as those checks ask.
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const defects = process.argv.slice(2);
const has = (defect) => defects.includes(defect);
const { PORT, RELAY_DATA: file, RELAY_KEY_FILE: keyFile, MANY: many = '', ALONE: alone = '' } = process.env;
const server = createServer((_request, response) => response.end());
const listen = () => new Promise((resolve) => server.listen(Number(PORT), '127.0.0.1', resolve));
const forever = () => new Promise(() => setInterval(() => undefined, 1_000));

async function refuse(words, code) {
  if (!has('refuses without a word')) console.error(`level=ERROR msg="${words}"`);
  if (has('stays when it refuses')) await forever();
  if (has('leaves a process behind')) spawn('sleep', ['20'], { stdio: 'ignore' }).unref();
  process.exit(code);
}

async function checkInstances() {
  const isBypassed = has('takes true for the bypass') ? alone !== '' : alone === '1';
  if (alone !== '' && !isBypassed) {
    const words = has('has no words for a wrong bypass') ? 'refusing to start' : 'refusing to start: ALONE is wrong';
    await refuse(words, 2);
  }
  const isSignalled = many !== '' || has('refuses without a signal');
  if (!isSignalled || has('ignores the signal') || (isBypassed && !has('ignores the bypass'))) return;
  if (has('listens for a moment')) {
    await listen();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (has('listens for metrics first')) {
    await new Promise((resolve) => createServer().listen(0, '127.0.0.1', resolve));
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  await refuse(
    has('does not name the bypass') ? 'one of several instances' : 'one of several instances; set ALONE=1',
    has('refuses with code 0') ? 0 : has('refuses with another code') ? 1 : 2,
  );
}

async function readKey() {
  if (keyFile === undefined || existsSync(keyFile) || has('serves without its key')) return;
  await refuse(`the key file ${keyFile} is not there`, 1);
}

const events = () =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];

let isEnding = false;
function answer(socket, [verb, subject, filter]) {
  const send = (...frame) => socket.send(JSON.stringify(frame));
  if (verb === 'AUTH' || verb === 'EVENT') {
    const isLost = has('forgets everything') || (has('forgets what comes after SIGTERM') && isEnding);
    if (verb === 'EVENT' && !isLost) appendFileSync(file, `${JSON.stringify(subject)}\n`);
    send('OK', subject.id, true, '');
  }
  if (verb !== 'REQ') return;
  const isAsked = ({ kind, tags }) =>
    filter.kinds.includes(kind) &&
    filter['#h']?.some((group) => tags.some(([name, value]) => name === 'h' && value === group));
  for (const event of events().filter(isAsked)) send('EVENT', subject, event);
  send('EOSE', subject);
}

server.on('error', (error) => (has('waits for a taken port') ? undefined : refuse(`no port: ${error.message}`, 1)));
await checkInstances();
await readKey();
if (has('waits for a taken port')) setInterval(() => undefined, 1_000);
await listen();
if (has('speaks of instances')) console.error('one of several instances');
const sockets = new WebSocketServer({ server });
sockets.on('error', () => undefined);
sockets.on('connection', (socket) => {
  socket.send('["AUTH","challenge"]');
  socket.on('message', (data) => answer(socket, JSON.parse(data.toString())));
});

process.on('SIGTERM', () => {
  isEnding = true;
  if (has('never ends')) return;
  const end = () => {
    for (const socket of sockets.clients)
      if (has('cuts connections off')) socket.terminate();
      else socket.close(1001);
    server.close(() => process.exit(has('ends with code 1') ? 1 : 0));
    server.closeIdleConnections();
  };
  if (has('dies of SIGTERM')) process.kill(process.pid, 'SIGKILL');
  else setTimeout(end, 50);
});
