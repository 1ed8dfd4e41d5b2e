import type { SenderStatus } from '../../../core/model/sender.ts';
import { SENDER_STATUS_ORDER } from '../../../core/model/sender.ts';
import { COMPLIANCES, type SenderFilter } from './choose-senders.ts';

/** Parameters of the address bar that narrow the table of senders. */
export const FILTER_PARAMS = ['q', 'status', 'kind', 'pass', 'from', 'reporter', 'new', 'ignored'] as const;

/** Those behind *Filters*, beside search and status. */
export const MORE_PARAMS = ['kind', 'pass', 'from', 'reporter', 'new'] as const;

/** The filter as the address bar has it; unknown values do not narrow. */
export function readFilter(params: URLSearchParams): Omit<SenderFilter, 'within'> {
  const status = params.get('status');
  return {
    search: params.get('q') ?? '',
    status: SENDER_STATUS_ORDER.find((known: SenderStatus) => known === status) ?? null,
    kind: params.get('kind'),
    compliance: COMPLIANCES.find((known) => known === params.get('pass')) ?? null,
    headerFrom: params.get('from'),
    reporter: params.get('reporter'),
    hideIgnored: params.get('ignored') === 'hide',
    onlyNew: params.get('new') === '1',
  };
}

/** Changes that take every filter away. */
export const NO_FILTER = Object.fromEntries(FILTER_PARAMS.map((name) => [name, null]));
