import { useState } from 'preact/hooks';
import type { Period, SenderDetails, SenderList, SenderRow } from '../../../core/model/views.ts';
import { Button } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { theEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import { exportItems } from './export-menu.tsx';
import { IgnoreDialog } from './ignore-dialog.tsx';
import { reportsTexts } from './texts.ts';

/** What can be done with several senders at once; lies over the foot of the page, so that nothing jumps. */
export function SelectionBar(props: {
  list: SenderList;
  period: Period;
  selected: SenderRow[];
  onAll: () => void;
  onClear: () => void;
}) {
  const t = say(reportsTexts).selection;
  const { list, period, selected, onAll, onClear } = props;
  const [asking, setAsking] = useState<SenderDetails[] | null>(null);
  const [busy, setBusy] = useState(false);
  const open = selected.filter((row) => row.status === 'not' || row.status === 'partially');
  const ask = async () => {
    setBusy(true);
    const all: SenderDetails[] = [];
    for (const { key } of open) {
      const details = await theEngine().senderDetails(list.domain, period, key);
      if (details) all.push(details);
    }
    setBusy(false);
    setAsking(all);
  };
  return (
    <section class="selection-bar no-print" aria-label={t.label}>
      <strong class="num">{t.count(number(selected.length))}</strong>
      <span class="spring" />
      <Button kind="quiet" onClick={onAll}>
        {t.all}
      </Button>
      <Button kind="quiet" onClick={onClear}>
        {t.none}
      </Button>
      <Button disabled={busy || open.length === 0} onClick={() => void ask()}>
        {busy ? t.reading : t.ignore(number(open.length))}
      </Button>
      <Menu label={t.export} items={exportItems({ list, period, shown: selected })} />
      {asking && (
        <IgnoreDialog
          domain={list.domain}
          senders={asking}
          onClose={(done) => {
            setAsking(null);
            if (done) onClear();
          }}
        />
      )}
    </section>
  );
}
