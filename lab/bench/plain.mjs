// The least that an operator's own script would do: connect, AUTH, publish, read back. Measured beside the canary.
import { finalizeEvent } from 'nostr-tools/pure';
import { WebSocket } from 'ws';

const { PROD_RELAY_URL: url, PROD_CANARY_SECRET_KEY = '', PROD_CANARY_GROUP = '' } = process.env;
const key = Buffer.from(PROD_CANARY_SECRET_KEY.split(',')[0], 'hex');
const sign = (kind, tags, content = '') =>
  finalizeEvent({ kind, tags, content, created_at: Math.floor(Date.now() / 1000) }, key);
const expiration = String(Math.floor(Date.now() / 1000) + 60);
const message = sign(
  9,
  [
    ['h', PROD_CANARY_GROUP.split(',')[0]],
    ['expiration', expiration],
  ],
  'plain script',
);
let login;

const socket = new WebSocket(url);
const send = (...frame) => socket.send(JSON.stringify(frame));
socket.on('message', (data) => {
  const [verb, first, accepted] = JSON.parse(data);
  if (verb === 'AUTH')
    send(
      'AUTH',
      (login = sign(22242, [
        ['relay', url],
        ['challenge', first],
      ])),
    );
  if (verb === 'OK' && !accepted) throw new Error(String(data));
  if (verb === 'OK' && first === login?.id) send('EVENT', message);
  if (verb === 'OK' && first === message.id) send('REQ', 'back', { ids: [message.id] });
  if (verb === 'EVENT') process.exit(0);
});
setTimeout(() => process.exit(1), 10_000);
