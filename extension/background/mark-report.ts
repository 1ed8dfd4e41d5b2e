/** What a report says by itself, as the mark shows it: no verdict yet, no network, no store. */
import { ALIGNED_RESULTS } from '../../core/model/records.ts';
import { MAX_MARK_SENDERS, type MarkReport, type MarkSender } from '../messages/protocol.ts';
import type { FoundReport } from './read-file.ts';

const PASS = ALIGNED_RESULTS.indexOf('pass');

export function markReport(found: FoundReport): MarkReport {
  const { report, id, notes } = found.read;
  const base = {
    id,
    kind: report.kind,
    reporter: report.reporter,
    stored: false,
    notInSpf: null,
    inSpf: null,
    senders: [],
    moreSenders: 0,
    notes: notes.length,
    strangeMail: '',
  };
  if (report.kind === 'aggregate') {
    const senders = sendersOf(found);
    const { messages, passed, records } = report.totals;
    return {
      ...base,
      domain: report.policy.domain,
      begin: report.begin,
      end: report.end,
      messages,
      passed,
      records,
      spf: 'unconfirmed',
      senders: senders.slice(0, MAX_MARK_SENDERS),
      moreSenders: Math.max(0, senders.length - MAX_MARK_SENDERS),
    };
  }
  if (report.kind === 'tls') {
    let passed = 0;
    let failed = 0;
    for (const policy of report.policies) {
      passed += policy.successful;
      failed += policy.failed;
    }
    return {
      ...base,
      domain: report.policies[0]?.domain ?? '',
      begin: report.begin,
      end: report.end,
      messages: passed + failed,
      passed,
      records: report.policies.length,
      spf: 'not-applicable',
    };
  }
  const at = report.arrival ?? found.mail?.date ?? 0;
  return {
    ...base,
    domain: report.reportedDomain,
    begin: at,
    end: at,
    messages: report.incidents,
    passed: 0,
    records: 1,
    spf: 'not-applicable',
  };
}

/** Sending addresses, most messages first. */
function sendersOf(found: FoundReport): MarkSender[] {
  const senders = new Map<string, MarkSender>();
  for (const block of found.blocks)
    for (let i = 0; i < block.count; i += 1) {
      const address = block.strings[block.sourceIp[i]!]!;
      const messages = block.messages[i]!;
      let sender = senders.get(address);
      if (!sender) {
        sender = {
          key: `ip:${address}`,
          name: address,
          status: 'unchecked',
          messages: 0,
          passed: 0,
          evidence: '',
        };
        senders.set(address, sender);
      }
      sender.messages += messages;
      if (block.dkimAligned[i] === PASS || block.spfAligned[i] === PASS) sender.passed += messages;
    }
  return [...senders.values()].sort((a, b) => b.messages - a.messages);
}
