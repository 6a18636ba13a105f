/** From a byte to some megabytes: small ones lie within their description, larger ones in a file of their own. */
export const SIZES_BYTES = [1, 1_000, ...Array.from({ length: 22 }, () => 64 * 1_024), 1_000_000, 3_000_000];
