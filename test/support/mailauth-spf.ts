/** mailauth in strict mode as an oracle: its answer for the same DNS. */
import { spf } from 'mailauth/lib/spf/index.js';
import type { RecordType, Resolve } from '../../core/model/dns.ts';

export interface OracleVerdict {
  result: string;
  lookups: number;
  voids: number;
}

const CODES: Record<string, string> = {
  nxdomain: 'ENOTFOUND',
  nodata: 'ENODATA',
  timeout: 'ETIMEOUT',
  refused: 'EREFUSED',
};

export async function mailauthSpf(
  input: { ip: string; sender: string; helo: string },
  resolve: Resolve,
): Promise<OracleVerdict> {
  const resolver = async (name: string, type: string): Promise<unknown[]> => {
    const result = await resolve(name, type as RecordType, 'spf');
    if (result.kind !== 'answer')
      throw Object.assign(new Error(result.kind), { code: CODES[result.kind] ?? 'ESERVFAIL' });
    return result.records.map((record) =>
      record.type === 'MX'
        ? { exchange: record.data.exchange, priority: record.data.preference }
        : record.data,
    );
  };
  const verdict = await spf({ ...input, mta: 'mx.receiver.example', strict: true, resolver } as Parameters<
    typeof spf
  >[0]);
  const { status, lookups } = verdict as unknown as {
    status: { result: string };
    lookups?: { count: number; void: number };
  };
  return { result: status.result, lookups: lookups?.count ?? 0, voids: lookups?.void ?? 0 };
}
