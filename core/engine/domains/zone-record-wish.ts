import { sameTexts } from '../../domains/plan.ts';
import { recommendedRecord } from '../../domains/recommendations.ts';
import { isSpfText } from '../../domains/record-edit.ts';
import { domainStatus } from '../../domains/status.ts';
import type { HostProblem, RecordTarget, TxtSet } from '../../model/host.ts';
import { tryRecord } from '../judge/try-record.ts';
import { type Context, RECEIVES_KIND } from './context.ts';
import { domainFacts } from './domain-facts.ts';
import type { ZoneRecordWish } from './face.ts';
import { MAX_RECORD_TEXT, problemOf } from './publish.ts';

/** RFC 7208 section 4.6.4. */
const MAX_LOOKUPS = 10;

/** The record that a wish is about, and what is to stand there. */
export function wishedRecord(domain: string, wish: ZoneRecordWish): { target: RecordTarget; text: string } {
  if (wish.code === 'spf') {
    return { target: { name: domain, type: 'TXT', kind: 'spf' }, text: wish.text.trim() };
  }
  const { name, type, value } = recommendedRecord(wish.code, domain);
  return { target: { name, type, kind: wish.code === 'spf-none' ? 'spf' : 'whole' }, text: value };
}

/** Why this record must not be published now, whatever host there is. */
export async function wishProblem(
  context: Context,
  domain: string,
  wish: ZoneRecordWish,
  held: TxtSet | null,
): Promise<HostProblem | null> {
  const { modes } = await domainFacts(context, domain);
  const { status } = domainStatus(modes);
  if (wish.code === 'spf') {
    if (status !== 'active') return problemOf('configuration-closed');
    const texts = held?.texts ?? [];
    if (!sameTexts(texts, wish.before === '' ? [] : [wish.before])) return changedMeanwhile(held);
    return spfProblem(context, domain, wish.text.trim());
  }
  if (status !== 'blocked' && status !== 'blocked-not-in-force' && modes.declared !== 'non-sending') {
    return problemOf('not-blocked');
  }
  if (wish.code !== 'null-mx') return null;
  const receives = await context.store.decisions.get<boolean>(RECEIVES_KIND, domain);
  if (receives !== false) return problemOf('may-receive');
  const others = (held?.texts ?? []).filter((each) => each !== '0 .');
  return others.length > 0 ? problemOf('unexpected-records', others.join(' | ')) : null;
}

/** A record that receivers would take as an error is not published. */
async function spfProblem(context: Context, domain: string, text: string): Promise<HostProblem | null> {
  if (!isSpfText(text) || text.length > MAX_RECORD_TEXT) return problemOf('not-an-spf-record');
  const resolve = await context.resolverFor(domain);
  if (resolve === null) return problemOf('not-looked-up');
  const trial = await tryRecord(domain, resolve)(text);
  if (trial.problem !== '') return problemOf('not-an-spf-record', trial.problem);
  return trial.lookups > MAX_LOOKUPS ? problemOf('not-an-spf-record', 'too-many-lookups') : null;
}

/** Somebody else was there since. */
export function changedMeanwhile(held: TxtSet | null): HostProblem {
  return problemOf('changed-meanwhile', held?.texts.join(' | ') ?? '');
}
