// Words and numbers as people read them.

const KNOWN = ['pass', 'degraded', 'fail'];

/** How a verdict is drawn: whatever found nothing out is drawn alike. */
const kindOf = (verdict) => (KNOWN.includes(verdict) ? verdict : 'unknown');

const HEADLINE = {
  pass: 'The relay keeps its promises',
  degraded: 'The relay is up, with limits',
  fail: 'The relay breaks its promises',
  inconclusive: 'It cannot be told how the relay is',
  insufficient: 'Too little was checked',
  usage: 'The settings are not usable',
  aborted: 'The last run was interrupted',
};

const MEANING = {
  pass: 'every blocking check passed',
  degraded: 'usable, but slower or less than promised',
  fail: 'a blocking check failed',
  unknown: 'found nothing out',
};

const plural = (count, word) => `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;

/** Milliseconds as `3 min`, `2 h 5 min`, `4 d 1 h`. */
function span(ms) {
  const minutes = Math.round(ms / 60000);
  if (ms < 90000) return `${Math.round(ms / 1000)} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return hours % 24 === 0 ? `${hours / 24} d` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

const timeOf = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dateOf = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** A moment, with its date where it is not within the last day. */
const momentOf = (iso, now) => (now - Date.parse(iso) < 86400000 / 2 ? timeOf : dateOf).format(new Date(iso));

const time = (iso, now) => el('time', { datetime: iso, title: iso }, momentOf(iso, now));

const seconds = (ms) => (ms >= 1000 ? `${(ms / 1000).toFixed(ms >= 10000 ? 0 : 1)} s` : `${Math.round(ms)} ms`);

/** A share, never rounded up to a hundred. */
function percent(share) {
  if (share === 1) return '100 %';
  return `${(Math.floor(share * 10000) / 100).toFixed(2)} %`;
}
