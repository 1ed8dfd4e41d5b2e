/**
 * Makes aggregate reports like those of real reporters, with the figures a reader has to find. Same options, same bytes.
 * `tsx test/tools/generate-reports.ts OUT [--files 2000] [--records 50] [--seed 1] [--mix gz,gz,zip,xml]`
 * `tsx test/tools/generate-reports.ts OUT --huge 100000 [--format xml|gz|zip]`
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateFiles, hugeFile } from './generated-reports.ts';

function main(args: string[]): void {
  const option = (name: string, fallback: string) => {
    const at = args.indexOf(`--${name}`);
    return at < 0 ? fallback : (args[at + 1] ?? fallback);
  };
  const out = args[0];
  if (!out || out.startsWith('--'))
    throw new Error('usage: generate-reports OUT [--files N] [--records N] [--huge N]');
  mkdirSync(out, { recursive: true });
  const seed = Number(option('seed', '1'));
  const huge = Number(option('huge', '0'));
  const files =
    huge > 0
      ? [hugeFile({ records: huge, seed, format: option('format', 'xml') as 'xml' | 'gz' | 'zip' })]
      : generateFiles({
          files: Number(option('files', '2000')),
          records: Number(option('records', '50')),
          seed,
          mix: option('mix', 'gz,gz,gz,zip,xml').split(',') as ('xml' | 'gz' | 'zip')[],
        });
  const lines = [
    'file\torg\treport_id\tdomain\tbegin\tend\trecords\tmessages\tpassed\tdkim_aligned\tspf_aligned\tquarantine\treject',
  ];
  for (const file of files) {
    writeFileSync(join(out, file.name), file.bytes);
    const t = file.truth;
    lines.push(
      [
        file.name,
        t.orgName,
        t.reportId,
        t.domain,
        t.begin,
        t.end,
        t.records,
        t.messages,
        t.passed,
        t.dkimAligned,
        t.spfAligned,
        t.quarantine,
        t.reject,
      ].join('\t'),
    );
  }
  writeFileSync(join(out, 'TRUTH.tsv'), `${lines.join('\n')}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
