/**
 * The part of the changelog that tells of one version.
 *
 * @throws where there is none, or an empty one: a release without notes is a mistake.
 */
export function releaseNotes(changelog: string, version: string): string {
  const parts = changelog.split(/^## /m).slice(1);
  const part = parts.find((each) => /^\S+?(?=[,\s])/.exec(each)?.[0] === version);
  const text = part?.slice(part.indexOf('\n')).trim() ?? '';
  if (text === '') throw new Error(`CHANGELOG.md tells nothing of ${version}`);
  return `# Rualens ${version}\n\n${text}\n`;
}
