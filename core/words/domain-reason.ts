import type { DomainRow } from '../engine/domains/face.ts';
import type { StatusReason } from '../model/dmarc.ts';
import { type CodeTable, sentenceFor } from './code-table.ts';
import type { Language } from './language.ts';

const REASONS: CodeTable<StatusReason> = {
  en: {
    'locked-and-rejecting': 'You locked it, its DMARC name is delegated, and DNS says p=reject.',
    'locked-not-rejecting': 'You locked it, but DNS does not say p=reject for all of its mail yet.',
    'delegated-by-ns': ({ targets }) =>
      `Its DMARC name is delegated by NS records (${targets}), which makes it Active: the policy is switched where the delegation leads.`,
    'aliased-by-cname': ({ targets }) =>
      `Its DMARC name is an alias (CNAME) of ${targets}, which makes it Active: the policy is switched there.`,
    'locked-but-shared-target':
      'You locked it, but its alias leads to a name that other domains share. A lock would hit them as well, so it does not hold.',
    'locked-but-not-ours':
      'You locked it, but its alias leads to a host that is not yours. The lock cannot be put into force from here.',
    'declared-non-sending': 'It is delegated, but you said that it sends nothing. Lock it, or choose Active.',
    'txt-in-own-zone':
      'Its DMARC record is a TXT record in its own zone, neither delegated nor an alias, which makes it Reporting Only: reports are visible, and changes are made at your DNS provider.',
    'locked-but-txt':
      'You locked it, but its DMARC record is a TXT record in its own zone. A lock needs delegation.',
    inherits: ({ from }) => `It has no DMARC record of its own; that of ${from} applies.`,
    'no-record': 'It has no DMARC record.',
    'parent-unknown':
      'It has no DMARC record of its own. DNS did not tell whether that of a domain above applies.',
    'empty-delegation':
      'Its DMARC name is delegated, but no record stands there. Receivers see no policy of its own.',
    'several-records': ({ records }) => `There are ${records} DMARC records. Receivers ignore all of them.`,
    'broken-servfail':
      'DNS fails for its DMARC name (SERVFAIL). Receivers whose question fails as well see no policy.',
    'broken-lame': 'The name servers its DMARC name is delegated to do not answer for it.',
    'broken-bogus': 'The signature of its DMARC name is invalid (DNSSEC).',
    'not-looked-up': 'DNS has not been asked yet.',
    'no-answer': 'DNS was asked and gave no answer, so how it is pointed is not known.',
  },
  de: {
    'locked-and-rejecting': 'Sie haben sie gesperrt, ihr DMARC-Name ist delegiert, und DNS sagt p=reject.',
    'locked-not-rejecting': 'Sie haben sie gesperrt, aber DNS sagt noch nicht für alle ihre Mail p=reject.',
    'delegated-by-ns': ({ targets }) =>
      `Ihr DMARC-Name ist durch NS-Einträge delegiert (${targets}) und sie damit aktiv: Die Richtlinie wird dort umgestellt, wohin die Delegation führt.`,
    'aliased-by-cname': ({ targets }) =>
      `Ihr DMARC-Name ist ein Alias (CNAME) von ${targets} und sie damit aktiv: Die Richtlinie wird dort umgestellt.`,
    'locked-but-shared-target':
      'Sie haben sie gesperrt, aber ihr Alias führt zu einem Namen, den andere Domains mitbenutzen. Eine Sperre träfe auch diese und gilt darum nicht.',
    'locked-but-not-ours':
      'Sie haben sie gesperrt, aber ihr Alias führt zu einem Host, der nicht Ihrer ist. Von hier lässt sich die Sperre nicht in Kraft setzen.',
    'declared-non-sending':
      'Sie ist delegiert, aber Sie haben gesagt, dass sie nichts sendet. Sperren Sie sie oder wählen Sie Aktiv.',
    'txt-in-own-zone':
      'Ihr DMARC-Eintrag ist ein TXT-Eintrag in der eigenen Zone, weder delegiert noch Alias; darum nur Berichte: Sie sind sichtbar, geändert wird bei Ihrem DNS-Anbieter.',
    'locked-but-txt':
      'Sie haben sie gesperrt, aber ihr DMARC-Eintrag ist ein TXT-Eintrag in der eigenen Zone. Eine Sperre braucht Delegation.',
    inherits: ({ from }) => `Sie hat keinen eigenen DMARC-Eintrag; es gilt der von ${from}.`,
    'no-record': 'Sie hat keinen DMARC-Eintrag.',
    'parent-unknown':
      'Sie hat keinen eigenen DMARC-Eintrag. Ob der einer Domain darüber gilt, hat DNS nicht gesagt.',
    'empty-delegation':
      'Ihr DMARC-Name ist delegiert, aber dort steht kein Eintrag. Empfänger sehen keine eigene Richtlinie.',
    'several-records': ({ records }) => `Es gibt ${records} DMARC-Einträge. Empfänger übergehen sie alle.`,
    'broken-servfail':
      'DNS scheitert bei ihrem DMARC-Namen (SERVFAIL). Empfänger, deren Frage ebenso scheitert, sehen keine Richtlinie.',
    'broken-lame': 'Die Nameserver, an die ihr DMARC-Name delegiert ist, antworten nicht für ihn.',
    'broken-bogus': 'Die Signatur ihres DMARC-Namens ist ungültig (DNSSEC).',
    'not-looked-up': 'DNS wurde noch nicht gefragt.',
    'no-answer': 'DNS wurde gefragt und gab keine Antwort; wohin sie verweist, ist nicht bekannt.',
  },
};

/** Why a domain has its status, in a sentence. */
export function domainReasonSentence(
  reason: StatusReason,
  row: Pick<DomainRow, 'domain' | 'inheritsFrom' | 'pointing'>,
  language: Language,
): string {
  const { targets, texts } = row.pointing;
  const detail = {
    domain: row.domain,
    from: row.inheritsFrom ?? '',
    targets: targets.join(', ') || '?',
    records: texts.length,
  };
  return sentenceFor(REASONS, reason, detail, language);
}
