import { expect, test } from 'vitest';
import { fileShown } from '../../../extension/popup/file-shown.ts';

test.each([
  ['https://mail.example/dl/report.xml', 'text/xml', 'report.xml'],
  ['https://mail.example/get?id=1', 'application/json', 'get'],
  ['https://mail.example/a%21b.xml', 'application/xml', 'a!b.xml'],
  ['https://mail.example/', 'text/plain', 'mail.example'],
  ['file:///home/me/report.xml', '', 'report.xml'],
  // a page, whatever its address says
  ['https://mail.example/view/report.zip', 'text/html', ''],
  ['https://mail.example/picture.png', 'image/png', ''],
  // no look allowed, and no name of a report's file
  ['https://mail.example/inbox', '', ''],
  ['about:blank', '', ''],
])('%s as %s', (address, type, name) => {
  expect(fileShown(address, type)).toBe(name);
});
