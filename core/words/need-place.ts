import type { Need } from '../model/need.ts';

/** The page of the app on which a need is dealt with, and its parameters. */
export function needPlace({ domain, step }: Pick<Need, 'domain' | 'step'>): {
  page: string;
  params: Record<string, string>;
} {
  switch (step.do) {
    case 'copy':
      return { page: 'domain', params: { domain } };
    case 'domain':
      return { page: 'domain', params: step.tab === '' ? { domain } : { domain, tab: step.tab } };
    case 'spf':
      return { page: 'spf', params: { domain } };
    case 'senders':
      return { page: 'reports', params: step.sender === '' ? { domain } : { domain, sender: step.sender } };
  }
}
