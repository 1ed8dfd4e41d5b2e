import { translated } from '../../../core/words/language.ts';

/** Texts of records in the domain's own zone that are published from here. */
export const zoneTexts = translated({
  en: {
    looking: 'Looking whether one of your hosts serves this zone …',
    publishAt: (host: string) => `Publish at ${host} …`,
    title: (type: string, name: string) => `${type} record of ${name}`,
    lead: (zone: string, host: string) => `${host} serves the zone ${zone}, and DNS leads to it.`,
    others: 'Other TXT records at this name stay as they are.',
    nothing: 'no record',
  },
  de: {
    looking: 'Es wird nachgesehen, ob einer Ihrer Hosts diese Zone bedient …',
    publishAt: (host: string) => `Bei ${host} veröffentlichen …`,
    title: (type: string, name: string) => `${type}-Eintrag von ${name}`,
    lead: (zone: string, host: string) => `${host} bedient die Zone ${zone}, und DNS führt dorthin.`,
    others: 'Andere TXT-Einträge bei diesem Namen bleiben, wie sie sind.',
    nothing: 'kein Eintrag',
  },
});
