import type { Note } from '../../model/report.ts';
import { type CodeTable, sentenceFor } from './code-table.ts';
import type { Language } from './language.ts';

type Code = 'count-not-a-number';

const NOTES: CodeTable<Code> = {
  en: { 'count-not-a-number': 'A count is no number.' },
  de: { 'count-not-a-number': 'Eine Anzahl ist keine Zahl.' },
};

/** A repair made while reading a report, in a sentence; place and values stand beside it. */
export function noteSentence(note: Note, language: Language): string {
  return sentenceFor(
    NOTES,
    note.code,
    { path: note.path, found: note.found, assumed: note.assumed },
    language,
  );
}
