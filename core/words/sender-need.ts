import type { SenderClassWord } from '../model/decisions.ts';
import type { SenderNeed } from '../model/sender.ts';
import { type Language, translated } from './language.ts';

const HEADINGS = translated({
  en: {
    unknown: 'Not known who they are',
    failing: 'Yours, but failing',
    partially: 'Partly in the SPF record',
    open: 'Not decided',
    forwarder: 'Forwarders',
    spoofed: 'Not yours, or forged and held back',
    'by-dkim': 'Pass by DKIM alone',
    fine: 'In order',
    ignored: 'Ignored',
  } as Record<SenderNeed, string>,
  de: {
    unknown: 'Nicht bekannt, wer es ist',
    failing: 'Ihre, aber sie scheitern',
    partially: 'Teilweise im SPF-Eintrag',
    open: 'Nicht entschieden',
    forwarder: 'Weiterleitungen',
    spoofed: 'Nicht Ihre, oder gefälscht und aufgehalten',
    'by-dkim': 'Bestehen allein durch DKIM',
    fine: 'In Ordnung',
    ignored: 'Ignoriert',
  },
});

/** What the senders under a heading have in common. */
export function senderNeedHeading(need: SenderNeed, language: Language): string {
  return HEADINGS[language][need];
}

const SAID = translated({
  en: { ours: 'Ours', forwarder: 'Forwarder', 'not-ours': 'Not ours' } as Record<SenderClassWord, string>,
  de: { ours: 'Unserer', forwarder: 'Weiterleitung', 'not-ours': 'Nicht unserer' },
});

/** What the user said that a sender is. */
export function saidWord(said: SenderClassWord, language: Language): string {
  return SAID[language][said];
}
