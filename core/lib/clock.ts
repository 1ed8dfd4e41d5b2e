/** Milliseconds since 1970-01-01 UTC, as `Date.now` gives them. Time is an argument, so tests can turn it. */
export type Clock = () => number;
