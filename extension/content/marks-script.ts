/**
 * The marks themselves: one classic file that comes into a frame when the content script found an attachment there, so
 * that pages without reports carry none of it.
 */
import { uiLanguage } from '../platform/language.ts';
import { markTexts } from '../texts/mark-texts.ts';
import type { AttachmentPage } from './attachment-file.ts';
import { PageMarks } from './page-marks.ts';

export type StartMarks = (page: AttachmentPage & { location: Location }) => PageMarks;

(globalThis as { rualensMarks?: StartMarks }).rualensMarks = (page) =>
  new PageMarks({ ...page, texts: markTexts(uiLanguage()) });
