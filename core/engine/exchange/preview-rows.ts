import { isPresent, mergeRegisters } from '../../merge/presence.ts';
import { readDecision, readRegister } from '../../merge/read-rows.ts';
import type { Decision, PresenceRegister } from '../../model/stored.ts';
import type { Store } from '../../store/store.ts';
import type { GivenPage, RowsPreview } from './face.ts';
import { previewDecisions } from './preview-decisions.ts';

/** Rows of another store, collected page by page; of a report that is named several times the registers merged. */
export class PreviewedRows {
  readonly decisions: Decision[] = [];
  readonly registers = new Map<string, PresenceRegister>();

  add(page: Pick<GivenPage, 'registers' | 'decisions'>): void {
    for (const it of page.decisions.map(readDecision)) if (it) this.decisions.push(it);
    for (const it of page.registers.map(readRegister)) {
      const known = it === null ? undefined : this.registers.get(it.id);
      if (it !== null) this.registers.set(it.id, known === undefined ? it : mergeRegisters(known, it));
    }
  }

  /** What they would change here. Null for nothing, where there are no more. */
  async preview(store: Store, more: boolean): Promise<RowsPreview | null> {
    const present = [...this.registers.values()].filter(isPresent);
    const states = await store.exchange.states(present);
    const preview = {
      reports: states.filter((state) => state !== 'here').length,
      ...(await previewDecisions(store, this.decisions)),
      more,
    };
    return preview.reports > 0 || Object.keys(preview.decisions).length > 0 || more ? preview : null;
  }
}

/** See ExchangeRoom. */
export async function previewPage(store: Store, page: GivenPage): Promise<RowsPreview | null> {
  const rows = new PreviewedRows();
  rows.add(page);
  return await rows.preview(store, page.more === true);
}
