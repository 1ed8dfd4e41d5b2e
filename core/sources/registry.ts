import type { SourceSettings } from '../model/source.ts';
import { jmap } from './jmap.ts';
import { s3 } from './s3.ts';
import type { Source, SourceMember, SourceTools } from './source.ts';
import { webdav } from './webdav.ts';
import { withoutKey } from './without-key.ts';

/** Every kind of source. A new one is a file beside this, a line here, and a run of the contract test. */
export const SOURCES: readonly SourceMember[] = [jmap, webdav, s3];

/** The source that settings describe. */
export function createSource(settings: SourceSettings, tools: SourceTools): Source {
  const member = SOURCES.find((each) => each.kind === settings.kind);
  if (member === undefined) throw new Error(`No source of kind "${settings.kind}" is registered.`);
  return withoutKey(member.create(settings, tools), tools.key);
}
