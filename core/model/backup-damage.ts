/** A part of a backup that is missing or damaged. */
export interface BackupDamage {
  /** Its name in the zip; `end` where the file was cut off. */
  part: string;
  /** What it holds: rows of a kind, a document, or the frame of the file. */
  what: string;
}
