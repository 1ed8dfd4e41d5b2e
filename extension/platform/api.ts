/** The browser's API for extensions: `browser` in Firefox, `chrome` elsewhere; both give promises. */
export const api: typeof chrome = (globalThis as { browser?: typeof chrome }).browser ?? chrome;
