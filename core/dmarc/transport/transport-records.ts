import { readTagList } from '../../lib/tag-list.ts';
import type { BimiRecord, StsRecord, TlsRptRecord } from '../../model/transport.ts';
import { mailtoAddress } from '../report-uri.ts';
import { oneRecord } from './one-record.ts';

const tagValue = (text: string, name: string): string =>
  readTagList(text).tags.find((tag) => tag.name === name)?.value ?? '';

/** `_mta-sts.D`: `v=STSv1; id=…`, an id of 1 to 32 letters and digits (RFC 8461 section 3.1). */
export function stsRecord(texts: readonly string[]): StsRecord {
  const { text, ...record } = oneRecord(texts, 'v=STSv1');
  if (record.state !== 'present') return { ...record, id: '' };
  const id = tagValue(text, 'id');
  return /^[A-Za-z0-9]{1,32}$/.test(id) ? { ...record, id } : { ...record, state: 'invalid', id: '' };
}

/** `_smtp._tls.D`: `v=TLSRPTv1; rua=…`, addresses of `mailto:` or `https:` (RFC 8460 section 3). */
export function tlsRptRecord(texts: readonly string[]): TlsRptRecord {
  const { text, ...record } = oneRecord(texts, 'v=TLSRPTv1');
  if (record.state !== 'present') return { ...record, rua: [] };
  const rua = tagValue(text, 'rua')
    .split(',')
    .map((uri) => uri.trim())
    .filter((uri) => /^https:\/\/[^\s/]/i.test(uri) || (mailtoAddress(uri)?.domain ?? '') !== '')
    .slice(0, 10);
  return rua.length > 0 ? { ...record, rua } : { ...record, state: 'invalid', rua: [] };
}

/** `default._bimi.D`: `v=BIMI1; l=…; a=…` (draft-brand-indicators-for-message-identification). */
export function bimiRecord(texts: readonly string[]): BimiRecord {
  const { text, ...record } = oneRecord(texts, 'v=BIMI1');
  if (record.state !== 'present') return { ...record, logo: '', certificate: '' };
  return {
    ...record,
    logo: tagValue(text, 'l').slice(0, 300),
    certificate: tagValue(text, 'a').slice(0, 300),
  };
}
