import type { DkimKeyRow } from '../../../core/model/dkim-inventory.ts';
import { noAnswerSentence } from '../../../core/words/no-answer.ts';
import { Name } from '../../components/name.tsx';
import { day, moment, number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { dkimTexts } from './dkim-texts.ts';
import { CopyText } from './record-tags.tsx';

const SECONDS_PER_DAY = 86_400;

/** One key, what to do about it below, and how. */
export function DkimKeyLine({ row, newSelector }: { row: DkimKeyRow; newSelector: string }) {
  const t = textsOf(dkimTexts);
  const { key, step } = row;
  const advice = t.step[step];
  return (
    <tr data-key={key?.state ?? 'unknown'} data-selector={row.selector} data-step={step}>
      <th scope="row">
        <strong class="mono">
          <Name of={row.selector} />
        </strong>
        <span class="cell-sub">
          <Name of={row.signer} />
        </span>
      </th>
      <td data-label={t.key}>
        <KeyState row={row} />
        {advice !== '' && <p class="small">{advice}</p>}
        {step.startsWith('replace') && <Rotation row={row} newSelector={newSelector} />}
      </td>
      <td data-label={t.mail}>
        {row.inUse === null ? (
          <span class="muted">{t.old}</span>
        ) : (
          <span title={t.latelyTitle}>
            {t.lately(number(row.passedLately), number(row.failedLately))}
            <span class="cell-sub">{t.latelyTitle}</span>
          </span>
        )}
        <span class="cell-sub">{t.total(number(row.passed), number(row.failed))}</span>
      </td>
      <td data-label={t.seen}>
        {row.firstDay === null || row.lastDay === null ? (
          <span class="muted">{t.never}</span>
        ) : (
          <span class="nowrap">
            {t.range(day(row.firstDay * SECONDS_PER_DAY), day(row.lastDay * SECONDS_PER_DAY))}
          </span>
        )}
      </td>
    </tr>
  );
}

/** State, kind and length of the key, and since when; or that it is not known, and why. */
function KeyState({ row }: { row: DkimKeyRow }) {
  const t = textsOf(dkimTexts);
  const { key, unanswered, alias } = row;
  const why =
    unanswered === null
      ? ''
      : unanswered === 'not-asked'
        ? key === null
          ? t.notAsked
          : ''
        : noAnswerSentence(unanswered, key !== null, language.value);
  const facts = [
    key === null || key.bits === null
      ? ''
      : key.keyType === 'ed25519'
        ? t.ed25519
        : t.bits(key.keyType.toUpperCase(), number(key.bits)),
    key?.testing ? t.testing : '',
    alias === null ? '' : t.alias(alias),
    key === null ? '' : (key.replaced ? t.since : t.atLeast)(day(key.since)),
    key === null ? '' : t.until(moment(key.until)),
    why,
  ].filter(Boolean);
  const tone = key === null ? undefined : key.state === 'present' && !key.weak ? 'good' : 'bad';
  // A key that nobody signs with and that is gone is as it should be.
  const quiet = row.step === 'keep' && key?.state !== 'present';
  return (
    <>
      <span class="pill" data-tone={quiet ? undefined : tone}>
        {key === null ? t.unknown : t.state[key.state]}
      </span>
      <span class="cell-sub">{facts.join(' · ')}</span>
    </>
  );
}

/** Replacing a key without a message that cannot be verified, as RFC 6376 section 3.6.1 and M3AAWG's practices have it. */
function Rotation({ row, newSelector }: { row: DkimKeyRow; newSelector: string }) {
  const t = textsOf(dkimTexts).rotate;
  return (
    <details>
      <summary aria-label={t.title2(row.selector)}>{t.title}</summary>
      {row.alias !== null ? (
        <p>{t.ask(row.alias)}</p>
      ) : (
        <ol class="rotation">
          <li>
            {t.make} <CopyText text={newSelector} />
          </li>
          <li>
            {t.publish} <CopyText text={`${newSelector}._domainkey.${row.signer}`} />
          </li>
          <li>{t.check}</li>
          <li>{t.sign}</li>
          <li>{t.retire(row.name)}</li>
        </ol>
      )}
    </details>
  );
}
