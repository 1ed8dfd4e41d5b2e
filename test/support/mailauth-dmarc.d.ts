/** The part of mailauth's DMARC discovery that serves as oracle; the package ships no types for it. */
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
