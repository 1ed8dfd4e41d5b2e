import type { Policy, UnixSeconds } from '../../model/report.ts';
import { fact } from './fact.ts';

/** Whether a name below a domain has a DMARC record of its own. */
export interface KeptSubdomain {
  record: 'own' | 'inherits' | 'unknown';
  /** What its own record asks for. */
  policy?: Policy | null;
  at: UnixSeconds;
}

/** By name. */
export const subdomainRecords = fact<KeptSubdomain>('subdomain-record');
