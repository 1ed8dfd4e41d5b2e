/** What a click on a mark asks for. */
export interface MarkActions {
  import(): void;
  /** Takes the import that this mark started back. */
  undo(): void;
  open(id: string): void;
  ignore(id: string, sender: string): void;
  /** The user wants the senders, and so DNS. */
  opened(): void;
  /** Reads the file for the first time or once more. */
  retry(): void;
  /** The user's own download of the attachment, chosen or dropped here. */
  takeFile(file: File): void;
  /** Has the app page fetch what is too large for here. */
  importLarge(): void;
  /** The app page, which takes files of any size. */
  openFiles(): void;
}
