import { signal } from '@preact/signals';

/** Alerts nobody has looked at yet; set by the Alerts screen's state. */
export const unreadAlerts = signal(0);
