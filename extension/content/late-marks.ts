/** The marks of a frame, which come into it with the first attachment. Until then their place is kept free. */
import { mayHoldReport } from '../../core/lib/report-name.ts';
import type { AttachmentPage } from './attachment-file.ts';
import type { StartMarks } from './marks-script.ts';
import type { PageMarks } from './page-marks.ts';

/** Places kept free; a message has few reports. */
const MAX_ROOM = 4;
/** Of a mark's first line and the gaps around it. */
const ROOM_PX = 48;

export class LateMarks {
  readonly #page: AttachmentPage & { location: Location };
  #marks: PageMarks | null = null;
  #asked = false;

  constructor(page: AttachmentPage & { location: Location }) {
    this.#page = page;
  }

  get marks(): PageMarks | null {
    return this.#marks;
  }

  scan(): void {
    if (this.#marks) this.#marks.scan();
    else if (!this.#asked) void this.#start();
  }

  async #start(): Promise<void> {
    const { webmail, document, location, send, signal } = this.#page;
    const found = webmail.attachments(document, location).filter((it) => mayHoldReport(it.name, it.type));
    if (found.length === 0) return;
    this.#asked = true;
    const room = found
      .filter((it) => it.name.includes('!'))
      .slice(0, MAX_ROOM)
      .map((attachment) => {
        const free = document.createElement('div');
        free.style.cssText = `height: ${ROOM_PX}px; flex: 0 0 100%`;
        webmail.place(attachment, free);
        return free;
      });
    await send({ type: 'need-marks' });
    for (const free of room) free.remove();
    const start = (globalThis as { rualensMarks?: StartMarks }).rualensMarks;
    if (!start || signal.aborted) return;
    this.#marks = start(this.#page);
    this.#marks.scan();
  }
}
