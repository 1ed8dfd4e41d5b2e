import { Name } from '../../components/name.tsx';
import { NameWarning } from '../../components/name-warning.tsx';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { useQuery } from '../../state/use-query.ts';
import { foldTexts } from './fold-texts.ts';

/** Reports that name no policy domain, by the names that their mail bears; nothing where there are none. */
export function NamelessReports() {
  const t = textsOf(foldTexts).nameless;
  const { data } = useQuery('nameless', (engine) => engine.domains.nameless(), ['reports', 'domains'], null);
  if (!data) return null;
  return (
    <details class="card" data-nameless={data.reports}>
      <summary>{t.title(number(data.reports), number(data.messages))}</summary>
      <p class="muted">{t.lead}</p>
      <ul class="plain-list">
        {data.names.map(({ name, messages }) => (
          <li key={name} class="row">
            <span class="spring">
              {name === '' ? <span class="muted">{t.noName}</span> : <Name of={name} />}{' '}
              <NameWarning of={name} />
            </span>
            <span class="muted num">{t.messages(number(messages))}</span>
          </li>
        ))}
      </ul>
      {data.more > 0 && <p class="small muted">{t.more(number(data.more))}</p>}
    </details>
  );
}
