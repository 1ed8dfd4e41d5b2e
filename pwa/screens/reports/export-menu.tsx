import { exportSenders, toCsv, toJson } from '../../../core/engine/senders/export-csv.ts';
import type { ExportFormat, SenderList, SenderRow } from '../../../core/engine/senders/face.ts';
import type { Period } from '../../../core/model/period.ts';
import { Menu, type MenuItem } from '../../components/menu.tsx';
import { getEngine } from '../../state/engine.ts';
import { textsOf } from '../../state/language.ts';
import { saveBlob } from '../../state/save-blob.ts';
import { toast } from '../../state/toasts.ts';
import { reportsTexts } from './texts.ts';

const FORMATS: ExportFormat[] = ['csv', 'json'];

/** Saves what is on the screen: the senders as shown, or every record behind them. */
export function ExportMenu(props: { list: SenderList; period: Period; shown: SenderRow[] }) {
  const t = textsOf(reportsTexts).export;
  return (
    <Menu label={t.title} items={[...exportItems(props), { label: t.print, run: () => window.print() }]} />
  );
}

/** The four ways to export some senders of a list. */
export function exportItems(props: { list: SenderList; period: Period; shown: SenderRow[] }): MenuItem[] {
  const t = textsOf(reportsTexts).export;
  const { list, period, shown } = props;
  return [
    ...FORMATS.map((format) => ({
      label: t.senders[format],
      run: () => saveSenders(list, shown, format),
    })),
    ...FORMATS.map((format) => ({
      label: t.records[format],
      run: () => void saveRecords(list, period, shown, format),
    })),
  ];
}

function saveSenders(list: SenderList, shown: SenderRow[], format: ExportFormat): void {
  const rows = exportSenders({ ...list, senders: shown });
  const text = format === 'csv' ? toCsv(rows) : toJson(rows);
  saveBlob(
    new Blob([text], { type: format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json' }),
    name(),
  );

  function name(): string {
    return `${list.domain}-senders.${format}`;
  }
}

async function saveRecords(
  list: SenderList,
  period: Period,
  shown: SenderRow[],
  format: ExportFormat,
): Promise<void> {
  const t = textsOf(reportsTexts).export;
  const keys = shown.length === list.senders.length ? null : shown.map((row) => row.key);
  toast(t.working);
  const blob = await getEngine().senders.exportRecords(list.domain, period, keys, format);
  saveBlob(blob, `${list.domain}-records.${format}`);
}
