import { UnlockKey } from '../../components/unlock-key.tsx';
import { theEngine } from '../../state/engine.ts';
import { say } from '../../state/language.ts';
import { delegationTexts } from './delegation-texts.ts';

/** Asks for the passphrase of a host's key. */
export function UnlockHost({ host }: { host: { id: string; name: string } }) {
  const t = say(delegationTexts).locked;
  const unlock = (passphrase: string) => theEngine().hosts.unlock(host.id, passphrase);
  return <UnlockKey text={t.text(host.name)} texts={t} unlock={unlock} />;
}
