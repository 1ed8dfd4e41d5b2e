import { useState } from 'preact/hooks';
import type {
  AccountFieldProblem,
  AccountTest,
  AccountView,
  TypedSourceKey,
} from '../../../core/engine/sources/accounts/face.ts';
import type { SourceSettings } from '../../../core/model/source.ts';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Segments } from '../../components/segments.tsx';
import { getEngine } from '../../state/engine.ts';
import { failureSentence } from '../../state/failure-sentence.ts';
import { textsOf } from '../../state/language.ts';
import { getPlatform } from '../../state/platform.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { AccountFields } from './account-fields.tsx';
import { AccountTestPart } from './account-test-part.tsx';
import { accountsTexts } from './accounts-texts.ts';

const DAY = 86_400;
const BACK = { all: null, year: 365 * DAY, month: 30 * DAY };
type Back = keyof typeof BACK;

/** The guided set-up of an account: where, with which key, a bounded test, which mailboxes, how far back. */
export function AccountDialog({ account, onClose }: { account: AccountView | null; onClose: () => void }) {
  const t = textsOf(accountsTexts);
  const [settings, setSettings] = useState<SourceSettings>(() => account?.settings ?? newAccount());
  const [key, setKey] = useState<TypedSourceKey>({ key: '', passphrase: '' });
  const [problems, setProblems] = useState<AccountFieldProblem[]>([]);
  const [test, setTest] = useState<AccountTest | 'asking' | null>(null);
  const offers = useQuery('account-offers', (engine) => engine.accounts.offers());
  const needs = offers.data?.find((each) => each.kind === settings.kind)?.needs ?? [];
  const typedKey = key.key === '' ? null : key;
  const change = (part: Partial<SourceSettings>) => setSettings((now) => ({ ...now, ...part }));
  /** What the test was of changed. */
  const changeTested = (part: Partial<SourceSettings>) => {
    // what was allowed was allowed for another server
    change(part.url === undefined ? part : { ...part, origins: [] });
    setTest(null);
  };
  /** The browser's permission to reach the servers, asked for in the click as browsers want it. */
  const askBrowser = async (wanted: SourceSettings): Promise<boolean> => {
    const { askToSend } = getPlatform();
    for (const address of [withScheme(wanted.url), ...wanted.origins]) {
      if (!askToSend || !URL.canParse(address)) continue;
      // a refused site may answer web pages all the same
      if ((await askToSend(address, 'keys', false)) === 'no-consent') return false;
    }
    return true;
  };
  const runTest = async (wanted: SourceSettings) => {
    if (!(await askBrowser(wanted))) return;
    setTest('asking');
    setTest(await getEngine().accounts.test(wanted, typedKey));
  };

  return (
    <Dialog
      title={account ? t.editTitle(account.settings.name) : t.newTitle}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{textsOf(commonTexts).cancel}</Button>
          <Button
            kind="primary"
            onClick={async () => {
              if (!(await askBrowser(settings))) return;
              const found = await getEngine().accounts.save(settings, typedKey);
              setProblems(found);
              if (found.length > 0) return;
              toast(t.saved(settings.name));
              onClose();
              void getEngine()
                .accounts.check(settings.id)
                .catch((error) => toast(failureSentence(error)));
            }}
          >
            {t.save}
          </Button>
        </>
      }
    >
      <AccountFields
        settings={settings}
        offers={offers.data ?? []}
        isNew={account === null}
        stored={account !== null && account.key !== 'none'}
        typed={key}
        problems={problems}
        onChange={changeTested}
        onKey={(next) => {
          setKey(next);
          setTest(null);
        }}
      />
      {needs.includes('since') && (
        <div class="field">
          <span class="muted small">{t.since}</span>
          <Segments
            label={t.since}
            options={(Object.keys(BACK) as Back[]).map((id) => ({ id, label: t.sinceChoices[id] }))}
            current={backOf(settings.since)}
            onChange={(id) => {
              const back = BACK[id];
              change({ since: back === null ? null : Math.floor(Date.now() / 1000) - back });
            }}
          />
        </div>
      )}
      {settings.origins.length > 0 && (
        <p class="small muted">
          {t.allowed} <span class="mono break">{settings.origins.join(', ')}</span>
        </p>
      )}
      <AccountTestPart
        test={test}
        settings={settings}
        onTest={() => void runTest(settings)}
        onAllow={(origin) => {
          const wanted = { ...settings, origins: [...settings.origins, origin] };
          setSettings(wanted);
          void runTest(wanted);
        }}
        onFolders={(folders) => change({ folders })}
      />
    </Dialog>
  );
}

/** The choice that a date stands for; dates move on, so it is the nearest one. */
function backOf(since: number | null): Back {
  if (since === null) return 'all';
  return Date.now() / 1000 - since < 100 * DAY ? 'month' : 'year';
}

function withScheme(address: string): string {
  return address.includes('://') ? address : `https://${address.trim()}`;
}

function newAccount(): SourceSettings {
  return {
    id: crypto.randomUUID(),
    kind: 'jmap',
    name: '',
    url: '',
    user: '',
    folders: [],
    prefix: '',
    region: '',
    since: null,
    everything: false,
    origins: [],
    paused: false,
  };
}
