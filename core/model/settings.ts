/** Services that can be chosen by name; each has a file in `core/dns/services`, and a note in each language. */
export type DnsServiceId = 'cloudflare' | 'google' | 'dns-sb' | 'quad9' | 'adguard' | 'mullvad';

export interface ResolverChoice {
  /** A DnsServiceId, `own` or `none`. */
  id: string;
  name: string;
  url: string;
  /** How it is asked; the wire format of RFC 8484 where absent. */
  format?: 'wire' | 'json';
}

export interface Settings {
  /** Empty: not chosen yet, nothing is asked. `none` as the only entry: stay offline. */
  resolvers: ResolverChoice[];
  noNetwork: boolean;
  nameSenders: 'ask' | 'on' | 'off';
  localTable: boolean;
  language: 'auto' | 'en' | 'de';
  theme: 'auto' | 'light' | 'dark';
  userName: string;
}
