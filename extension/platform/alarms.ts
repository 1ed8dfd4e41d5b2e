import { api } from './api.ts';

/** Calls back every so many minutes, also after the background ended and came back. */
export function every(name: string, minutes: number, run: () => void): void {
  void api.alarms.get(name).then((known) => {
    if (known?.periodInMinutes !== minutes) void api.alarms.create(name, { periodInMinutes: minutes });
  });
  api.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === name) run();
  });
}
