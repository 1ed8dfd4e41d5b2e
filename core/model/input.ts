/** A file on its way in. Structural, so that a browser File and a Node Blob both fit. */
export interface InputFile {
  /** Name or path as the user knows it. */
  name: string;
  blob: Blob;
  /** What the blob holds, where that was read already. */
  bytes?: Uint8Array<ArrayBuffer>;
  /** The mail it came in, where a webmail tells. */
  mail?: { fromDomain: string };
  /** Nobody says that a report is in it: where none is, it leaves no trace. */
  unsure?: boolean;
  /** Where `unsure`: its subject or sender says that it carries one, so what could not be read of it is noted. */
  claimed?: boolean;
}
