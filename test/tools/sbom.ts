/** What of npm's lockfile (version 3) the list needs. */
interface Lockfile {
  packages: Record<string, LockedPackage>;
}

interface LockedPackage {
  version?: string;
  integrity?: string;
  license?: string;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
}

const FOLDER = 'node_modules/';

/**
 * The packages that end in what is handed out, as a CycloneDX 1.5 document: those of the lockfile that are needed by what runs,
 * not by its building. `npm sbom`
 * writes the same list, but with a time and a random number, so no two would be equal.
 *
 * @throws where a package has no version or no hash: the list would vouch for what nobody can check.
 */
export function billOfMaterials(lockfile: Lockfile, version: string): object {
  const components = Object.entries(lockfile.packages)
    .filter(([path, { dev, devOptional, optional }]) => path !== '' && !dev && !devOptional && !optional)
    .map(([path, locked]) => component(path.slice(path.lastIndexOf(FOLDER) + FOLDER.length), locked));
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': `rualens@${version}`,
        name: 'rualens',
        version,
        purl: `pkg:npm/rualens@${version}`,
        licenses: [{ license: { id: 'MIT' } }],
      },
    },
    components,
  };
}

function component(name: string, { version, integrity, license }: LockedPackage): object {
  const hash = /^sha512-(.+)$/.exec(integrity ?? '')?.[1];
  if (version === undefined || hash === undefined)
    throw new Error(`${name} has no version or hash in the lockfile`);
  return {
    type: 'library',
    'bom-ref': `${name}@${version}`,
    name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }],
    // an SPDX id has no blanks; whatever else stands there is a name
    ...(license === undefined
      ? {}
      : { licenses: [{ license: /\s/.test(license) ? { name: license } : { id: license } }] }),
  };
}
