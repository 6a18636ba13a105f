/** Gives the canary's specs a stand-in for the one door to Playwright that they know. */
export const resolve = (specifier, context, next) =>
  specifier.endsWith('fixtures/index.ts') && /\/tests\/(before-all|canary)\//.test(context.parentURL ?? '')
    ? next(new URL('./stand-in.ts', import.meta.url).href, context)
    : next(specifier, context);
