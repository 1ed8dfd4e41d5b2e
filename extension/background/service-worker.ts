/**
 * The background's entry for the build. Its name is its own, since the build plugin takes entries whose files have
 * the same name for one another, and the content script's is `main.ts` too.
 */
import './main.ts';
