import type { GroupingEvidence } from '../../../core/model/sender.ts';

/** The name, range or note that put an address into its service. */
export function GroupingFact({ grouping }: { grouping: GroupingEvidence }) {
  switch (grouping.by) {
    case 'reverse-name':
      return <code>{grouping.name}</code>;
    case 'published-range':
      return (
        <code>
          {grouping.spf} {grouping.term}
        </code>
      );
    case 'envelope-spf':
      return <code>{grouping.domain}</code>;
    case 'own-range':
      return <code>{grouping.range}</code>;
    case 'user':
      return <span>{grouping.note}</span>;
  }
}
