import { expect, test } from 'vitest';
import { sendRequest } from '../../../extension/platform/send-request.ts';

const RESOLVER = 'https://dns.example/dns-query';

test('Chromium is asked for the site only, and for none that answers web pages', () => {
  expect(sendRequest(RESOLVER, 'questions', true, false)).toBe('none');
  expect(sendRequest(RESOLVER, 'questions', false, false)).toEqual({ origins: ['https://dns.example/*'] });
});

test('Firefox is asked for consent to what is sent, whatever the site', () => {
  expect(sendRequest(RESOLVER, 'questions', true, true)).toEqual({
    origins: [],
    data_collection: ['websiteContent'],
  });
  expect(sendRequest(RESOLVER, 'keys', false, true)).toEqual({
    origins: ['https://dns.example/*'],
    data_collection: ['authenticationInfo'],
  });
});
