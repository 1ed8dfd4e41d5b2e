import { lastDays, utcDay } from '../../../lib/days.ts';
import type { TlsFailureRow, TransportView } from '../../../model/transport.ts';
import type { Store } from '../../../store/store.ts';

/** Days of TLS reports that are joined. */
export const TLS_DAYS = 90;
/** Reports read, the newest first, and rows listed, those with most sessions first. */
export const MAX_TLS_REPORTS = 1_000;
export const MAX_TLS_ROWS = 100;
const MAX_REPORTERS = 10;

interface Sum extends Omit<TlsFailureRow, 'reporters'> {
  by: Map<string, number>;
}

/** What TLS reports of the last days say of sessions to a domain: who failed, why, and since when. */
export async function tlsFailures(
  store: Store,
  domain: string,
  now: number,
): Promise<TransportView['reports']> {
  const listed = await store.reports.list({ domain, kind: 'tls', period: lastDays(utcDay(now), TLS_DAYS) });
  const rows = new Map<string, Sum>();
  const reporters = new Set<string>();
  let [successful, failed, count] = [0, 0, 0];
  for (const stored of listed.slice(0, MAX_TLS_REPORTS)) {
    const body = await store.reports.body(stored.id);
    if (body?.kind !== 'tls') continue;
    const policies = body.policies.filter((policy) => policy.domain === domain);
    if (policies.length === 0) continue;
    count++;
    reporters.add(body.reporter);
    for (const policy of policies) {
      successful += policy.successful;
      failed += policy.failed;
      for (const { resultType, receivingHost, sessions } of policy.failures) {
        const host = receivingHost.toLowerCase();
        const key = JSON.stringify([policy.type, resultType, host]);
        const row = rows.get(key) ?? {
          ...{ policyType: policy.type, resultType, receivingHost: host, sessions: 0, by: new Map() },
          ...{ first: stored.begin, last: stored.begin, reportId: stored.id },
        };
        row.sessions += sessions;
        row.by.set(body.reporter, (row.by.get(body.reporter) ?? 0) + sessions);
        row.first = Math.min(row.first, stored.begin);
        if (stored.begin > row.last) Object.assign(row, { last: stored.begin, reportId: stored.id });
        rows.set(key, row);
      }
    }
  }
  const failures = [...rows.values()]
    .sort((a, b) => b.sessions - a.sessions || b.last - a.last)
    .slice(0, MAX_TLS_ROWS)
    .map(({ by, ...row }): TlsFailureRow => {
      const most = [...by].sort((a, b) => b[1] - a[1]).slice(0, MAX_REPORTERS);
      return { ...row, reporters: most.map(([reporter]) => reporter) };
    });
  const cut = listed.length > MAX_TLS_REPORTS || rows.size > MAX_TLS_ROWS;
  return { days: TLS_DAYS, count, cut, successful, failed, reporters: reporters.size, failures };
}
