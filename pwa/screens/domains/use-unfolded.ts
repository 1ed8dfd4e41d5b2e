import { useMemo, useRef, useState } from 'preact/hooks';
import type { FoldedNames } from '../../../core/engine/domains/face.ts';
import { getEngine } from '../../state/engine.ts';
import { readPeriod } from '../../state/period.ts';
import { useQuery } from '../../state/use-query.ts';

interface Unfolded {
  /** Domains that the user unfolded. */
  open: ReadonlySet<string>;
  toggle(domain: string): void;
  /** Their names, as far as they are read. */
  names: ReadonlyMap<string, FoldedNames>;
}

/** Which domains are unfolded in the table, and the names below them. What is open stays while more is read. */
export function useUnfolded(): Unfolded {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<FoldedNames[]>([]);
  const query = useQuery(
    [...open].join(' '),
    (engine) =>
      open.size === 0 ? Promise.resolve([]) : engine.domains.foldedNames([...open], readPeriod('30')),
    ['domains', 'senders'],
  );
  last.current = query.data ?? last.current;
  const found = last.current;
  const names = useMemo(
    () => new Map(found.filter((each) => open.has(each.domain)).map((each) => [each.domain, each])),
    [found, open],
  );
  const toggle = (domain: string) => {
    const opening = !open.has(domain);
    setOpen(opening ? new Set([...open, domain]) : new Set([...open].filter((each) => each !== domain)));
    // What is new is told by the engine itself.
    if (opening) void getEngine().domains.lookUpPassing(domain);
  };
  return { open, toggle, names };
}
