const DEFAULT_SECONDS = 60;
const LONGEST_SECONDS = 600;

/** Seconds that RabbitMQ is stopped for: OUTAGE_SECONDS, 60 unless told. Throws an error that names the setting where it is none. */
export function outageSeconds(text = process.env['OUTAGE_SECONDS'] ?? ''): number {
  if (text.trim() === '') return DEFAULT_SECONDS;
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 5 && seconds <= LONGEST_SECONDS) return seconds;
  throw new Error(`OUTAGE_SECONDS: "${text}" is no whole number of seconds from 5 to ${LONGEST_SECONDS}`);
}
