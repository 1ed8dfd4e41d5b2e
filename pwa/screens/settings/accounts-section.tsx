import '../../styles/configuration.css';
import { useState } from 'preact/hooks';
import type { AccountView } from '../../../core/engine/sources/accounts/face.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { textsOf } from '../../state/language.ts';
import { useQuery } from '../../state/use-query.ts';
import { AccountDialog } from './account-dialog.tsx';
import { AccountItem } from './account-item.tsx';
import { accountsTexts } from './accounts-texts.ts';

/** Accounts on servers from which reports come by themselves. */
export function AccountsSection() {
  const t = textsOf(accountsTexts);
  const query = useQuery('accounts', (engine) => engine.accounts.list(), ['sources']);
  const [edited, setEdited] = useState<AccountView | 'new' | null>(null);
  return (
    <section class="card stack" id="mailboxes" aria-label={t.title}>
      <div class="row">
        <h2 class="spring">{t.title}</h2>
        <Button onClick={() => setEdited('new')}>{t.add}</Button>
      </div>
      <p class="muted">{t.lead}</p>
      {!query.data && <Busy />}
      {query.data?.length === 0 && <p>{t.empty}</p>}
      {query.data && query.data.length > 0 && (
        <ul class="plain-list">
          {query.data.map((account) => (
            <AccountItem key={account.settings.id} account={account} onEdit={() => setEdited(account)} />
          ))}
        </ul>
      )}
      {edited && <AccountDialog account={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </section>
  );
}
