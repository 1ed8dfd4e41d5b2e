import { useState } from 'preact/hooks';
import type { SenderDetails, SenderList, SenderRow } from '../../../core/engine/senders/face.ts';
import type { Period } from '../../../core/model/period.ts';
import { Button } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { getEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { exportItems } from './export-menu.tsx';
import { GroupingDialog } from './grouping-dialog.tsx';
import { IgnoreDialog } from './ignore-dialog.tsx';
import { servicesTexts } from './services-texts.ts';
import { reportsTexts } from './texts.ts';

/** What can be done with several senders at once; lies over the foot of the page, so that nothing jumps. */
export function SelectionBar(props: {
  list: SenderList;
  period: Period;
  selected: SenderRow[];
  onAll: () => void;
  onClear: () => void;
}) {
  const t = textsOf(reportsTexts).selection;
  const { list, period, selected, onAll, onClear } = props;
  const [asking, setAsking] = useState<SenderDetails[] | null>(null);
  const [busy, setBusy] = useState(false);
  const open = selected.filter((row) => row.status === 'not' || row.status === 'partially');
  const [grouping, setGrouping] = useState<SenderDetails[] | null>(null);
  /** The points for and against Ignored need the records; which addresses a sender has does not. */
  const read = async (rows: SenderRow[], brief: boolean) => {
    setBusy(true);
    const all: SenderDetails[] = [];
    for (const { key } of rows) {
      const details = await getEngine().senders.details(list.domain, period, key, null, brief);
      if (details) all.push(details);
    }
    setBusy(false);
    return all;
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
      <Button disabled={busy || open.length === 0} onClick={async () => setAsking(await read(open, false))}>
        {busy ? t.reading : t.ignore(number(open.length))}
      </Button>
      <Button disabled={busy} onClick={async () => setGrouping(await read(selected, true))}>
        {textsOf(servicesTexts).correct.openSeveral(number(selected.length))}
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
      {grouping && grouping.length > 0 && (
        <GroupingDialog
          senders={grouping}
          onClose={(next) => {
            setGrouping(null);
            if (next !== undefined) onClear();
          }}
        />
      )}
    </section>
  );
}
