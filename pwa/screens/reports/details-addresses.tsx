import { IP_TABLE_SOURCES } from '../../../core/lib/ip-table-source.ts';
import type { AddressRow } from '../../../core/model/views.ts';
import { Switch } from '../../components/switch.tsx';
import { say } from '../../state/language.ts';
import { saveSettings, settings } from '../../state/settings.ts';
import { AddressList } from './address-list.tsx';
import { reportsTexts } from './texts.ts';

/** Every address of the sender; organisation and country once the local table is switched on. */
export function DetailsAddresses({ rows }: { rows: AddressRow[] }) {
  const t = say(reportsTexts).details;
  const on = settings.value?.localTable ?? false;
  return (
    <>
      <AddressList rows={rows} />
      <Switch
        label={t.localTable}
        hint={t.localTableHint}
        checked={on}
        onChange={(localTable) => saveSettings({ localTable })}
      />
      {on && (
        <p class="small muted">
          {t.sources}{' '}
          {IP_TABLE_SOURCES.map((source, at) => (
            <span key={source.name}>
              {at > 0 && ', '}
              <a href={source.url} target="_blank" rel="noreferrer">
                {source.name}
              </a>{' '}
              ({source.licence})
            </span>
          ))}
        </p>
      )}
    </>
  );
}
