import type { NextStep } from '../model/advice.ts';
import type { SpfVerdict } from '../model/spf.ts';
import { type JudgedSender, SUM } from '../model/traffic.ts';

export interface NextStepFacts {
  judged: JudgedSender;
  domain: string;
  /** Verdicts of the sender's addresses, for the faults they tell of. */
  verdicts: readonly SpfVerdict[];
  /** The one address, where the sender has only one; empty otherwise. */
  address: string;
}

/** What to do next about a sender, the most important first. */
export function nextSteps(facts: NextStepFacts): NextStep[] {
  const { judged, domain, verdicts } = facts;
  const steps: NextStep[] = [];
  const broken = verdicts.find((verdict) => verdict.result === 'permerror');
  if (broken)
    steps.push({ code: 'repair-spf-record', detail: { domain: broken.domain, problem: broken.problem } });
  if (judged.remarks.includes('over-broad')) {
    const broad = verdicts.find((verdict) => verdict.overBroad);
    steps.push({
      code: 'narrow-spf-record',
      detail: { domain: broad?.domain ?? domain, term: broad?.term ?? '' },
    });
  }
  steps.push(...byStatus(facts));
  return steps;
}

function byStatus(facts: NextStepFacts): NextStep[] {
  const { judged, domain, verdicts } = facts;
  const { sums, sender } = judged;
  const messages = sums[SUM.messages]!;
  switch (judged.status) {
    case 'in': {
      const noDkim = messages - sums[SUM.dkimAligned]!;
      const steps: NextStep[] = [];
      if (noDkim > 0) steps.push({ code: 'set-up-dkim', detail: { messages: noDkim, of: messages } });
      const noSpf = messages - sums[SUM.spfAligned]!;
      if (noSpf > 0)
        steps.push({ code: 'align-envelope', detail: { messages: noSpf, of: messages, domain } });
      return steps.length > 0 ? steps : [{ code: 'nothing-to-do', detail: {} }];
    }
    case 'partially':
      return [
        {
          code: 'complete-service',
          detail: { service: sender.name, include: sender.service?.spf[0] ?? '', domain },
        },
      ];
    case 'ignored':
      return [{ code: 'ignored-nothing-to-do', detail: {} }];
    case 'undecided': {
      const temporary = verdicts.find((verdict) => verdict.result === 'temperror');
      if (temporary) {
        return [{ code: 'wait-for-dns', detail: { domain: temporary.domain, problem: temporary.problem } }];
      }
      const open = verdicts.find((verdict) => verdict.result === 'undecided');
      return [
        {
          code: 'spf-needs-more-than-a-report',
          detail: { domain: open?.domain ?? domain, term: open?.term ?? '', problem: open?.problem ?? '' },
        },
      ];
    }
    case 'unchecked':
      return [{ code: 'choose-resolver-or-confirm', detail: { domain } }];
    case 'not':
      return [whenNot(facts)];
  }
}

function whenNot({ judged, domain, address }: NextStepFacts): NextStep {
  const { sums, sender } = judged;
  const messages = sums[SUM.messages]!;
  const passed = sums[SUM.passed]!;
  if (judged.forwarder) return { code: 'ignore-forwarder', detail: { passed, messages } };
  if (judged.remarks.includes('passes-by-dkim')) {
    return { code: 'check-once-dkim-is-enough', detail: { messages, sender: sender.name } };
  }
  const include = sender.service?.spf[0];
  // Only mail that passes otherwise shows that the user really uses the service: a stranger may too.
  if (include && passed > 0) {
    return { code: 'add-include', detail: { include, domain, service: sender.name, passed, messages } };
  }
  if (passed > 0) return { code: 'add-address', detail: { address, domain, passed, messages } };
  if (sums[SUM.dkimAligned]! === 0 && sums[SUM.spfAligned]! === 0 && sender.service === null) {
    return { code: 'likely-spoofed', detail: { messages, delivered: sums[SUM.failedDelivered]! } };
  }
  return { code: 'check-sender', detail: { messages, sender: sender.name } };
}
