import { ArrowUp, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { ResolverTest } from '../../../core/engine/settings/face.ts';
import type { ResolverChoice } from '../../../core/model/settings.ts';
import { Button } from '../../components/button.tsx';
import { resolverTestSentence } from '../../components/resolver-test-sentence.ts';
import { getEngine } from '../../state/engine.ts';
import { textsOf } from '../../state/language.ts';
import { asTested, requestResolver } from '../../state/resolvers.ts';
import { saveSettings } from '../../state/settings.ts';
import { settingsTexts } from './texts.ts';

/** The resolvers in the order in which they are asked: the next one where one fails. */
export function ResolverList({ resolvers }: { resolvers: readonly ResolverChoice[] }) {
  const t = textsOf(settingsTexts);
  return (
    <ol class="plain-list" aria-label={t.resolver}>
      {resolvers.map((choice, at) => (
        <Line
          key={choice.url}
          choice={choice}
          first={at === 0}
          onUp={() => {
            const next = resolvers.filter((each) => each !== choice);
            next.splice(at - 1, 0, choice);
            void saveSettings({ resolvers: next });
          }}
          onTested={(test) =>
            void saveSettings({
              resolvers: resolvers.map((each) => (each === choice ? asTested(each, test) : each)),
            })
          }
          onRemove={() => void saveSettings({ resolvers: resolvers.filter((each) => each !== choice) })}
          alone={resolvers.length === 1}
        />
      ))}
    </ol>
  );
}

function Line(props: {
  choice: ResolverChoice;
  first: boolean;
  alone: boolean;
  onUp: () => void;
  onRemove: () => void;
  onTested: (test: ResolverTest) => void;
}) {
  const { choice, first, alone, onUp, onRemove, onTested } = props;
  const t = textsOf(settingsTexts);
  const [test, setTest] = useState<ResolverTest | 'asking' | null>(null);
  return (
    <li data-resolver={choice.url}>
      <div class="row">
        <span class="spring">
          <strong>{choice.name}</strong> <span class="mono muted break">{choice.url}</span>
        </span>
        <Button
          disabled={test === 'asking'}
          label={t.testOf(choice.name)}
          onClick={async () => {
            if (!(await requestResolver(choice))) return;
            setTest('asking');
            const found = await getEngine().settings.testResolver(choice);
            setTest(found);
            if (asTested(choice, found).format !== choice.format) onTested(found);
          }}
        >
          {t.test}
        </Button>
        {!first && (
          <Button kind="icon" label={t.askEarlier(choice.name)} onClick={onUp}>
            <ArrowUp size={16} />
          </Button>
        )}
        {!alone && (
          <Button kind="icon" label={t.removeResolver(choice.name)} onClick={onRemove}>
            <X size={16} />
          </Button>
        )}
      </div>
      <p class="small muted" role="status">
        {test && resolverTestSentence(test)}
      </p>
    </li>
  );
}
