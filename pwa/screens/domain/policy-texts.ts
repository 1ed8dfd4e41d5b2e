import { counted } from '../../../core/lib/counted.ts';
import { translated } from '../../../core/words/language.ts';

/** Texts of switching the policy, and of what it would have hit. */
export const policyTexts = translated({
  en: {
    policy: {
      title: (d: string) => `Policy of ${d}`,
      lead: 'What receivers are asked to do with mail that fails DMARC.',
      p: 'Failing mail',
      options: {
        none: 'none: deliver it',
        quarantine: 'quarantine: to the spam folder',
        reject: 'reject: refuse it',
      },
      sp: 'Subdomains without a record',
      np: 'Names that do not exist',
      same: 'as above',
      alignment: 'Alignment',
      adkim: 'DKIM',
      aspf: 'SPF',
      relaxed: 'relaxed',
      strict: 'strict',
      testing: 'Test mode (t=y)',
      testingHint:
        'Receivers of RFC 9989 do one step less than written. Older receivers ignore it and apply the policy in full.',
      pct: (n: string) =>
        `The record says pct=${n}. RFC 9989 receivers ignore it; older ones apply the policy to that share only. It is taken out.`,
      rua: 'Aggregate reports to',
      before: 'Before',
      after: 'After',
      nothing: 'no record',
      same2: 'Nothing changes.',
      calls: (n: number) =>
        n === 0 ? 'Nothing to do at the host.' : n === 1 ? 'The exact call' : `The ${n} exact calls`,
      byHand: 'To be loaded by hand at your host',
      publish: 'Publish',
      publishing: 'Publishing …',
      byHandDone: 'I will load it by hand',
      done: 'The host has the new record. Waiting for DNS to show it.',
      failed: 'Nothing was changed.',
      rolledBack: 'The change failed half way, and what stood before was put back.',
      halfDone: 'The change failed half way and could not be taken back. Look at the host.',
    },
    readiness: {
      title: 'What it would have hit',
      working: 'Going through the last 30 days …',
      ofAll: (hit: string, all: string) => `${hit} of ${all} messages`,
      sentence: (p: string, hit: string, all: string) =>
        `With p=${p}, ${hit} of ${all} messages of the last 30 days would have been hit.`,
      split: (accepted: string, unknown: string, ignored: string, classed: string) =>
        `${accepted} from accepted senders, ${unknown} from unknown ones, ${ignored} from Ignored ones, ${classed} from forwarders and senders that are not yours.`,
      code: {
        ready: 'Ready: hardly any mail of accepted senders would have been hit.',
        review: 'Look first: senders that nobody has classed would be hit.',
        'not-yet': 'Not yet: accepted senders would be hit.',
        'too-little-data': 'Too little is known to say.',
      },
      reason: {
        'no-mail': () => 'No mail was reported.',
        'too-few-days': (n: string) => `Reports came on ${counted(n, 'day', 'days')} only; 14 are needed.`,
        'accepted-hit': (n: string, s: string) =>
          `${counted(n, 'message', 'messages')} of ${s} accepted ${s === '1' ? 'sender' : 'senders'}.`,
        'unknown-hit': (n: string, s: string) =>
          `${counted(n, 'message', 'messages')} of ${s} unknown ${s === '1' ? 'sender' : 'senders'}.`,
        'ignored-hit': (n: string, s: string) =>
          `${counted(n, 'message', 'messages')} of ${s} Ignored ${s === '1' ? 'sender' : 'senders'}.`,
        'classed-hit': (n: string, s: string) =>
          `${counted(n, 'message', 'messages')} of ${s} ${s === '1' ? 'sender' : 'senders'} that you called a forwarder or not yours.`,
        'missing-days': (n: string) => `${counted(n, 'day', 'days')} without reports.`,
        undecided: (n: string) =>
          `${counted(n, 'message', 'messages')} cannot be judged under this alignment: the reports carry no details.`,
        overridden: (n: string) =>
          `${n} of the hit messages were let through by receivers for reasons of their own (forwarding, lists), and may be again.`,
        'nothing-hit': (n: string) => `None of ${counted(n, 'message', 'messages')}.`,
      } as Record<string, (n: string, s: string) => string>,
      safeSince: (day: string) => `It would have been safe for accepted senders since ${day}.`,
      cleanSince: (day: string) => `Unknown ones would not have been hit either since ${day}.`,
      neverSafe: 'Accepted senders would have been hit up to the last day.',
      testing: (p: string, less: string) =>
        `In test mode receivers of RFC 9989 would do one step less: ${less} instead of ${p}. Older ones would do as counted here.`,
      np: (np: string) =>
        `np=${np} counts only for names that do not exist in DNS, and only at receivers of RFC 9989. Reports do not say which do, so they are counted like the other subdomains.`,
      senders: 'Senders that would be hit',
      names: 'By name',
      sender: 'Sender',
      name: 'Name',
      policy: 'Policy',
      hit: 'Hit',
      of: 'Messages',
      class: { accepted: 'accepted', unknown: 'unknown', ignored: 'Ignored', classed: 'classed by you' },
      missing: (days: string) => `Days without reports: ${days}.`,
      outside: (names: string) => `Left out, because a record of their own applies: ${names}.`,
    },
  },
  de: {
    policy: {
      title: (d: string) => `Richtlinie von ${d}`,
      lead: 'Was Empfänger mit Mail tun sollen, die bei DMARC durchfällt.',
      p: 'Durchgefallene Mail',
      options: {
        none: 'none: zustellen',
        quarantine: 'quarantine: in den Spamordner',
        reject: 'reject: abweisen',
      },
      sp: 'Subdomains ohne Eintrag',
      np: 'Namen, die es nicht gibt',
      same: 'wie oben',
      alignment: 'Übereinstimmung',
      adkim: 'DKIM',
      aspf: 'SPF',
      relaxed: 'locker',
      strict: 'streng',
      testing: 'Testmodus (t=y)',
      testingHint:
        'Empfänger nach RFC 9989 tun eine Stufe weniger als geschrieben. Ältere übergehen das und wenden die Richtlinie voll an.',
      pct: (n: string) =>
        `Der Eintrag sagt pct=${n}. Empfänger nach RFC 9989 übergehen das; ältere wenden die Richtlinie nur auf diesen Teil an. Es wird entfernt.`,
      rua: 'Sammelberichte an',
      before: 'Vorher',
      after: 'Nachher',
      nothing: 'kein Eintrag',
      same2: 'Es ändert sich nichts.',
      calls: (n: number) =>
        n === 0 ? 'Beim Host ist nichts zu tun.' : n === 1 ? 'Der genaue Aufruf' : `Die ${n} genauen Aufrufe`,
      byHand: 'Von Hand bei Ihrem Host zu laden',
      publish: 'Veröffentlichen',
      publishing: 'Wird veröffentlicht …',
      byHandDone: 'Ich lade ihn von Hand',
      done: 'Der Host hat den neuen Eintrag. Nun muss DNS ihn zeigen.',
      failed: 'Es wurde nichts geändert.',
      rolledBack: 'Die Änderung scheiterte auf halbem Weg; was vorher stand, wurde wiederhergestellt.',
      halfDone:
        'Die Änderung scheiterte auf halbem Weg und ließ sich nicht zurücknehmen. Sehen Sie beim Host nach.',
    },
    readiness: {
      title: 'Was es getroffen hätte',
      working: 'Die letzten 30 Tage werden durchgesehen …',
      ofAll: (hit: string, all: string) => `${hit} von ${all} Nachrichten`,
      sentence: (p: string, hit: string, all: string) =>
        `Mit p=${p} wären ${hit} von ${all} Nachrichten der letzten 30 Tage getroffen worden.`,
      split: (accepted: string, unknown: string, ignored: string, classed: string) =>
        `${accepted} von anerkannten Absendern, ${unknown} von unbekannten, ${ignored} von ignorierten, ${classed} von Weiterleitungen und fremden.`,
      code: {
        ready: 'Bereit: Von anerkannten Absendern wäre kaum Mail getroffen worden.',
        review: 'Erst ansehen: Absender, die niemand eingeordnet hat, würden getroffen.',
        'not-yet': 'Noch nicht: Anerkannte Absender würden getroffen.',
        'too-little-data': 'Es ist zu wenig bekannt.',
      },
      reason: {
        'no-mail': () => 'Es wurde keine Mail gemeldet.',
        'too-few-days': (n: string) => `Nur an ${counted(n, 'Tag', 'Tagen')} kamen Berichte; nötig sind 14.`,
        'accepted-hit': (n: string, s: string) =>
          `${counted(n, 'Nachricht', 'Nachrichten')} von ${s} anerkannten ${s === '1' ? 'Absender' : 'Absendern'}.`,
        'unknown-hit': (n: string, s: string) =>
          `${counted(n, 'Nachricht', 'Nachrichten')} von ${s} unbekannten ${s === '1' ? 'Absender' : 'Absendern'}.`,
        'ignored-hit': (n: string, s: string) =>
          `${counted(n, 'Nachricht', 'Nachrichten')} von ${s} ignorierten ${s === '1' ? 'Absender' : 'Absendern'}.`,
        'classed-hit': (n: string, s: string) =>
          `${counted(n, 'Nachricht', 'Nachrichten')} von ${s} ${s === '1' ? 'Absender' : 'Absendern'}, die Sie Weiterleitung oder fremd genannt haben.`,
        'missing-days': (n: string) => `${counted(n, 'Tag', 'Tage')} ohne Berichte.`,
        undecided: (n: string) =>
          `Bei dieser Übereinstimmung nicht zu beurteilen: ${counted(n, 'Nachricht', 'Nachrichten')}; den Berichten fehlen die Einzelheiten.`,
        overridden: (n: string) =>
          `${n} der getroffenen Nachrichten ließen Empfänger aus eigenen Gründen durch (Weiterleitung, Listen), vielleicht wieder.`,
        'nothing-hit': (n: string) => `Keine von ${counted(n, 'Nachricht', 'Nachrichten')}.`,
      } as Record<string, (n: string, s: string) => string>,
      safeSince: (day: string) => `Für anerkannte Absender wäre es sicher gewesen seit ${day}.`,
      cleanSince: (day: string) => `Auch unbekannte wären nicht getroffen worden seit ${day}.`,
      neverSafe: 'Anerkannte Absender wären bis zum letzten Tag getroffen worden.',
      testing: (p: string, less: string) =>
        `Im Testmodus täten Empfänger nach RFC 9989 eine Stufe weniger: ${less} statt ${p}. Ältere täten, was hier gezählt ist.`,
      np: (np: string) =>
        `np=${np} gilt nur für Namen, die es im DNS nicht gibt, und nur bei Empfängern nach RFC 9989. Berichte sagen nicht, welche es gibt; gezählt sind sie wie die anderen Subdomains.`,
      senders: 'Absender, die getroffen würden',
      names: 'Nach Namen',
      sender: 'Absender',
      name: 'Name',
      policy: 'Richtlinie',
      hit: 'Getroffen',
      of: 'Nachrichten',
      class: {
        accepted: 'anerkannt',
        unknown: 'unbekannt',
        ignored: 'Ignoriert',
        classed: 'von Ihnen eingeordnet',
      },
      missing: (days: string) => `Tage ohne Berichte: ${days}.`,
      outside: (names: string) => `Ausgelassen, weil ein eigener Eintrag gilt: ${names}.`,
    },
  },
});
