import { UnlockKey } from '../../components/unlock-key.tsx';
import { getEngine } from '../../state/engine.ts';
import { textsOf } from '../../state/language.ts';
import { delegationTexts } from './delegation-texts.ts';

/** Asks for the passphrase of a host's key. */
export function UnlockHost({ host }: { host: { id: string; name: string } }) {
  const t = textsOf(delegationTexts).locked;
  const unlock = (passphrase: string) => getEngine().hosts.unlock(host.id, passphrase);
  return <UnlockKey text={t.text(host.name)} texts={t} unlock={unlock} />;
}
