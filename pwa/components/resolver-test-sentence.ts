import type { ResolverTest } from '../../core/engine/settings/face.ts';
import { dnsResultWord } from '../../core/words/dns-result.ts';
import { number } from '../state/format.ts';
import { language, textsOf } from '../state/language.ts';
import { shellTexts } from './shell-texts.ts';

/** What the test of a resolver found: whether web pages may ask it, how fast it is, whether it filters or invents. */
export function resolverTestSentence(test: ResolverTest | 'asking'): string {
  const t = textsOf(shellTexts).chooseResolver;
  if (test === 'asking') return t.testing;
  if (test.problem === 'no-cors') return t.testBad(t.noCors);
  if (test.problem === 'not-truthful') return t.testBad(t.notTruthful);
  if (test.result !== 'answer') {
    const detail = test.detail ? ` (${test.detail})` : '';
    return t.testBad(dnsResultWord(test.result, language.value) + detail);
  }
  const said = [t.testGood(number(Math.round(test.took)))];
  if (test.format === 'json') said.push(t.jsonOnly);
  if (test.truthful === true) said.push(t.truthful);
  if (test.truthful === null) said.push(t.truthfulUnknown);
  if (test.filtered?.length) said.push(t.filtered(test.filtered.join(', ')));
  return said.join(' ');
}
