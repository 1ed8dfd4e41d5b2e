export interface ResolverChoice {
  id: 'cloudflare' | 'google' | 'dns-sb' | 'quad9' | 'own' | 'none' | string;
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
