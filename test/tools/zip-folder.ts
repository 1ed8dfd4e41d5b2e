import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Zippable, zipSync } from 'fflate';

/** The oldest time a zip file can say: equal files give equal packages. */
const TIME = new Date(1980, 0, 1);

/** Writes all files of a folder to one zip file; equal folders give equal bytes, whenever and wherever. Returns its size in bytes. */
export function zipFolder(folder: string, path: string): number {
  const files: Zippable = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = join(folder, name);
    if (statSync(file).isFile())
      files[relative(folder, file).split(sep).join('/')] = [readFileSync(file), { level: 9, mtime: TIME }];
  }
  const zip = zipSync(files);
  writeFileSync(path, zip);
  return zip.length;
}
