/** What makes two requests the same one: all that is asked and by what right, or the path alone. */
export type KeyedBy = 'whole-request' | 'path';

interface CacheSettings {
  port: number;
  origin: string;
  /** Where entries lie. */
  directory: string;
  keyedBy: KeyedBy;
  freshSeconds: number;
}

/**
 * The http block of the cache.
 *
 * As shipped, the store decides who may read, for each request, also where the bytes come from the cache. An address with a query
 * (which is where a signature stands) makes the cache ask the store for one byte of the object with the very same query, and
 * only a yes opens the cache. So a signature that is wrong or expired gets what the store says to it, and while the store is
 * down nobody can be asked: 503. The key is the whole address: what a signature fetched has an entry that a request
 * without one never finds, and an answer that the query changed (another version, another type) reaches only those
 * who ask for the same. A request with an Authorization header goes past the cache in both directions. What needs no signature is
 * asked for without a query: it was fetched as a stranger, and is served stale while the store is down.
 *
 * An object without bytes comes as 416: nginx cannot cut it into slices.
 *
 * Keyed by path, with nobody asked, the bytes that one person's signature fetched are served to everybody.
 */
export function cacheConfiguration({ port, origin, directory, keyedBy, freshSeconds }: CacheSettings): string {
  const isShipped = keyedBy === 'whole-request';
  const asks = ['auth_request /.may-read;', 'error_page 500 =503 @nobody-to-ask;'];
  const goesPast = ['proxy_cache_bypass $http_authorization;', 'proxy_no_cache $http_authorization;'];
  return `
  proxy_cache_path ${directory} levels=1:2 keys_zone=media:8m max_size=512m inactive=1h use_temp_path=off;
  proxy_http_version 1.1;
  proxy_connect_timeout 1s;
  proxy_read_timeout 5s;
  server {
    listen 127.0.0.1:${port};
    location / {
      limit_except GET { deny all; }
      ${isShipped ? [...asks, ...goesPast].join('\n      ') : ''}
      proxy_pass ${origin};
      proxy_set_header Host 127.0.0.1:${port};
      proxy_set_header Connection "";
      slice 256k;
      proxy_set_header Range $slice_range;
      proxy_cache media;
      proxy_cache_key "${isShipped ? '$request_uri' : '$uri'} $slice_range";
      proxy_cache_valid 200 206 ${freshSeconds}s;
      proxy_cache_lock on;
      proxy_cache_revalidate on;
      proxy_cache_use_stale error timeout updating http_500 http_502 http_503 http_504;
      add_header X-Cache-Status $upstream_cache_status always;
    }
    ${isShipped ? question(port, origin) : ''}
  }`;
}

/**
 * Asks the store whether the client may read. Without a query it does not ask; the query is looked for in $request_uri, since $args of
 * a subrequest is always empty. That an object is missing (404) or empty (416) the store says only to one who may read, so both are
 * a yes here; a signature that is none (400) is a no.
 */
const question = (port: number, origin: string): string => `
    location = /.may-read {
      internal;
      if ($request_uri !~ "\\?.") { return 204; }
      proxy_pass ${origin}$request_uri;
      proxy_method GET;
      proxy_pass_request_body off;
      proxy_set_header Host 127.0.0.1:${port};
      proxy_set_header Connection "";
      proxy_set_header Content-Length "";
      proxy_set_header Range "bytes=0-0";
      proxy_intercept_errors on;
      error_page 404 416 =204 @may;
      error_page 400 =403 @may-not;
    }
    location @may { return 204; }
    location @may-not { return 403; }
    location @nobody-to-ask {
      default_type text/plain;
      add_header Retry-After 5 always;
      return 503 "The store does not answer, so that nobody can say who may read this.\\n";
    }`;
