import type { Engine } from '../../core/engine/face.ts';
import { type OpenEngine, openEngine } from '../../core/engine/open-engine.ts';
import { sampleCompany } from '../../core/sample/sample-company.ts';
import type { StoreOptions } from '../../core/store/open-store.ts';
import { aggregateXml } from './aggregate-xml.ts';

/** What the operations of a table are about. */
export interface Lived {
  importId: string;
  reportId: string;
  shelfId: string;
  /** Of a deletion that can be undone. */
  token: string;
  /** Of another store, with reports and decisions that are not here. */
  backup: Blob;
  peer: Engine;
}

const report = (id: string) => ({
  name: `${id}.xml`,
  blob: new Blob([
    aggregateXml({ id, domain: 'shop.example', rows: [{ ip: '192.0.2.5', count: 9, spf: 'pass' }] }),
  ]),
});

/** An engine without a network over a store of its own. */
function quietEngine(options: StoreOptions): Promise<OpenEngine> {
  return openEngine({
    ...{ locks: null, channel: null, sample: sampleCompany },
    ...options,
    fetch: () => Promise.reject(new TypeError('no network in this test')),
  });
}

/** A store with some of everything, and another one beside it. */
export async function livedInEngine(
  options: StoreOptions,
): Promise<{ opened: OpenEngine; peer: OpenEngine; lived: Lived }> {
  const opened = await quietEngine(options);
  const peer = await quietEngine({ name: `${options.name}-peer` });
  const { engine } = opened;
  const kept = await engine.intake.importFiles([report('kept'), report('shared')], () => undefined);
  const { importId } = await engine.intake.importFiles([report('one')], () => undefined);
  await engine.intake.importFiles([report('deleted')], () => undefined);
  await engine.intake.importFiles([{ name: 'odd.txt', blob: new Blob(['no report']) }], () => undefined);
  await engine.domains.confirm(['shop.example']);
  await engine.alerts.rules();
  const listed = await engine.reports.list({});
  const deleted = listed.find((it) => it.id !== kept.files[0]?.reportId && it.id !== kept.files[1]?.reportId);
  const token = await engine.reports.delete([deleted!.id]);
  const [shelved] = await engine.intake.listShelf();
  const others = Array.from({ length: 30 }, (_, i) => report(`other-${i}`));
  await peer.engine.intake.importFiles(others, () => undefined);
  await peer.engine.domains.setTags('other.example', ['theirs']);
  const written = await peer.engine.exchange.exportAll();
  if (!written.ok) throw new Error(written.refusal.code);
  return {
    ...{ opened, peer },
    lived: {
      ...{ importId, token, reportId: kept.files[0]!.reportId!, shelfId: shelved!.id },
      ...{ backup: written.file, peer: peer.engine },
    },
  };
}
