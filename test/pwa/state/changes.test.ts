import { expect, test } from 'vitest';
import { followChanges, tellChange } from '../../../pwa/state/changes.ts';

test('a change reaches those who follow its topic and show a domain that it concerns', () => {
  const heard: string[] = [];
  const leave = [
    followChanges(['senders'], () => heard.push('any')),
    followChanges(['senders', 'reports'], () => heard.push('example.com'), ['example.com']),
    followChanges(['senders'], () => heard.push('example.net'), ['example.net']),
    followChanges(['alerts'], () => heard.push('alerts'), ['example.com']),
  ];
  const after = (topic: 'senders' | 'reports' | 'alerts', domains: string[]) => {
    heard.length = 0;
    tellChange({ topic, domains });
    return [...heard];
  };
  expect(after('senders', ['example.com'])).toEqual(['any', 'example.com']);
  expect(after('senders', ['example.org', 'example.net'])).toEqual(['any', 'example.net']);
  expect(after('reports', ['example.net'])).toEqual([]);
  // Without domains a change concerns all of them.
  expect(after('senders', [])).toEqual(['any', 'example.com', 'example.net']);
  expect(after('alerts', [])).toEqual(['alerts']);
  for (const each of leave) each();
  expect(after('senders', [])).toEqual([]);
});
