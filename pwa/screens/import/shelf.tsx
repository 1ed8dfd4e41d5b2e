import { useState } from 'preact/hooks';
import type { ShelfItem } from '../../../core/engine/intake/face.ts';
import { refusalSentence } from '../../../core/words/refusal.ts';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Menu } from '../../components/menu.tsx';
import { getEngine } from '../../state/engine.ts';
import { bytes } from '../../state/format.ts';
import { enqueueRetry } from '../../state/imports.ts';
import { language, textsOf } from '../../state/language.ts';
import { saveBlob } from '../../state/save-blob.ts';
import { useQuery } from '../../state/use-query.ts';
import { ShelfPreview } from './shelf-preview.tsx';
import { importTexts } from './texts.ts';

/** Rejected files and files that are no reports: look, try again, save, delete. */
export function Shelf() {
  const t = textsOf(importTexts);
  const query = useQuery('shelf', (engine) => engine.intake.listShelf(), ['shelf', 'imports']);
  const [sort, setSort] = useState({ column: 'file', down: false });
  const [looking, setLooking] = useState<ShelfItem | null>(null);
  const items = query.data ?? [];
  if (items.length === 0) return null;
  const columns: Column<ShelfItem>[] = [
    {
      id: 'file',
      title: t.columns.file,
      sort: (item) => item.path,
      cell: (item) => (
        <>
          <button type="button" class="link break" data-main onClick={() => setLooking(item)}>
            {item.path}
          </button>
          <span class="cell-sub">{refusalSentence(item.refusal, language.value)}</span>
        </>
      ),
    },
    {
      id: 'outcome',
      title: t.columns.outcome,
      rank: 2,
      sort: (item) => item.outcome,
      cell: (item) => (
        <span class="pill" data-tone={item.outcome === 'rejected' ? 'bad' : 'warn'}>
          {t.outcome[item.outcome]}
        </span>
      ),
    },
    {
      id: 'size',
      title: t.size,
      end: true,
      rank: 2,
      sort: (item) => item.size,
      cell: (item) => <span class="nowrap">{bytes(item.size)}</span>,
    },
    {
      id: 'actions',
      title: textsOf(commonTexts).more,
      quiet: true,
      end: true,
      width: '56px',
      cell: (item) => (
        <Menu
          label={`${textsOf(commonTexts).more}: ${item.path}`}
          items={[
            { label: t.look, run: () => setLooking(item) },
            { label: t.retry, run: () => enqueueRetry([item.id]) },
            {
              label: t.save,
              run: async () => saveBlob(await getEngine().intake.shelfBytes(item.id), nameOf(item.path)),
            },
            { label: t.delete, danger: true, run: () => void remove([item.id]) },
          ]}
        />
      ),
    },
  ];
  return (
    <section class="stack" aria-label={t.shelf}>
      <div class="row">
        <h2 class="spring">{t.shelf}</h2>
        <Button onClick={() => enqueueRetry(items.map((item) => item.id))}>{t.retryAll}</Button>
        <Button onClick={() => void remove(items.map((item) => item.id))}>{t.deleteAll}</Button>
      </div>
      <p class="muted">{t.shelfLead}</p>
      <DataTable
        label={t.shelf}
        columns={columns}
        rows={items}
        rowKey={(item) => item.id}
        sort={sort}
        onSort={setSort}
        rowHeight={61}
      />
      {looking && <ShelfPreview item={looking} onClose={() => setLooking(null)} />}
    </section>
  );
}

async function remove(ids: string[]): Promise<void> {
  await getEngine().intake.deleteShelf(ids);
}

/** The last part of `container.zip#folder/member.xml`. */
function nameOf(path: string): string {
  return path.split(/[#/\\]/).at(-1) || 'file';
}
