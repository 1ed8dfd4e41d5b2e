import { expect, test } from 'vitest';
import { recordSource } from '../../../core/report/record-source.ts';
import { aggregateXml } from '../../support/aggregate-xml.ts';

test('a record’s text is found by its place, whatever stands in comments, sections and prefixes', () => {
  const xml = aggregateXml({
    id: 'r',
    domain: 'example.com',
    rows: [
      { ip: '192.0.2.1', count: 1 },
      { ip: '192.0.2.2', count: 2 },
    ],
  });
  const noisy = xml
    .replace('<record>', '<!-- <record>not one</record> --><record>')
    .replace('<org_name>', '<org_name><![CDATA[<record>]]>');
  for (const text of [xml, noisy, noisy.replaceAll(/<(\/?)record>/g, '<$1d:record>')]) {
    expect(recordSource(text, 0)).toContain('<source_ip>192.0.2.1</source_ip>');
    const second = recordSource(text, 1);
    expect(second).toContain('<source_ip>192.0.2.2</source_ip>');
    expect(second).not.toContain('192.0.2.1');
    expect(second).toMatch(/^<(d:)?record>[\s\S]*<\/(d:)?record>$/);
    expect(recordSource(text, 2)).toBeNull();
  }
  expect(recordSource('<feedback><record><row>', 0)).toBeNull();
});
