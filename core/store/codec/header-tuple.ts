import type { AggregateHeader, Policy, PolicyPublished } from '../../model/report.ts';

/** An aggregate header without what the row already says. Arrays, since rows repeat property names. */
export type HeaderTuple = [
  orgName: string,
  email: string,
  extraContact: string,
  reportId: string,
  errors: string[],
  generator: string,
  rfc9990: boolean,
  policy: PolicyTuple,
  extensions: string[],
  /** dkimAligned, spfAligned, none, quarantine, reject; strayPassed where there is any. */
  totals: [number, number, number, number, number, number?],
];

export type PolicyTuple = [
  domain: string,
  p: Policy | null,
  sp: Policy | null,
  np: Policy | null,
  adkim: PolicyPublished['adkim'],
  aspf: PolicyPublished['aspf'],
  pct: number | null,
  fo: string | null,
  testing: boolean | null,
  discoveryMethod: PolicyPublished['discoveryMethod'],
];

/** What the row of a report says outside the tuple. */
interface RowPart {
  reporter: string;
  begin: number;
  end: number;
  records: number;
  messages: number;
  passed: number;
}

export function toPolicyTuple(p: PolicyPublished): PolicyTuple {
  return [p.domain, p.p, p.sp, p.np, p.adkim, p.aspf, p.pct, p.fo, p.testing, p.discoveryMethod];
}

export function fromPolicyTuple(t: PolicyTuple): PolicyPublished {
  const [domain, p, sp, np, adkim, aspf, pct, fo, testing, discoveryMethod] = t;
  return { domain, p, sp, np, adkim, aspf, pct, fo, testing, discoveryMethod };
}

export function toHeaderTuple(h: AggregateHeader): HeaderTuple {
  const t = h.totals;
  return [
    h.orgName,
    h.email,
    h.extraContact,
    h.reportId,
    h.errors,
    h.generator,
    h.dialect === 'rfc9990',
    toPolicyTuple(h.policy),
    h.extensions,
    [
      t.dkimAligned,
      t.spfAligned,
      t.none,
      t.quarantine,
      t.reject,
      ...(t.strayPassed > 0 ? [t.strayPassed] : []),
    ] as HeaderTuple[9],
  ];
}

export function fromHeaderTuple(tuple: HeaderTuple, row: RowPart): AggregateHeader {
  const [orgName, email, extraContact, reportId, errors, generator, rfc9990, policy, extensions, sums] =
    tuple;
  const [dkimAligned, spfAligned, none, quarantine, reject, strayPassed = 0] = sums;
  const { reporter, begin, end, records, messages, passed } = row;
  return {
    kind: 'aggregate',
    reporter,
    orgName,
    email,
    extraContact,
    reportId,
    begin,
    end,
    errors,
    generator,
    dialect: rfc9990 ? 'rfc9990' : 'rfc7489',
    policy: fromPolicyTuple(policy),
    extensions,
    totals: { records, messages, passed, strayPassed, dkimAligned, spfAligned, none, quarantine, reject },
  };
}
