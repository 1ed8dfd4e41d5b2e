import { useState } from 'preact/hooks';
import type { ResolverTest } from '../../core/engine/settings/face.ts';
import type { ResolverChoice } from '../../core/model/settings.ts';
import { getEngine } from '../state/engine.ts';
import { textsOf } from '../state/language.ts';
import { getPlatform } from '../state/platform.ts';
import { asTested, NONE, offeredResolvers, ownResolver, requestResolver } from '../state/resolvers.ts';
import { Button } from './button.tsx';
import { resolverTestSentence } from './resolver-test-sentence.ts';
import { shellTexts } from './shell-texts.ts';

/**
 * Choice of a resolver, with a test question. `onChange` gets null while an own address is no address. `further`:
 * beside others, where "none" makes no sense.
 */
export function ResolverForm(props: {
  initial: ResolverChoice | null;
  onChange: (c: ResolverChoice | null) => void;
  further?: boolean;
}) {
  const t = textsOf(shellTexts).chooseResolver;
  const [id, setId] = useState(props.initial?.id ?? '');
  const [url, setUrl] = useState(props.initial?.id === 'own' ? props.initial.url : '');
  const [test, setTest] = useState<ResolverTest | 'asking' | null>(null);
  const about: Partial<Record<string, string>> = t.about;
  const offered = offeredResolvers(getPlatform().kind);
  const own = { id: 'own', name: t.own, url: '' };
  const options = [...offered, own, ...(props.further ? [] : [{ ...NONE, name: t.none }])];
  const choiceOf = (nextId: string, nextUrl: string): ResolverChoice | null => {
    if (nextId === 'own') return ownResolver(nextUrl);
    return nextId === 'none' ? NONE : (offered.find((r) => r.id === nextId) ?? null);
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
            <span class="small muted">{about[option.id]}</span>
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
              if (!(await requestResolver(choice))) return;
              setTest('asking');
              const found = await getEngine().settings.testResolver(choice);
              setTest(found);
              if (choice.id === 'own') props.onChange(asTested(choice, found));
            }}
          >
            {t.test}
          </Button>
          <span role="status">{test && resolverTestSentence(test)}</span>
        </div>
      )}
    </div>
  );
}
