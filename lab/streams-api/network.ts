/** What readiness says of the chain. What is undefined is left out of the answer. */
export interface Network {
  name?: string;
  passphrase?: string;
  horizonUrl?: string;
}

/** Where the mock Horizon is found on the API's own server. */
export const HORIZON_PATH = '/mock-horizon';

/** The chain that is none. */
export const mockNetwork = (url: string): Network => ({
  name: 'mock',
  passphrase: 'relay-canary mock chain',
  horizonUrl: `${url}${HORIZON_PATH}`,
});

/** The name and passphrase as an answer shows them; undefined where neither is told. */
export const shownNetwork = ({ name, passphrase }: Network): { name?: string; passphrase?: string } | undefined =>
  name === undefined && passphrase === undefined
    ? undefined
    : { ...(name !== undefined && { name }), ...(passphrase !== undefined && { passphrase }) };
