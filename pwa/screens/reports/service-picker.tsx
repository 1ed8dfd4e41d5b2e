import { useState } from 'preact/hooks';
import type { ServiceChoice } from '../../../core/engine/senders/services/face.ts';
import { serviceKindWord } from '../../../core/words/status.ts';
import { SearchField } from '../../components/search-field.tsx';
import { number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { servicesTexts } from './services-texts.ts';

/** Services shown at once; typing narrows the rest. */
const SHOWN = 8;

/** One service out of hundreds: a search, and the first that fit as radio buttons; the user's own first. */
export function ServicePicker(props: {
  services: ServiceChoice[];
  current: string;
  onChoose: (id: string) => void;
}) {
  const { services, current, onChoose } = props;
  const t = textsOf(servicesTexts).correct;
  const [search, setSearch] = useState('');
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const fit = services
    .filter(({ id, name }) => words.every((word) => `${name} ${id}`.toLowerCase().includes(word)))
    // What was chosen stays in sight while one searches on.
    .sort((a, b) => Number(b.id === current) - Number(a.id === current) || Number(b.own) - Number(a.own));
  const shown = fit.slice(0, SHOWN);
  const rest = fit.length - shown.length;
  return (
    <div class="stack tight service-picker">
      <SearchField label={t.search} value={search} onInput={setSearch} />
      <div class="stack tight" role="radiogroup" aria-label={t.service}>
        {shown.map(({ id, name, kind, own }) => (
          <label key={id} class="radio-line">
            <input
              type="radio"
              name="chosen-service"
              checked={id === current}
              onChange={() => onChoose(id)}
            />
            <span>
              {name}{' '}
              <span class="muted small">
                {serviceKindWord(kind, language.value)}
                {own && ` · ${t.own}`}
              </span>
            </span>
          </label>
        ))}
      </div>
      <p class="small muted" role="status">
        {fit.length === 0 ? t.noMatch : rest > 0 ? t.more(number(rest)) : ''}
      </p>
    </div>
  );
}
