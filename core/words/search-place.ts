import type { SearchHit } from '../model/search.ts';

/** The page of the app that shows what was found, and its parameters: over all time, since the mail may be old. */
export function searchPlace(hit: SearchHit): { page: string; params: Record<string, string> } {
  const { kind, domain, text, key } = hit;
  const reports = { domain, period: 'all' };
  switch (kind) {
    case 'domain':
      return { page: 'domain', params: { domain } };
    case 'name':
      return { page: 'reports', params: { ...reports, from: text } };
    case 'address':
      return { page: 'reports', params: { ...reports, q: text } };
    case 'service':
    case 'note':
      return { page: 'reports', params: { ...reports, sender: key } };
    case 'selector':
      return { page: 'domain', params: { domain, tab: 'dkim' } };
    case 'report': {
      const page = hit.report === 'aggregate' ? 'report' : (hit.report ?? 'report');
      return { page: `${page}/${key}`, params: {} };
    }
  }
}
