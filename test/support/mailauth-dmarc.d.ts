/** The parts of mailauth's DMARC that serve as oracle; the package ships no types for them. */
declare module 'mailauth/lib/dmarc/verify.js' {
  export default function verifyDmarc(options: {
    headerFrom: string;
    spfDomains: { domain: string }[];
    dkimDomains: { domain: string }[];
    resolver: (name: string, type: string) => Promise<unknown[]>;
  }): Promise<
    | false
    | {
        status: { result: string };
        policy?: string;
        alignment?: { spf: { result?: string }; dkim: { result?: string } };
      }
  >;
}

declare module 'mailauth/lib/dmarc/get-dmarc-record.js' {
  type Resolver = (name: string, type: string) => Promise<string[][]>;
  type Lookup = (name: string) => Promise<unknown>;
  const discovery: {
    createRecordLookup(resolver: Resolver, options?: { strict?: boolean }): Lookup;
    discoverPolicy(
      domain: string,
      lookup: Lookup,
    ): Promise<{ recordDomain: string | null; orgDomain: string | null }>;
  };
  export default discovery;
}
