import { useState } from 'preact/hooks';
import type { ResolverTest } from '../../core/model/engine.ts';
import type { ResolverChoice } from '../../core/model/views.ts';
import { dnsResultWord } from '../../core/views/sentences/dns-result.ts';
import { theEngine } from '../state/engine.ts';
import { number } from '../state/format.ts';
import { language, say } from '../state/language.ts';
import { NONE, OFFERED, ownResolver } from '../state/resolvers.ts';
import { Button } from './button.tsx';
import { shellTexts } from './shell-texts.ts';

/** Choice of a resolver, with a test question. `onChange` gets null while an own address is no address. */
export function ResolverForm(props: {
  initial: ResolverChoice | null;
  onChange: (c: ResolverChoice | null) => void;
}) {
  const t = say(shellTexts).chooseResolver;
  const [id, setId] = useState(props.initial?.id ?? '');
  const [url, setUrl] = useState(props.initial?.id === 'own' ? props.initial.url : '');
  const [test, setTest] = useState<ResolverTest | 'asking' | null>(null);
  const options = [...OFFERED, { id: 'own', name: t.own, url: '' }, { ...NONE, name: t.none }];
  const choiceOf = (nextId: string, nextUrl: string): ResolverChoice | null => {
    if (nextId === 'own') return ownResolver(nextUrl);
    return nextId === 'none' ? NONE : (OFFERED.find((r) => r.id === nextId) ?? null);
  };
  const choose = (nextId: string, nextUrl: string) => {
    setId(nextId);
    setUrl(nextUrl);
    setTest(null);
    props.onChange(choiceOf(nextId, nextUrl));
  };
  const choice = choiceOf(id, url);
  return (
    <div class="stack">
      <div class="stack tight" role="radiogroup" aria-label={t.title}>
        {options.map((option) => (
          <label key={option.id} class="choice">
            <input
              type="radio"
              name="resolver"
              checked={id === option.id}
              onChange={() => choose(option.id, url)}
            />
            <strong>{option.name}</strong>
            <span class="small muted">{t.about[option.id]}</span>
          </label>
        ))}
      </div>
      {id === 'own' && (
        <label class="field">
          <span>{t.ownUrl}</span>
          <input
            type="url"
            value={url}
            placeholder="https://dns.example.com/dns-query"
            aria-invalid={url !== '' && !choice}
            onInput={(event) => choose('own', event.currentTarget.value)}
          />
          {url !== '' && !choice && (
            <span class="small" role="alert">
              {t.badUrl}
            </span>
          )}
        </label>
      )}
      {choice && choice.id !== 'none' && (
        <div class="row">
          <Button
            disabled={test === 'asking'}
            onClick={async () => {
              setTest('asking');
              setTest(await theEngine().testResolver(choice));
            }}
          >
            {t.test}
          </Button>
          <span role="status">{test && testSentence(test)}</span>
        </div>
      )}
    </div>
  );
}

function testSentence(test: ResolverTest | 'asking'): string {
  const t = say(shellTexts).chooseResolver;
  if (test === 'asking') return t.testing;
  if (test.problem === 'no-cors') return t.testBad(t.noCors);
  if (test.problem === 'not-truthful') return t.testBad(t.notTruthful);
  if (test.result === 'answer') {
    const good = t.testGood(number(Math.round(test.took)));
    return test.filtered?.length ? `${good} ${t.filtered(test.filtered.join(', '))}` : good;
  }
  const detail = test.detail ? ` (${test.detail})` : '';
  return t.testBad(dnsResultWord(test.result, language.value) + detail);
}
