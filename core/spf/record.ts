/** An SPF record taken apart, RFC 7208 sections 4.6, 5 and 6. */
import type { IpAddress } from '../lib/ip.ts';
import type { SpfSyntaxError } from '../model/spf-tree.ts';
import type { MacroString } from './macro-string.ts';

export type Qualifier = '+' | '-' | '~' | '?';

export type Mechanism = AllMechanism | DomainMechanism | HostMechanism | NetworkMechanism;

interface MechanismBase {
  qualifier: Qualifier;
  /** As written, qualifier included. */
  text: string;
  /** Offset of the term in the record's text. */
  at: number;
}

interface AllMechanism extends MechanismBase {
  name: 'all';
}

export interface DomainMechanism extends MechanismBase {
  name: 'include' | 'exists' | 'ptr';
  /** Null only for a bare `ptr`, which means the current domain. */
  domain: MacroString | null;
}

export interface HostMechanism extends MechanismBase {
  name: 'a' | 'mx';
  /** Null means the current domain. */
  domain: MacroString | null;
  /** Prefix lengths for either family. */
  cidr4: number;
  cidr6: number;
}

export interface NetworkMechanism extends MechanismBase {
  name: 'ip4' | 'ip6';
  network: IpAddress;
  prefix: number;
}

export interface Modifier {
  name: string;
  value: MacroString;
  text: string;
  at: number;
}

export interface SpfRecord {
  text: string;
  mechanisms: Mechanism[];
  redirect: Modifier | null;
  exp: Modifier | null;
  /** Modifiers without a meaning here; they change nothing. */
  unknown: Modifier[];
  errors: SpfSyntaxError[];
}

/** Narrowing that the compiler cannot see from the two names. */
export function isNetwork(mechanism: Mechanism): mechanism is NetworkMechanism {
  return mechanism.name === 'ip4' || mechanism.name === 'ip6';
}
