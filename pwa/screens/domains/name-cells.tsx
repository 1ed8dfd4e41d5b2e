import type { FoldedName } from '../../../core/engine/domains/face.ts';
import { Button } from '../../components/button.tsx';
import { Name } from '../../components/name.tsx';
import { getEngine } from '../../state/engine.ts';
import { ago, number, percent } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { href } from '../../state/router.ts';
import { network } from '../../state/settings.ts';
import { foldTexts } from './fold-texts.ts';
import type { Line } from './lines.ts';

const SECONDS_PER_DAY = 86_400;

/** The cells of a name folded under its policy domain; columns that say nothing of it stay empty. */
export function NameLineCell({ column, line }: { column: string; line: Exclude<Line, { kind: 'domain' }> }) {
  const t = textsOf(foldTexts);
  const { domain } = line.row;
  const there = href('domain', { domain, tab: 'subdomains' });
  if (line.kind === 'more') {
    return column === 'domain' ? (
      <a class="folded-name" data-main href={there}>
        {t.more(number(line.more))}
      </a>
    ) : null;
  }
  const { name } = line;
  switch (column) {
    case 'domain':
      return (
        <a class="folded-name" data-main href={there}>
          <Name of={name.name} />
        </a>
      );
    case 'status':
      return <RecordState name={name} domain={domain} />;
    case 'policy':
      return name.policy === null ? <span class="muted">–</span> : <span class="pill">{name.policy}</span>;
    case 'messages':
      return <a href={href('reports', { domain, from: name.name })}>{number(name.messages)}</a>;
    case 'passed':
      return <>{percent(name.passed, name.messages)}</>;
    case 'last':
      return <span class="nowrap">{ago((name.lastDay + 1) * SECONDS_PER_DAY, Date.now() / 1000)}</span>;
    default:
      return null;
  }
}

function RecordState({ name, domain }: { name: FoldedName; domain: string }) {
  const t = textsOf(foldTexts);
  if (name.record === 'own') return <>{t.own}</>;
  if (name.record === 'inherits') return <span class="muted break">{t.inherits(domain)}</span>;
  return (
    <span class="row">
      <span class="muted">{name.record === 'unasked' ? t.unasked : t.unknown}</span>
      {network.value === 'on' && (
        <Button
          kind="quiet"
          label={t.lookNow(name.name)}
          onClick={async () => {
            await getEngine().domains.lookUpSubdomain(domain, name.name);
          }}
        >
          {t.look}
        </Button>
      )}
    </span>
  );
}
