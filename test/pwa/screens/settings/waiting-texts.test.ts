import { expect, test } from 'vitest';
import { DECISION_KINDS } from '../../../../core/merge/decision-kinds.ts';
import { waitingTexts } from '../../../../pwa/screens/settings/waiting-texts.ts';

test.each(['en', 'de'] as const)('every kind of decision that can wait has a word, %s', (language) => {
  const named = Object.keys(waitingTexts[language].kinds).sort();
  expect(named).toEqual([...Object.keys(DECISION_KINDS), 'report'].sort());
});
