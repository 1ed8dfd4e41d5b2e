import { expect, test } from 'vitest';
import type { DomainRow } from '../../../core/engine/domains/face.ts';
import { sendingReason } from '../../../core/words/sending-reason.ts';

const DAY = 20_400;
const totals = {
  messages: 1_200,
  passed: 200,
  dkimAligned: 0,
  spfAligned: 0,
  none: 0,
  quarantine: 0,
  reject: 0,
};
type Given = Pick<DomainRow, 'sending' | 'declared' | 'lastPassedDay' | 'lastReport' | 'totals'>;
const row = (change: Partial<Given>): Given => ({
  sending: 'unknown',
  declared: null,
  lastPassedDay: null,
  lastReport: null,
  totals,
  ...change,
});

test.each([
  ['said so', row({ sending: 'sends', declared: 'sends' }), ['You said'], ['Sie haben gesagt']],
  ['mail passed', row({ sending: 'sends', lastPassedDay: DAY }), ['2025-11-08', '90'], ['2025-11-08', '90']],
  [
    'declared otherwise, and mail passed',
    row({ sending: 'sends', declared: 'non-sending', lastPassedDay: DAY }),
    ['2025-11-08'],
    ['2025-11-08'],
  ],
  [
    'no mail passes',
    row({ sending: 'no-passing-mail', lastReport: DAY * 86_400 }),
    ['2025-11-08', '1,200', '1,000'],
    ['2025-11-08', '1.200', '1.000'],
  ],
  ['old reports', row({ lastReport: DAY * 86_400 }), ['2025-11-08', '30 days'], ['2025-11-08', '30 Tage']],
  ['no report', row({}), ['No report'], ['kein Bericht']],
])('whether a domain sends is told with its figures: %s [SEND-1] [SEND-2]', (_, given, en, de) => {
  for (const part of en) expect(sendingReason(given, 'en')).toContain(part);
  for (const part of de) expect(sendingReason(given, 'de')).toContain(part);
});
