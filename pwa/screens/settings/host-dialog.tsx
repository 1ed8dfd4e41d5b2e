import { useState } from 'preact/hooks';
import type {
  HostFieldProblem,
  HostTest,
  HostView,
  TypedKey,
} from '../../../core/engine/domains/hosts/face.ts';
import type { HostKind, HostSettings } from '../../../core/model/host.ts';
import { hostProblemSentence } from '../../../core/words/host-problem.ts';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { getEngine } from '../../state/engine.ts';
import { language, textsOf } from '../../state/language.ts';
import { getPlatform } from '../../state/platform.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { HostKeyFields } from './host-key-fields.tsx';
import { hostsTexts } from './hosts-texts.ts';

const KINDS: readonly HostKind[] = ['powerdns', 'cloudflare', 'manual'];

/** A policy host's settings, with a test before it is saved. */
export function HostDialog({ host, onClose }: { host: HostView | null; onClose: () => void }) {
  const t = textsOf(hostsTexts);
  const [settings, setSettings] = useState<HostSettings>(() => host?.settings ?? newHost());
  const [key, setKey] = useState<TypedKey>({ key: '', passphrase: '' });
  const [problems, setProblems] = useState<HostFieldProblem[]>([]);
  const [test, setTest] = useState<HostTest | 'asking' | null>(null);
  const offers = useQuery('offers', (engine) => engine.hosts.offers());
  const offer = offers.data?.find((each) => each.kind === settings.kind);
  const needs = (field: string) => offer?.needs.some((each) => each === field) ?? false;
  const set = (change: Partial<HostSettings>) => {
    setSettings((now) => ({ ...now, ...change }));
    setTest(null);
  };
  const problemOf = (field: HostFieldProblem['field']) => {
    const found = problems.find((each) => each.field === field);
    return found ? t.problems[found.code](found.detail) : null;
  };
  /** The platform's permission to reach the host, asked for in the click as browsers want it. */
  const allowed = async () => {
    const { askToSend } = getPlatform();
    if (!askToSend || settings.kind === 'manual') return true;
    if (settings.kind === 'cloudflare')
      return (await askToSend('https://api.cloudflare.com/', 'keys', false)) === 'granted';
    // a server of the user's own may answer web pages even where the user refuses
    return !URL.canParse(settings.url) || (await askToSend(settings.url, 'keys', false)) !== 'no-consent';
  };

  return (
    <Dialog
      title={host ? t.editTitle(host.settings.name) : t.newTitle}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{textsOf(commonTexts).cancel}</Button>
          <Button
            kind="primary"
            onClick={async () => {
              if (!(await allowed())) return;
              const found = await getEngine().hosts.save(settings, key.key === '' ? null : key);
              setProblems(found);
              if (found.length > 0) return;
              toast(t.saved(settings.name));
              onClose();
            }}
          >
            {t.save}
          </Button>
        </>
      }
    >
      <div class="stack tight" role="radiogroup" aria-label={t.kind}>
        {KINDS.map((kind) => {
          const here = offers.data?.find((each) => each.kind === kind)?.worksHere ?? true;
          return (
            <label key={kind} class="choice">
              <input
                type="radio"
                name="host-kind"
                checked={settings.kind === kind}
                disabled={!here || host !== null}
                onChange={() => set({ kind })}
              />
              <strong>{t.kinds[kind]}</strong>
              <span class="small muted">
                {t.about[kind]} {!here && `(${t.notHere})`}
              </span>
            </label>
          );
        })}
      </div>
      <TextField
        label={t.name}
        value={settings.name}
        problem={problemOf('name')}
        onInput={(name) => set({ name })}
      />
      {needs('url') && (
        <TextField
          label={t.url}
          value={settings.url}
          placeholder="https://dns.example.com:8081/api/v1"
          problem={problemOf('url')}
          onInput={(url) => set({ url })}
        />
      )}
      {needs('server') && (
        <TextField
          label={t.server}
          value={settings.server}
          problem={null}
          onInput={(server) => set({ server })}
        />
      )}
      {needs('key') && (
        <HostKeyFields
          kind={settings.kind}
          stored={host !== null && host.key !== 'none'}
          value={key}
          problem={problemOf('key')}
          onChange={(next) => {
            setKey(next);
            setTest(null);
          }}
        />
      )}
      {needs('nameServers') && (
        <TextField
          label={t.nameServers}
          hint={t.nameServersHint}
          lines
          value={settings.nameServers.join('\n')}
          placeholder={'ns1.example.com\nns2.example.com'}
          problem={problemOf('nameServers')}
          onInput={(text) => set({ nameServers: text.split('\n') })}
        />
      )}
      {(needs('zone') || settings.kind === 'manual') && (
        <TextField
          label={settings.kind === 'manual' ? t.zoneManual : t.zone}
          value={settings.zone}
          placeholder="policy.example.com"
          problem={problemOf('zone')}
          onInput={(zone) => set({ zone })}
        />
      )}
      <TextField
        label={t.limitedTo}
        hint={t.limitedHint}
        lines
        value={settings.limitedTo.join('\n')}
        problem={problemOf('limitedTo')}
        onInput={(text) => set({ limitedTo: text.split('\n') })}
      />
      <TextField
        label={t.ttl}
        hint={t.ttlHint}
        type="number"
        value={String(settings.ttl)}
        problem={problemOf('ttl')}
        onInput={(ttl) => set({ ttl: Number(ttl) })}
      />
      {settings.kind !== 'manual' && (
        <div class="row">
          <Button
            disabled={test === 'asking'}
            onClick={async () => {
              if (!(await allowed())) return;
              setTest('asking');
              setTest(await getEngine().hosts.test(settings, key.key === '' ? null : key));
            }}
          >
            {t.test}
          </Button>
          <span role="status" data-test={typeof test === 'object' && test ? String(test.ok) : undefined}>
            {test && testSentence(test)}
          </span>
        </div>
      )}
    </Dialog>
  );
}

function testSentence(test: HostTest | 'asking'): string {
  const t = textsOf(hostsTexts);
  if (test === 'asking') return t.testing;
  return test.ok ? t.testGood(test.words) : hostProblemSentence(test.problem, language.value);
}

function newHost(): HostSettings {
  return {
    id: crypto.randomUUID(),
    kind: 'powerdns',
    name: '',
    url: '',
    server: 'localhost',
    nameServers: [],
    zone: '',
    limitedTo: [],
    ttl: 300,
  };
}
