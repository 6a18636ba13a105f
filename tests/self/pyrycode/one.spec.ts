import { expect } from '@playwright/test';
import type { Peer } from '../../../lab/pyrycode/peer.ts';
import { Registry } from '../../../lab/pyrycode/registry.ts';
import { MANY, told, test } from './deployment.ts';

/** A registry that enters a binary after so many phones have come in vain, as a slow one might. */
class SlowRegistry extends Registry {
  #turnedAway = 0;

  override addPhone(serverId: string, phone: Peer, maxPhones: number): 'added' | 'no server' | 'full' {
    this.#turnedAway += 1;
    return this.#turnedAway <= 2 ? 'no server' : super.addPhone(serverId, phone, maxPhones);
  }
}

test.describe('the probe of pyrycode-relay is green', () => {
  test('on one instance, twenty times in a row', async ({ start, probe }) => {
    const relay = await start(MANY);
    for (let probes = 0; probes < 20; probes += 1) {
      const { findings } = await probe(relay);
      expect([findings.live, findings.identity, findings.count].map(told)).toEqual(['one', 'one', 'one']);
    }
  });

  test('within the limits of one instance, and leaves no connection behind', async ({ start, probe }) => {
    const relay = await start();
    const { connections, seen, findings } = await probe(relay);
    expect({ connections, seen }).toEqual({ connections: 12, seen: { instances: 1, by: [] } });
    expect(told(findings.live)).toBe('one');
    await expect
      .poll(async () => (await (await fetch(`${relay.url}/healthz`)).json()) as object)
      .toHaveProperty('connected_phones', 0);
  });

  test('on two instances with one registry, which do not promise to be one', async ({ start, before, probe }) => {
    const registry = new Registry();
    const front = await before([await start({ registry }), await start({ registry })]);
    const { findings } = await probe(front, { instances: 2 });
    expect([findings.live, findings.identity].map(told)).toEqual(['one', 'one']);
    expect(told(findings.count)).toBe('not asked: the deployment does not promise to be one instance');
  });

  test('where a server id is registered late', async ({ start, probe }) => {
    const relay = await start({ seams: { claim: (next) => void setTimeout(next, 300) } });
    expect(told((await probe(relay)).findings.live)).toBe('one');
  });

  test('where the first phones come before the server id is known', async ({ start, probe }) => {
    const relay = await start({ registry: new SlowRegistry() });
    expect(told((await probe(relay)).findings.live)).toBe('one');
  });

  test('where frames are slow', async ({ start, probe }) => {
    const relay = await start({ seams: { frame: (frame, next) => void setTimeout(next, 600, frame) } });
    expect(told((await probe(relay, { answerWithinMs: 400 })).findings.live)).toBe('one');
  });
});
