import { expect, test } from '@playwright/test';
import { haproxyConfiguration, statusIn, type HaproxyProfile } from '../../../lab/system/haproxy.ts';

const configuration = (profile: HaproxyProfile): string =>
  haproxyConfiguration({ port: 18_000, socket: 'stats.sock', profile, servers: [{ name: 'relay-1', port: 18_001 }] });

test.describe('the configuration of HAProxy', () => {
  test('sends only what is idempotent again, where it is the shipped one', () => {
    expect(configuration('shipped')).toContain('retry-on conn-failure empty-response response-timeout\n');
    expect(configuration('shipped')).toContain('http-request disable-l7-retry unless { method GET HEAD OPTIONS PUT }');
  });

  test('gives a relay that is back its share slowly', () => {
    expect(configuration('shipped')).toContain(
      'inter 500ms fall 2 rise 2 slowstart 5s on-marked-down shutdown-sessions',
    );
  });

  test('keeps users at a dead relay, where the weakness is planted', () => {
    expect(configuration('no-redispatch')).toContain('no option redispatch');
    expect(configuration('no-redispatch')).not.toContain('retry-on');
  });
});

test.describe('the state of a server', () => {
  const csv = '# pxname,svname,qcur,status,\nclients,FRONTEND,,OPEN,\nrelays,relay-1,0,UP 1/2,\nrelays,BACKEND,0,UP,\n';

  test('is what HAProxy says', () => {
    expect(statusIn(csv, 'relay-1')).toBe('UP 1/2');
  });

  test('of an unknown server is an error that names it', () => {
    expect(() => statusIn(csv, 'relay-9')).toThrow('haproxy: there is no server relay-9');
  });
});
