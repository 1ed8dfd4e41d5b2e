import { counted } from '../../../core/lib/counted.ts';
import { translated } from '../../../core/words/language.ts';

export const modeTexts = translated({
  en: {
    title: (d: string) => `Change domain mode: ${d}`,
    pen: (d: string) => `Change the mode of ${d}`,
    modes: { active: 'Active', 'reporting-only': 'Reporting Only', blocked: 'Blocked' },
    about: {
      active:
        'It sends mail. The policy can be switched here where the host is yours; SPF and DKIM configuration is open.',
      'reporting-only': 'Reports are visible; records are changed at your DNS provider.',
      blocked:
        'It sends nothing: mail in its name is to be refused (p=reject). Passing mail raises an alarm.',
    },
    current: 'current',
    closed: 'closed',
    reason: {
      'needs-delegation': 'Its DMARC name is not delegated: only a delegated name can be switched from here.',
      'pointing-decides':
        'This mode follows from a TXT record in the domain’s own zone. Put the record there and take the delegation out, and it sets itself.',
      inherits: (names: string) => `It has no record of its own: that of ${names} applies. Change it there.`,
      fault: (names: string) => `DNS shows a fault that must be repaired first${names && `: ${names}`}.`,
      'takes-lock-off':
        'The lock goes, and DNS stays as it is: what is published there applies. Nothing is written from here.',
      'not-looked-up': 'DNS has not been asked, so the pointing is not known.',
      'no-answer': 'DNS was asked and gave no answer, so the pointing is not known.',
      'no-host': 'No policy host has been set up.',
    },
    way: {
      delegate: 'Show the steps',
      'set-up-host': 'Set up a policy host',
      'go-to-parent': (names: string) => `Open ${names}`,
      'choose-resolver': 'Choose a resolver',
      'look-again': 'Ask DNS again',
      limit: 'Open the host’s settings',
    },
    warning: {
      sends: 'Mail of this domain passes DMARC: it sends.',
      'declared-sends': 'You said that this domain sends.',
      unknown: 'No report of the last 30 days is known, so nothing is known about its mail.',
    },
    check: {
      none: (days: string) =>
        `No passing mail in the last 30 days, over the domain and all subdomains that inherit (reports on ${counted(days, 'day', 'days')}).`,
      some: (n: string) =>
        `${counted(n, 'passing message', 'passing messages')} in the last 30 days, over the domain and all subdomains that inherit. Mail like that would be refused once it stops passing, and raises an alarm while it passes.`,
      unknown: 'No report covers the last 30 days: nothing is known about what this domain sends.',
      names: 'Names with passing mail',
      ownRecord: (names: string) => `Not affected, because of a record of their own: ${names}.`,
      sure: 'I am sure that this domain sends nothing',
      staged: 'Rather in stages: quarantine first',
    },
    restore: 'The last Active record is put back.',
    noWrite: 'Nothing is written: only the mode changes.',
    apply: 'Change Domain Mode',
    applying: 'Working …',
    done: {
      active: (d: string) => `${d} is Active.`,
      'reporting-only': (d: string) => d,
      blocked: (d: string) => `${d} is locked. It is in force once DNS shows p=reject.`,
    },
    failed: 'Nothing was changed.',
  },
  de: {
    title: (d: string) => `Modus der Domain ändern: ${d}`,
    pen: (d: string) => `Modus von ${d} ändern`,
    modes: { active: 'Aktiv', 'reporting-only': 'Nur Berichte', blocked: 'Gesperrt' },
    about: {
      active:
        'Sie sendet Mail. Die Richtlinie lässt sich hier umstellen, wo der Host Ihrer ist; SPF- und DKIM-Konfiguration ist offen.',
      'reporting-only': 'Berichte sind sichtbar; Einträge werden bei Ihrem DNS-Anbieter geändert.',
      blocked:
        'Sie sendet nichts: Mail in ihrem Namen soll abgewiesen werden (p=reject). Bestandene Mail schlägt Alarm.',
    },
    current: 'gilt jetzt',
    closed: 'geschlossen',
    reason: {
      'needs-delegation':
        'Ihr DMARC-Name ist nicht delegiert: Nur ein delegierter Name lässt sich von hier umstellen.',
      'pointing-decides':
        'Dieser Modus folgt aus einem TXT-Eintrag in der eigenen Zone. Setzen Sie den Eintrag dort und nehmen Sie die Delegation heraus, dann stellt er sich von selbst ein.',
      inherits: (names: string) =>
        `Sie hat keinen eigenen Eintrag: Es gilt der von ${names}. Ändern Sie ihn dort.`,
      fault: (names: string) =>
        `DNS zeigt einen Fehler, der zuerst behoben werden muss${names && `: ${names}`}.`,
      'takes-lock-off':
        'Die Sperre entfällt, und DNS bleibt, wie es ist: Was dort steht, gilt. Von hier wird nichts geschrieben.',
      'not-looked-up': 'DNS wurde nicht gefragt; der Verweis ist nicht bekannt.',
      'no-answer': 'DNS wurde gefragt und gab keine Antwort; der Verweis ist nicht bekannt.',
      'no-host': 'Es ist kein Policy-Host eingerichtet.',
    },
    way: {
      delegate: 'Die Schritte zeigen',
      'set-up-host': 'Policy-Host einrichten',
      'go-to-parent': (names: string) => `${names} öffnen`,
      'choose-resolver': 'Resolver wählen',
      'look-again': 'DNS erneut fragen',
      limit: 'Einstellungen des Hosts öffnen',
    },
    warning: {
      sends: 'Mail dieser Domain besteht DMARC: Sie sendet.',
      'declared-sends': 'Sie haben gesagt, dass diese Domain sendet.',
      unknown: 'Aus den letzten 30 Tagen ist kein Bericht bekannt; über ihre Mail ist nichts bekannt.',
    },
    check: {
      none: (days: string) =>
        `Keine bestandene Mail in den letzten 30 Tagen, über die Domain und alle erbenden Subdomains (Berichte an ${counted(days, 'Tag', 'Tagen')}).`,
      some: (n: string) =>
        `${counted(n, 'bestandene Nachricht', 'bestandene Nachrichten')} in den letzten 30 Tagen, über die Domain und alle erbenden Subdomains. Solche Mail würde abgewiesen, sobald sie nicht mehr besteht, und schlägt Alarm, solange sie besteht.`,
      unknown: 'Kein Bericht deckt die letzten 30 Tage ab: Was diese Domain sendet, ist nicht bekannt.',
      names: 'Namen mit bestandener Mail',
      ownRecord: (names: string) => `Nicht betroffen, weil ein eigener Eintrag gilt: ${names}.`,
      sure: 'Ich bin sicher, dass diese Domain nichts sendet',
      staged: 'Lieber in Stufen: erst quarantine',
    },
    restore: 'Der letzte aktive Eintrag wird wiederhergestellt.',
    noWrite: 'Es wird nichts geschrieben: Nur der Modus ändert sich.',
    apply: 'Domain-Modus ändern',
    applying: 'Läuft …',
    done: {
      active: (d: string) => `${d} ist aktiv.`,
      'reporting-only': (d: string) => d,
      blocked: (d: string) => `${d} ist gesperrt. Wirksam ist es, sobald DNS p=reject zeigt.`,
    },
    failed: 'Es wurde nichts geändert.',
  },
});
