/** What the marks of one attachment show, by what is known of it. */
import type { ReportName } from '../../core/lib/report-name.ts';
import type { FileAnswer } from '../messages/protocol.ts';
import type { MarkTexts } from '../texts/mark-texts.ts';
import type { MarkContent } from './dom/mark-content.ts';
import type { Attachment } from './webmail.ts';

/** Seconds by which a report's begin may lie off the one that its file name tells. */
const DAY = 86_400;
/** Larger files are read without a click only if their name is a report's. */
const MAX_UNNAMED_BYTES = 4 * 1024 * 1024;

export interface MarkEntry {
  attachment: Attachment;
  /** What its file name tells; null where it is no report's name. */
  name: ReportName | null;
  /** What the reading said; null while it is under way. */
  answer: FileAnswer | null;
  importing: boolean;
  /** The user asked for this file. */
  asked: boolean;
  /** What became of the last click, to be shown; empty for nothing. */
  note: string;
}

/** Before anything was read: what to show, and whether to read at once. */
export function firstContents({ attachment, name }: MarkEntry): { contents: MarkContent[]; read: boolean } {
  const { source, size } = attachment;
  if (source.by === 'user') return { contents: name ? [{ kind: 'named', name }] : [], read: false };
  if (source.by === 'click')
    return { contents: [{ kind: 'offered', name, file: attachment.name }], read: false };
  if (name) return { contents: [{ kind: 'reading', name }], read: true };
  return { contents: [], read: (size ?? 0) <= MAX_UNNAMED_BYTES };
}

/** After it was read. */
export function contentsOf(entry: MarkEntry, texts: MarkTexts): MarkContent[] {
  const { answer, importing, note } = entry;
  if (!answer || answer.outcome === 'more') return [];
  if (answer.outcome === 'reports') {
    const { undoable } = answer;
    return answer.reports.map((report) => ({ kind: 'report', report, importing, undoable, note }));
  }
  // a file that nobody called a report, and nobody asked about, gets no mark, whatever else is wrong with it
  if (!entry.name && !entry.asked) return [];
  if (answer.outcome === 'none')
    return entry.asked ? [{ kind: 'problem', sentence: texts.noReport, act: null }] : [];
  if (answer.outcome === 'rejected') return [{ kind: 'problem', sentence: answer.sentence, act: null }];
  const { by } = entry.attachment.source;
  // the app page fetches it through this page, piece by piece
  if (answer.code === 'too-large' && (by === 'page' || by === 'click'))
    return [{ kind: 'problem', sentence: texts.largeFile, act: 'large' }];
  const sentence = texts.failures[answer.code];
  const act = answer.code === 'refused' ? null : answer.code === 'too-large' ? 'files' : 'retry';
  return [{ kind: 'problem', sentence, act }];
}

/** Whether a file that the user chose is the report that the attachment's name tells of. */
export function fitsName(answer: FileAnswer, name: ReportName | null): boolean {
  if (answer.outcome !== 'reports' || !name) return false;
  return answer.reports.some((it) => it.domain === name.domain && Math.abs(it.begin - name.begin) < DAY);
}
