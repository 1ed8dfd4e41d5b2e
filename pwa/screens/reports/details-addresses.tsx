import { useState } from 'preact/hooks';
import type { AddressRow } from '../../../core/engine/senders/face.ts';
import { IP_TABLE_SOURCES } from '../../../core/lib/ip-table-source.ts';
import { Switch } from '../../components/switch.tsx';
import { textsOf } from '../../state/language.ts';
import { saveSettings, settings } from '../../state/settings.ts';
import { AddressBrowser } from './address-browser.tsx';
import { HostNames } from './host-names.tsx';
import { reportsTexts } from './texts.ts';

/** Every address of the sender, with its host name; organisation and country once the local table is switched on. */
export function DetailsAddresses({ domain, rows }: { domain: string; rows: AddressRow[] }) {
  const t = textsOf(reportsTexts).details;
  const [shown, setShown] = useState('');
  const on = settings.value?.localTable ?? false;
  return (
    <>
      <HostNames domain={domain} shown={shown} />
      <AddressBrowser rows={rows} onShown={setShown} />
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
