import { isMultiLabelDomain } from '../lib/dns-names.ts';
import { normalName } from '../lib/domain-name.ts';
import { parseNetwork } from '../lib/network.ts';
import type { ServiceField, ServiceProblem } from '../model/own-services.ts';
import type { Service } from '../model/sender.ts';
import type { Catalogue } from './find-service.ts';

/** Names, or ranges, of one kind that a service may have. */
export const MAX_SERVICE_ENTRIES = 100;
export const MAX_SERVICE_NAME = 80;
/** Shortest prefixes of a range; a shorter one claims addresses of half the world. */
export const SHORTEST_PREFIX = { 4: 8, 6: 19 } as const;

/** Part of all addresses that the ranges of one service may hold together. */
const MAX_SHARE = 0.01;

const NAME_FIELDS = ['ptr', 'spf', 'envelope', 'dkim'] as const;

export interface CheckServiceFacts {
  /** All services but the one that is checked. */
  others: Catalogue;
  isPublicSuffix(name: string): boolean;
  limit?: number;
}

export interface CheckedService {
  /** With names in their canonical form, without doubles. */
  service: Service;
  problems: ServiceProblem[];
}

/** Checks a service as the user typed it, and says where it contradicts others: the user's word then wins. */
export function checkService(typed: Service, facts: CheckServiceFacts): CheckedService {
  const problems: ServiceProblem[] = [];
  const add = (
    field: ServiceField,
    code: ServiceProblem['code'],
    detail: ServiceProblem['detail'],
    blocks = true,
  ): void => {
    problems.push({ field, code, detail, blocks });
  };
  const { others, isPublicSuffix, limit = MAX_SERVICE_ENTRIES } = facts;
  const name = typed.name.trim().slice(0, MAX_SERVICE_NAME);
  if (name === '') add('name', 'name-missing', {});
  else {
    const taken = others.services.filter((each) => each.name.toLowerCase() === name.toLowerCase());
    // what bears a name of the catalogue would be read as that service
    if (taken.length > 0)
      add(
        'name',
        'name-taken',
        { name },
        taken.some((each) => !others.own.has(each.id)),
      );
  }
  const url = typed.url.trim();
  if (url !== '' && !isWebAddress(url)) add('url', 'url-invalid', { text: url });

  const service: Service = { ...typed, name, url, ranges: [] };
  for (const field of NAME_FIELDS) {
    service[field] = distinct(typed[field].map((text) => normalName(text.replace(/^\s*\*?\./, ''))));
    if (service[field].length > limit) add(field, 'too-many', { max: limit });
    for (const text of service[field].slice(0, limit)) {
      if (!isMultiLabelDomain(text)) add(field, 'not-a-name', { text });
      else if (isPublicSuffix(text)) add(field, 'public-suffix', { text });
      else {
        const other = others[field].get(text);
        if (other) add(field, 'claimed', { text, service: other.name }, false);
      }
    }
  }
  let share = 0;
  const ranges = distinct((typed.ranges ?? []).map((text) => text.trim()));
  if (ranges.length > limit) add('ranges', 'too-many', { max: limit });
  for (const text of ranges.slice(0, limit)) {
    const network = parseNetwork(text);
    if (network === null) add('ranges', 'not-a-range', { text });
    else if (network.prefix < SHORTEST_PREFIX[network.ip.family]) {
      add('ranges', 'range-too-wide', { text, min: SHORTEST_PREFIX[network.ip.family] });
    } else {
      // of IPv6, an eighth is given to networks at all (RFC 4291 section 2.4)
      share += 2 ** -(network.prefix - (network.ip.family === 4 ? 0 : 3));
      const owner = others.ranges.find(network.text.replace(/\/.*/, ''));
      if (owner) add('ranges', 'claimed', { text, service: owner.service.name }, false);
      service.ranges = distinct([...(service.ranges ?? []), network.text]);
    }
  }
  if (share > MAX_SHARE) add('ranges', 'ranges-too-wide', { percent: MAX_SHARE * 100 });
  const { ptr, spf, envelope } = service;
  if (ptr.length + spf.length + envelope.length + ranges.length === 0)
    add('ranges', 'nothing-groups', {}, false);
  return { service, problems };
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts.filter((text) => text !== ''))];
}
