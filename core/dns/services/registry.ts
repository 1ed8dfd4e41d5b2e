import type { ResolverChoice } from '../../model/settings.ts';
import { adguard } from './adguard.ts';
import { cloudflare } from './cloudflare.ts';
import { dnsSb } from './dns-sb.ts';
import { google } from './google.ts';
import { mullvad } from './mullvad.ts';
import { quad9 } from './quad9.ts';
import type { DnsService } from './service.ts';

/** Every service, in the order in which it is offered. */
export const DNS_SERVICES: readonly DnsService[] = [cloudflare, google, dnsSb, quad9, adguard, mullvad];

/** The services that a shell can use. */
export function servicesFor(shell: DnsService['reach']): DnsService[] {
  return DNS_SERVICES.filter((service) => shell === 'extension' || service.reach === 'app');
}

/** A service as the settings keep it. */
export function choiceOf(service: DnsService): ResolverChoice {
  return { id: service.id, name: service.name, url: service.url };
}
