import { expect, test } from 'vitest';
import { isForeign } from '../../../pwa/sw/keep-shared.ts';

const OWN = 'http://127.0.0.1:4517';
const cases: [referrer: string, destination: RequestDestination, foreign: boolean][] = [
  ['', 'document', false],
  ['about:client', 'document', false],
  [`${OWN}/`, 'document', false],
  ['https://other.example/', 'document', true],
  ['http://127.0.0.1:4518/', 'document', true],
  ['', 'iframe', true],
  [`${OWN}/`, 'iframe', true],
];

test('a share that another site started, or that stands in a frame, is told from others [PRIV-5]', () => {
  for (const [referrer, destination, foreign] of cases) {
    const request = { referrer, destination } as Request;
    expect(isForeign(request, OWN), `${referrer} ${destination}`).toBe(foreign);
  }
});
