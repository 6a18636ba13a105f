import { askLimits, askTold, expect, proves, test, whereTold } from '../../../fixtures/protocol-suite.ts';

const LINKS = ['icon', 'banner', 'terms_of_service', 'privacy_policy', 'posting_policy', 'payments_url'];

const PRESENT_FROM_ONE = [
  ...['max_message_length', 'max_subscriptions', 'max_filters', 'max_limit', 'max_subid_length', 'max_event_tags'],
  ...['max_content_length', 'default_limit'],
];

const PRESENT_FROM_NOUGHT = ['min_pow_difficulty', 'created_at_lower_limit', 'created_at_upper_limit'];

test.describe('NIP-11: what the fields hold', () => {
  for (const name of ['pubkey', 'self'])
    test(`${name} is a public key`, proves(`nip-11/${name}-is-a-key`), async ({ settings }) => {
      const told = whereTold(await askTold(settings), name);
      expect(told[name]).toEqual(expect.stringMatching(/^[0-9a-f]{64}$/));
    });

  test('supported_nips are whole numbers', proves('nip-11/nips-are-numbers'), async ({ settings }) => {
    const { supported_nips: nips } = whereTold(await askTold(settings), 'supported_nips');
    expect(Array.isArray(nips), 'a list').toBe(true);
    expect((nips as unknown[]).filter((nip) => !Number.isInteger(nip))).toEqual([]);
  });

  test('the name has fewer than 30 characters', proves('nip-11/name-is-short'), async ({ settings }) => {
    const { name } = whereTold(await askTold(settings), 'name');
    expect(name).toEqual(expect.stringMatching(/^.{1,29}$/u));
  });

  test('software is a URL', proves('nip-11/software-is-a-url'), async ({ settings }) => {
    const { software } = whereTold(await askTold(settings), 'software');
    expect(URL.canParse(String(software).replace(/^git\+/, '')), `a URL: ${String(software)}`).toBe(true);
  });

  test('version is a text', proves('nip-11/version-is-a-text'), async ({ settings }) => {
    const { version } = whereTold(await askTold(settings), 'version');
    expect(typeof version).toBe('string');
  });

  test('links are URLs', proves('nip-11/links-are-urls'), async ({ settings }) => {
    const links = whereTold(await askTold(settings), ...LINKS);
    expect(Object.values(links).filter((link) => typeof link !== 'string' || !URL.canParse(link))).toEqual([]);
  });

  test('limits are numbers of at least one', proves('nip-11/limits-are-positive'), async ({ settings }) => {
    const limits = whereTold(await askLimits(settings), ...PRESENT_FROM_ONE);
    for (const [name, limit] of Object.entries(limits)) {
      expect.soft(Number.isInteger(limit), `${name}, a whole number: ${String(limit)}`).toBe(true);
      expect.soft(limit, name).toBeGreaterThan(0);
    }
  });

  test('limits of time and work are numbers', proves('nip-11/bounds-are-numbers'), async ({ settings }) => {
    const bounds = whereTold(await askLimits(settings), ...PRESENT_FROM_NOUGHT);
    for (const [name, bound] of Object.entries(bounds)) {
      expect.soft(Number.isInteger(bound), `${name}, a whole number: ${String(bound)}`).toBe(true);
      expect.soft(bound, name).toBeGreaterThanOrEqual(0);
    }
  });

  test('requirements are told with yes or no', proves('nip-11/flags-are-booleans'), async ({ settings }) => {
    const flags = whereTold(await askLimits(settings), 'auth_required', 'payment_required', 'restricted_writes');
    expect(Object.values(flags).filter((flag) => typeof flag !== 'boolean')).toEqual([]);
  });
});
