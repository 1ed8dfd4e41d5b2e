import { useState } from 'preact/hooks';
import type { FileOutcome, ImportedFile } from '../../../core/model/import.ts';
import { noteSentence } from '../../../core/words/note.ts';
import { refusalSentence } from '../../../core/words/refusal.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { href } from '../../state/router.ts';
import { importTexts } from './texts.ts';

const TONES: Record<FileOutcome, string | undefined> = {
  report: 'good',
  repaired: 'accent',
  duplicate: undefined,
  'not-a-report': 'warn',
  rejected: 'bad',
};

/** Every file of an import with its outcome and the reason. */
export function ImportFiles({ files }: { files: ImportedFile[] }) {
  const t = textsOf(importTexts);
  const [sort, setSort] = useState({ column: '', down: false });
  const columns: Column<ImportedFile>[] = [
    {
      id: 'file',
      title: t.columns.file,
      sort: (file) => file.path,
      cell: (file) => (
        <>
          <span class="break">{file.path}</span>
          <Reason file={file} />
        </>
      ),
    },
    {
      id: 'outcome',
      title: t.columns.outcome,
      sort: (file) => t.outcome[file.outcome],
      cell: (file) => (
        <span class="pill" data-tone={TONES[file.outcome]}>
          {t.outcome[file.outcome]}
        </span>
      ),
    },
    {
      id: 'report',
      title: t.columns.report,
      rank: 2,
      sort: (file) => file.domain ?? '',
      cell: (file) =>
        file.reportId && (
          <>
            <a href={href(`report/${file.reportId}`)}>{file.domain}</a>
            <span class="cell-sub">{file.reporter}</span>
          </>
        ),
    },
    {
      id: 'records',
      title: t.columns.records,
      end: true,
      rank: 3,
      sort: (file) => file.records,
      cell: (file) => (file.reportId ? number(file.records) : ''),
    },
    {
      id: 'messages',
      title: t.columns.messages,
      end: true,
      rank: 2,
      sort: (file) => file.messages,
      cell: (file) => (file.reportId ? number(file.messages) : ''),
    },
  ];
  if (files.length === 0) return null;
  return (
    <DataTable
      label={t.fileList}
      columns={columns}
      rows={files}
      rowKey={(file) => `${file.path} ${file.reportId ?? ''}`}
      sort={sort}
      onSort={setSort}
      rowHeight={61}
    />
  );
}

function Reason({ file }: { file: ImportedFile }) {
  const t = textsOf(importTexts);
  if (file.refusal) return <span class="cell-sub">{refusalSentence(file.refusal, language.value)}</span>;
  if (file.outcome === 'duplicate') return <span class="cell-sub">{t.duplicateNote}</span>;
  const first = file.notes[0];
  if (!first) return null;
  const more = file.notes.length > 1 ? ` (+${number(file.notes.length - 1)})` : '';
  return (
    <span class="cell-sub">
      {noteSentence(first, language.value)}
      {more}
    </span>
  );
}
