/** Where the service worker lays shared files down, and the app picks them up. */
export const SHARE_CACHE = 'rualens-shared';

/** Carries a shared file's name, percent-encoded: headers hold no other letters. */
export const SHARE_NAME_HEADER = 'x-rualens-name';
