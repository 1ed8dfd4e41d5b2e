import type { NoteCode } from '../model/codes.ts';
import type { Note } from '../model/report.ts';

/** Characters of a raw value that a note keeps. */
export const NOTE_VALUE_LENGTH = 200;

/** Collects repairs. Above the cap they are only counted, in a last note `more-notes`. */
export class Notes {
  #notes: Note[] = [];
  #more = 0;
  #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(code: NoteCode, path: string, found = '', assumed = ''): void {
    if (this.#notes.length >= this.#limit) {
      this.#more++;
      return;
    }
    this.#notes.push({ code, path, found: found.slice(0, NOTE_VALUE_LENGTH), assumed });
  }

  get count(): number {
    return this.#notes.length + this.#more;
  }

  take(): Note[] {
    if (this.#more === 0) return this.#notes;
    return [...this.#notes, { code: 'more-notes', path: '', found: String(this.#more), assumed: '' }];
  }
}
