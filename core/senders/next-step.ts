import { isNotAsked } from '../lib/answer.ts';
import type { NextStep } from '../model/advice.ts';
import type { SenderClassWord } from '../model/decisions.ts';
import type { UncheckedReason } from '../model/sender.ts';
import type { SpfVerdict } from '../model/spf.ts';
import { type JudgedSender, SUM } from '../model/traffic.ts';
import { unexplainedFailures } from './forwarder.ts';
import { isHardlyAny, NOTABLE, share, TYPICAL } from './shares.ts';

/** A change of an SPF record that was evaluated and lets the sender's mail pass. */
export interface RecordProposal {
  /** The name whose record changes: the one that was evaluated and failed. */
  domain: string;
  /** What is added; never what stands there already. */
  terms: readonly string[];
  /** Messages that it helps. */
  messages: number;
}

export interface NextStepFacts {
  judged: JudgedSender;
  domain: string;
  /** Verdicts of the sender's addresses, for the faults they tell of. */
  verdicts: readonly SpfVerdict[];
  /** Why SPF was not checked; null where it was. */
  unchecked: UncheckedReason | null;
  /** Changes that were tried and help, most messages first; null where nothing could be tried. */
  proposals: readonly RecordProposal[] | null;
  /** What the user said that the sender is. */
  said?: SenderClassWord | null;
  /** Messages whose return path is a foreign domain. */
  foreign: number;
}

/** What to do next about a sender, the most important first; the same for every screen that says it. */
export function nextSteps(facts: NextStepFacts): NextStep[] {
  const { judged, domain, verdicts } = facts;
  const steps: NextStep[] = [];
  const broken = verdicts.find((verdict) => verdict.result === 'permerror');
  if (broken)
    steps.push({ code: 'repair-spf-record', detail: { domain: broken.domain, problem: broken.problem } });
  if (judged.remarks.includes('over-broad')) {
    const broad = verdicts.find((verdict) => verdict.overBroad);
    steps.push({ code: 'narrow-spf-record', detail: termOf(broad, domain) });
  }
  // Whom an invalid record lets through is not known before it is repaired.
  const waits = broken !== undefined && (judged.status === 'not' || judged.status === 'partially');
  if (waits) return steps;
  const more = byStatus(facts).filter((step) => steps.length === 0 || step.code !== 'nothing-to-do');
  return [...steps, ...more];
}

/** The term that decided; `at` names the record that holds it where that is another one, by include or redirect. */
function termOf(verdict: SpfVerdict | undefined, domain: string): Record<string, string> {
  if (verdict === undefined) return { domain, term: '' };
  const at = verdict.path.at(-1) ?? verdict.domain;
  return { domain: verdict.domain, term: verdict.term, ...(at === verdict.domain ? {} : { at }) };
}

function byStatus(facts: NextStepFacts): NextStep[] {
  const { judged, domain, verdicts, said = null } = facts;
  // Nothing is set up for a sender that the user does not want, nor is it completed in the record.
  const allowed = judged.status === 'in' || judged.status === 'partially';
  if (allowed && said === 'not-ours') return [inRecordThough(facts)];
  if (allowed && said === 'forwarder') return [saidForwarder(judged)];
  switch (judged.status) {
    case 'in':
      return whenIn(facts);
    case 'partially':
      return [whenPartially(facts)];
    case 'ignored':
      return [{ code: 'ignored-nothing-to-do', detail: {} }];
    case 'undecided': {
      const temporary = verdicts.find(
        // With senders unnamed, waiting changes nothing.
        ({ result, problem }) => result === 'temperror' && problem !== 'dns-names-off',
      );
      if (temporary) {
        return [{ code: 'wait-for-dns', detail: { domain: temporary.domain, problem: temporary.problem } }];
      }
      const open = verdicts.find(({ result }) => result === 'undecided' || result === 'temperror');
      if (open?.problem === 'not-an-address') {
        return [{ code: 'no-address', detail: { messages: judged.sums[SUM.messages]! } }];
      }
      return [
        {
          code: 'spf-needs-more-than-a-report',
          detail: { ...termOf(open, domain), problem: open?.problem ?? '' },
        },
      ];
    }
    case 'unchecked':
      return [whenUnchecked(facts)];
    case 'not':
      return [whenNot(facts)];
  }
}

function whenUnchecked({ domain, unchecked }: NextStepFacts): NextStep {
  if (unchecked === null || unchecked === 'not-confirmed' || unchecked === 'no-resolver') {
    return { code: 'choose-resolver-or-confirm', detail: { domain } };
  }
  const isAsked = unchecked !== 'pending' && unchecked !== 'not-a-name' && !isNotAsked(unchecked);
  if (isAsked) return { code: 'wait-for-dns', detail: { domain, problem: `dns-${unchecked}` } };
  return { code: 'not-asked-yet', detail: { domain, why: unchecked } };
}

function whenIn({ judged, domain, proposals, foreign }: NextStepFacts): NextStep[] {
  const { sums } = judged;
  const of = sums[SUM.messages]!;
  const steps: NextStep[] = [];
  const noDkim = of - sums[SUM.dkimAligned]!;
  if (!isHardlyAny(noDkim, of)) steps.push({ code: 'set-up-dkim', detail: { messages: noDkim, of } });
  const notAligned = Math.min(foreign, of - sums[SUM.spfAligned]!);
  if (!isHardlyAny(notAligned, of)) {
    steps.push({ code: 'align-envelope', detail: { messages: notAligned, of, domain } });
  }
  const best = proposals?.[0];
  if (best && !isHardlyAny(best.messages, of)) {
    const { messages } = best;
    steps.push({
      code: 'authorise-return-path',
      detail: { domain: best.domain, terms: best.terms.join(' '), messages, of },
    });
  }
  if (steps.length > 0) return steps;
  return [{ code: 'nothing-to-do', detail: { passed: sums[SUM.passed]!, messages: of } }];
}

function whenPartially({ judged, domain, proposals }: NextStepFacts): NextStep {
  const best = proposals?.[0];
  const service = judged.sender.name;
  const { sums } = judged;
  // Only mail that passes otherwise shows that the service sends for the user: its other customers use it as well.
  const isProven = share(sums[SUM.passed]!, sums[SUM.messages]!) >= NOTABLE;
  if (!best || !isProven) return { code: 'check-service-addresses', detail: { service, domain } };
  const { messages } = best;
  return {
    code: 'complete-service',
    detail: { service, terms: best.terms.join(' '), domain: best.domain, messages },
  };
}

/** The record authorises whom the user does not know: no policy stops that mail. */
function inRecordThough({ judged: { sums }, domain, verdicts }: NextStepFacts): NextStep {
  const pass = verdicts.find(({ result }) => result === 'pass');
  return {
    code: 'not-yours-in-record',
    detail: { ...termOf(pass, domain), passed: sums[SUM.passed]!, messages: sums[SUM.messages]! },
  };
}

function saidForwarder({ sums }: JudgedSender): NextStep {
  const detail = { messages: sums[SUM.messages]!, delivered: sums[SUM.failedDelivered]! };
  return { code: 'said-forwarder', detail };
}

function whenNot({ judged, domain, proposals, said = null }: NextStepFacts): NextStep {
  const { sums, sender } = judged;
  const messages = sums[SUM.messages]!;
  const passed = sums[SUM.passed]!;
  const delivered = sums[SUM.failedDelivered]!;
  if (said === 'not-ours') {
    if (!isHardlyAny(passed, messages)) {
      return { code: 'not-yours-signed', detail: { passed, messages, delivered, domain } };
    }
    return { code: 'not-yours', detail: { messages, delivered } };
  }
  if (said === 'forwarder') return saidForwarder(judged);
  if (judged.remarks.includes('passes-by-dkim')) {
    const aligned = sums[SUM.dkimAligned]!;
    return { code: 'check-once-dkim-is-enough', detail: { aligned, messages, sender: sender.name } };
  }
  if (judged.forwarder && said === null) {
    const unexplained = unexplainedFailures(judged);
    // A forwarder relays forged mail as well: what no sign explains may be just that.
    const code = isHardlyAny(unexplained, messages) ? 'ignore-forwarder' : 'check-forwarder';
    return { code, detail: { passed, messages, unexplained } };
  }
  const best = proposals?.[0];
  // Only mail that passes otherwise shows that the sender is the user's: a stranger may use the service as well.
  if (best && (said === 'ours' || share(passed, messages) >= NOTABLE)) {
    const include = best.terms.find((term) => term.startsWith('include:'));
    const detail = { domain: best.domain, terms: best.terms.join(' '), passed, messages };
    return include
      ? { code: 'add-include', detail: { ...detail, service: sender.name } }
      : { code: 'add-address', detail };
  }
  const signed = judged.unaligned[0];
  if (signed && share(signed.messages, messages) >= TYPICAL) {
    return {
      code: signed.by === 'dkim' ? 'signs-as-other' : 'returns-to-other',
      detail: { other: signed.domain, domain, seen: signed.messages, messages },
    };
  }
  if (said === 'ours') return { code: 'make-it-pass', detail: { passed, messages, domain } };
  const proven = passed + (signed?.messages ?? 0);
  if (isHardlyAny(proven, messages) && sender.service === null) {
    return { code: 'likely-spoofed', detail: { passed, messages, delivered } };
  }
  return { code: 'check-sender', detail: { passed, messages, sender: sender.name } };
}
