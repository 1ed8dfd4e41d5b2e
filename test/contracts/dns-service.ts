import { expect, test } from 'vitest';
import type { DnsService } from '../../core/dns/services/service.ts';

/** What every DNS service must hold to. */
export function dnsServiceContract(service: DnsService, fileName: string): void {
  test(`${service.name}: id, addresses and reach`, () => {
    expect(service.id).toBe(fileName);
    expect(service.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(service.name.trim()).not.toBe('');
    const { protocol, search, hash, username } = new URL(service.url);
    expect([protocol, search, hash, username]).toEqual(['https:', '', '', '']);
    // An address in place of a name would tie the app to one machine, and names are what hosts permissions need.
    expect(new URL(service.url).hostname).toMatch(/[a-z]$/);
    expect(['app', 'extension']).toContain(service.reach);
  });
}
