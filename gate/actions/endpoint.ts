/** The address of an API below a base that an operator gave, which may have a path of its own and end in a slash. */
export function endpoint(base: string, path: string): string {
  const url = new URL(base);
  url.pathname = url.pathname.replace(/\/+$/, '') + path;
  return url.href;
}
