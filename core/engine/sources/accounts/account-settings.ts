import type { SourceSettings } from '../../../model/source.ts';
import { typedAddress } from '../../../sources/http/address.ts';
import { SOURCES } from '../../../sources/registry.ts';
import type { AccountFieldProblem } from './face.ts';

export function tidySettings(settings: SourceSettings): SourceSettings {
  return {
    ...settings,
    name: settings.name.trim(),
    url: settings.url.trim(),
    user: settings.user.trim(),
    prefix: settings.prefix.trim(),
    region: settings.region.trim(),
    origins: [...new Set(settings.origins)].sort(),
  };
}

/** What stands in the way of storing these settings. */
export function fieldProblems(settings: SourceSettings, hasKey: boolean): AccountFieldProblem[] {
  const problems: AccountFieldProblem[] = [];
  const add = (field: AccountFieldProblem['field'], code: AccountFieldProblem['code'], detail = '') =>
    problems.push({ field, code, detail });
  const needs = SOURCES.find((each) => each.kind === settings.kind)?.needs ?? [];
  if (settings.name === '') add('name', 'missing');
  const url = typedAddress(settings.url);
  if (settings.url === '') add('url', 'missing');
  else if (!url.ok)
    add('url', url.problem.code === 'insecure' ? 'insecure' : 'not-a-url', url.problem.detail);
  if (needs.includes('user') && settings.user === '') add('user', 'missing');
  if (needs.includes('bucket') && settings.region === '') add('region', 'missing');
  if (!hasKey) add('key', 'missing');
  return problems;
}

/** How the next look begins after settings changed (see SourceStore.save). */
export function settingsBegin(before: SourceSettings | null, after: SourceSettings): 'on' | 'list' | 'anew' {
  if (before === null) return 'anew';
  const same = (...names: (keyof SourceSettings)[]) =>
    names.every((name) => JSON.stringify(before[name]) === JSON.stringify(after[name]));
  if (!same('kind', 'url', 'user') || (after.everything && !before.everything)) return 'anew';
  return same('folders', 'since', 'prefix', 'region') ? 'on' : 'list';
}
