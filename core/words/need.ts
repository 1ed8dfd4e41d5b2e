import type { DmarcProblemCode, SpfCheckProblem } from '../model/codes.ts';
import type { Need, NeedCode, NeedStep } from '../model/need.ts';
import { type CodeTable, type Detail, figure, many, sentenceFor } from './code-table.ts';
import type { Language } from './language.ts';
import { problemSentence } from './problem.ts';
import { spfProblemSentence } from './spf-problem.ts';

// A need's figures are one flat record; the faults among them are put there by `domainNeeds` with these types.
const dmarcFault = (d: Detail) => ({ code: d.problem as DmarcProblemCode, detail: String(d.detail ?? '') });
const spfFault = (d: Detail) => d.problem as SpfCheckProblem;

const NEEDS: CodeTable<NeedCode> = {
  en: {
    'blocked-mail': (d, l) =>
      `Mail of this Blocked domain got through: ${many(d, 'passed', l, 'message passes', 'messages pass')} DMARC, and receivers let ${figure(d, 'delivered', l)} through that fail.`,
    'blocked-not-in-force': 'It is locked, but DNS does not say p=reject for all of its mail.',
    'sender-failing': (d, l) =>
      `${d.name} is known and began to fail: ${figure(d, 'failed', l)} of ${figure(d, 'messages', l)} messages, ${figure(d, 'delivered', l)} of them let through.`,
    'dmarc-several': (d, l) =>
      `${figure(d, 'records', l)} DMARC records stand at its name. Receivers pass over all of them${d.policy ? `, and some apply that of a domain above, p=${d.policy}` : ', so no policy is in force'}.`,
    'dmarc-broken': 'DNS fails at its DMARC name, so receivers see no policy.',
    'dmarc-empty': 'Its DMARC name is delegated, but no record stands there.',
    'dmarc-invalid': (d, l) => problemSentence(dmarcFault(d), l),
    'spf-invalid': (d, l) => `Its SPF record is invalid. ${spfProblemSentence(spfFault(d), l)}`,
    'dkim-gone': (d) =>
      `The DKIM key of ${d.selector}, which still signs its mail, is gone from DNS or cannot be used.`,
    drift: (d) => `DNS shows something other at ${d.name} than what was published from here.`,
    'dmarc-missing': 'It has no DMARC record: nobody is asked to refuse mail forged in its name.',
    'dkim-weak': (d, l) =>
      `The DKIM key of ${d.selector} has ${figure(d, 'bits', l)} bits; receivers must not accept fewer than 1024.`,
    'sender-new': (d, l) =>
      `${d.name} is new and not in the SPF record: ${figure(d, 'failed', l)} of ${many(d, 'messages', l, 'message', 'messages')} failed DMARC.`,
    'senders-hit': (d, l) =>
      `${many(d, 'messages', l, 'message', 'messages')} of the last 30 days of ${many(d, 'senders', l, 'sender that is in its SPF record or yours', 'senders that are in its SPF record or yours')} ${d.messages === 1 ? 'does' : 'do'} not pass DMARC by its record; ${d.policy ? `p=${d.policy} is in force and asks receivers to hold such mail back` : 'a stricter policy would hit such mail'}.`,
    'parked-open': (d, l) =>
      `No mail of it passes, and receivers let ${many(d, 'messages', l, 'failing message', 'failing messages')} through. If it sends nothing, lock it.`,
    'senders-unclassed': (d, l) =>
      `Of ${many(d, 'of', l, 'message', 'messages')} of the last 30 days a stricter policy would hit ${figure(d, 'messages', l)}, of ${many(d, 'senders', l, 'sender', 'senders')} that nobody has classed.`,
    'reports-stopped': 'No report on it has come since.',
    ready: (d, l) =>
      d.accepted === 0
        ? `p=${d.policy} would have hit no mail of accepted senders, and ${figure(d, 'hit', l)} of ${figure(d, 'messages', l)} messages in all.`
        : `p=${d.policy} would have hit hardly any mail of accepted senders: ${figure(d, 'accepted', l)} of ${figure(d, 'messages', l)} messages.`,
    'spf-near-limit': (d, l) =>
      `Its SPF record needs ${figure(d, 'lookups', l)} of 10 look-ups: one more service may make it invalid.`,
    'dkim-unchanged': (d) => `The DKIM key of ${d.selector} has not changed for more than a year.`,
  },
  de: {
    'blocked-mail': (d, l) =>
      `Mail dieser gesperrten Domain kam durch: ${many(d, 'passed', l, 'Nachricht besteht', 'Nachrichten bestehen')} DMARC, und ${many(d, 'delivered', l, 'gescheiterte wurde', 'gescheiterte wurden')} durchgelassen.`,
    'blocked-not-in-force': 'Sie ist gesperrt, aber DNS sagt nicht für all ihre Mail p=reject.',
    'sender-failing': (d, l) =>
      `${d.name} ist bekannt und scheitert neuerdings: ${figure(d, 'failed', l)} von ${figure(d, 'messages', l)} Nachrichten, davon ${figure(d, 'delivered', l)} durchgelassen.`,
    'dmarc-several': (d, l) =>
      `An ihrem Namen stehen ${figure(d, 'records', l)} DMARC-Einträge. Empfänger übergehen sie alle${d.policy ? `, und manche wenden die einer Domain darüber an, p=${d.policy}` : '; keine Richtlinie ist wirksam'}.`,
    'dmarc-broken': 'DNS scheitert bei ihrem DMARC-Namen; Empfänger sehen keine Richtlinie.',
    'dmarc-empty': 'Ihr DMARC-Name ist delegiert, aber dort steht kein Eintrag.',
    'dmarc-invalid': (d, l) => problemSentence(dmarcFault(d), l),
    'spf-invalid': (d, l) => `Ihr SPF-Eintrag ist ungültig. ${spfProblemSentence(spfFault(d), l)}`,
    'dkim-gone': (d) =>
      `Der DKIM-Schlüssel von ${d.selector}, der ihre Mail noch signiert, fehlt im DNS oder ist nicht brauchbar.`,
    drift: (d) => `DNS zeigt bei ${d.name} etwas anderes, als von hier veröffentlicht wurde.`,
    'dmarc-missing':
      'Sie hat keinen DMARC-Eintrag: Niemand wird gebeten, in ihrem Namen gefälschte Mail abzuweisen.',
    'dkim-weak': (d, l) =>
      `Der DKIM-Schlüssel von ${d.selector} hat ${figure(d, 'bits', l)} Bit; weniger als 1024 dürfen Empfänger nicht annehmen.`,
    'sender-new': (d, l) =>
      `${d.name} ist neu und nicht im SPF-Eintrag: Von ${many(d, 'messages', l, 'Nachricht', 'Nachrichten')} scheiterten ${figure(d, 'failed', l)} an DMARC.`,
    'senders-hit': (d, l) =>
      `${many(d, 'messages', l, 'Nachricht', 'Nachrichten')} der letzten 30 Tage von ${many(d, 'senders', l, 'Absender, der in ihrem SPF-Eintrag steht oder Ihrer ist,', 'Absendern, die in ihrem SPF-Eintrag stehen oder Ihre sind,')} ${d.messages === 1 ? 'besteht' : 'bestehen'} DMARC nach ihrem Eintrag nicht; ${d.policy ? `p=${d.policy} ist wirksam und bittet Empfänger, solche Mail aufzuhalten` : 'eine strengere Richtlinie träfe solche Mail'}.`,
    'parked-open': (d, l) =>
      `Keine Mail von ihr besteht, und ${many(d, 'messages', l, 'scheiternde Nachricht wurde', 'scheiternde Nachrichten wurden')} durchgelassen. Sendet sie nichts, sperren Sie sie.`,
    'senders-unclassed': (d, l) =>
      `Von ${many(d, 'of', l, 'Nachricht', 'Nachrichten')} der letzten 30 Tage träfe eine strengere Richtlinie ${figure(d, 'messages', l)}, von ${many(d, 'senders', l, 'Absender, den', 'Absendern, die')} niemand eingeordnet hat.`,
    'reports-stopped': 'Seitdem kam kein Bericht über sie.',
    ready: (d, l) =>
      d.accepted === 0
        ? `p=${d.policy} hätte keine Mail anerkannter Absender getroffen, insgesamt ${figure(d, 'hit', l)} von ${figure(d, 'messages', l)} Nachrichten.`
        : `p=${d.policy} hätte kaum Mail anerkannter Absender getroffen: ${figure(d, 'accepted', l)} von ${figure(d, 'messages', l)} Nachrichten.`,
    'spf-near-limit': (d, l) =>
      `Ihr SPF-Eintrag braucht ${figure(d, 'lookups', l)} von 10 Abfragen: Ein weiterer Dienst kann ihn ungültig machen.`,
    'dkim-unchanged': (d) => `Der DKIM-Schlüssel von ${d.selector} ist seit über einem Jahr derselbe.`,
  },
};

/** What a domain needs, in a sentence. */
export function needSentence({ code, detail }: Pick<Need, 'code' | 'detail'>, language: Language): string {
  return sentenceFor(NEEDS, code, detail as Detail, language);
}

const SHORT: CodeTable<NeedCode> = {
  en: {
    'blocked-mail': 'mail got through',
    'blocked-not-in-force': 'lock not in force',
    'sender-failing': 'known sender fails',
    'dmarc-several': 'several DMARC records',
    'dmarc-broken': 'DMARC name fails',
    'dmarc-empty': 'no record behind the delegation',
    'dmarc-invalid': 'DMARC record at fault',
    'spf-invalid': 'SPF record invalid',
    'dkim-gone': 'DKIM key gone',
    drift: 'DNS differs',
    'dmarc-missing': 'no DMARC record',
    'dkim-weak': 'DKIM key weak',
    'sender-new': 'new sender',
    'senders-hit': 'senders of yours fail',
    'parked-open': 'open to forgery',
    'senders-unclassed': 'senders to class',
    'reports-stopped': 'reports stopped',
    ready: 'ready for the next policy',
    'spf-near-limit': 'SPF near its limit',
    'dkim-unchanged': 'DKIM key old',
  },
  de: {
    'blocked-mail': 'Mail kam durch',
    'blocked-not-in-force': 'Sperre nicht wirksam',
    'sender-failing': 'bekannter Absender scheitert',
    'dmarc-several': 'mehrere DMARC-Einträge',
    'dmarc-broken': 'DMARC-Name scheitert',
    'dmarc-empty': 'kein Eintrag hinter der Delegation',
    'dmarc-invalid': 'DMARC-Eintrag fehlerhaft',
    'spf-invalid': 'SPF-Eintrag ungültig',
    'dkim-gone': 'DKIM-Schlüssel fehlt',
    drift: 'DNS weicht ab',
    'dmarc-missing': 'kein DMARC-Eintrag',
    'dkim-weak': 'DKIM-Schlüssel schwach',
    'sender-new': 'neuer Absender',
    'senders-hit': 'eigene Absender scheitern',
    'parked-open': 'offen für Fälschung',
    'senders-unclassed': 'Absender einzuordnen',
    'reports-stopped': 'Berichte bleiben aus',
    ready: 'bereit für die nächste Richtlinie',
    'spf-near-limit': 'SPF nahe der Grenze',
    'dkim-unchanged': 'DKIM-Schlüssel alt',
  },
};

/** The same in two or three words, for a column. */
export function needWord(code: NeedCode, language: Language): string {
  return sentenceFor(SHORT, code, {}, language);
}

const STEPS: CodeTable<NeedStep['do'] | 'keys' | 'sender'> = {
  en: {
    copy: 'Record to copy',
    domain: 'Open the domain',
    keys: 'Look at its keys',
    spf: 'Open its SPF record',
    senders: 'Show its senders',
    sender: 'Look at this sender',
  },
  de: {
    copy: 'Eintrag zum Kopieren',
    domain: 'Domain öffnen',
    keys: 'Schlüssel ansehen',
    spf: 'SPF-Eintrag öffnen',
    senders: 'Absender zeigen',
    sender: 'Absender ansehen',
  },
};

/** The next step as a button says it. */
export function needStepWord(step: NeedStep, language: Language): string {
  const code =
    step.do === 'senders' && step.sender !== ''
      ? 'sender'
      : step.do === 'domain' && step.tab === 'configuration'
        ? 'keys'
        : step.do;
  return sentenceFor(STEPS, code, {}, language);
}
