import type { BlockedCheck, ModeOffer } from '../../../core/model/domain-configuration.ts';
import { Button } from '../../components/button.tsx';
import { Name } from '../../components/name.tsx';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { go, href } from '../../state/router.ts';
import { modeTexts } from './mode-texts.ts';

/** Names listed with passing mail. */
const SHOWN = 8;

interface BlockedQuestionProps {
  domain: string;
  check: BlockedCheck;
  warning: ModeOffer['warning'];
  sure: boolean;
  setSure: (sure: boolean) => void;
  onClose: () => void;
}

/** Asks again before locking, with the passing mail of 30 days, or says that nothing is known. */
export function BlockedQuestion({ domain, check, warning, sure, setSure, onClose }: BlockedQuestionProps) {
  const t = textsOf(modeTexts).check;
  const calm = check.known && check.passing === 0;
  return (
    <div class="stack" data-blocked-check={check.known ? check.passing : 'unknown'}>
      <div class="banner" data-tone={calm ? undefined : 'warn'} role="alert">
        <p>
          {!check.known && t.unknown}
          {check.known && check.passing === 0 && t.none(number(check.daysWithReports))}
          {check.known && check.passing > 0 && <strong>{t.some(number(check.passing))}</strong>}
          {warning === 'declared-sends' && ` ${textsOf(modeTexts).warning['declared-sends']}`}
        </p>
      </div>
      {check.names.length > 0 && (
        <table class="plain-table">
          <caption class="small muted">{t.names}</caption>
          <tbody>
            {check.names.slice(0, SHOWN).map((each) => (
              <tr key={each.name}>
                <td>
                  <Name of={each.name} />
                </td>
                <td class="end num">{number(each.passing)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {check.ownRecord.length > 0 && <p class="small muted">{t.ownRecord(check.ownRecord.join(', '))}</p>}
      {!calm && (
        <div class="row">
          <Button
            onClick={() => {
              onClose();
              go(href('domain', { domain }));
            }}
          >
            {t.staged}
          </Button>
        </div>
      )}
      <label class="choice">
        <input type="checkbox" checked={sure} onChange={(event) => setSure(event.currentTarget.checked)} />
        <span>{t.sure}</span>
      </label>
    </div>
  );
}
