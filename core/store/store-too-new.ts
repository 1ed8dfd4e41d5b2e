/** The store was written by a newer version of the program: load that, or import a backup made with it. */
export class StoreTooNew extends Error {
  readonly version: number;

  constructor(version: number) {
    super(`the store has version ${version}`);
    this.name = 'StoreTooNew';
    this.version = version;
  }
}
