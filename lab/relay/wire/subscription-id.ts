/** What is wrong with a subscription id: a non-empty string of at most `maxLength` characters (NIP-01). */
export function problemOfSubscriptionId(value: unknown, maxLength: number): string | undefined {
  if (typeof value !== 'string' || value === '') return 'a subscription id is a non-empty string';
  return value.length > maxLength ? `a subscription id has at most ${maxLength} characters` : undefined;
}
