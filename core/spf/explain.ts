import { isMultiLabelDomain } from '../lib/dns-names.ts';
import type { Resolve } from '../model/dns.ts';
import type { Evaluation, Explainer } from './evaluation.ts';
import { expandMacros, expandName, type MacroValues, missingLetter } from './expand-macro.ts';
import { bestName } from './look-up.ts';
import { type MacroString, parseMacroString } from './macro-string.ts';

/** Longest explanation kept; it is a stranger's text. */
export const MAX_EXPLANATION = 1_000;

export interface ExplainLimits {
  maxExplanation?: number;
}

/**
 * The explanation of a fail by the domain's owner (RFC 7208 section 6.2), or null: any fault means that there
 * is none. Its questions count for no limit. It is text of a stranger, to be shown as text.
 */
export async function explain(
  evaluation: Evaluation,
  explainer: Explainer,
  resolve: Resolve,
  context: { receiver?: string; time?: number },
  limits: ExplainLimits = {},
): Promise<string | null> {
  const values: MacroValues = { ...evaluation.values(explainer.domain) };
  if (context.receiver !== undefined) values.receiver = context.receiver;
  if (context.time !== undefined) values.time = context.time;
  const filled = async (spec: MacroString): Promise<boolean> => {
    if (missingLetter(spec, values)) return false;
    if (spec.letters.has('p') && values.validated === undefined) {
      values.validated = bestName((await evaluation.validatedNames()).names, explainer.domain);
    }
    return true;
  };
  const spec = explainer.modifier.value;
  if (!(await filled(spec))) return null;
  const name = expandName(spec, values);
  if (!isMultiLabelDomain(name)) return null;
  const result = await resolve(name, 'TXT', 'spf');
  const [record, second] = result.kind === 'answer' ? result.records : [];
  if (record?.type !== 'TXT' || second) return null;
  const text = parseMacroString(record.data.join(''), { explanation: true });
  if (!text.ok || text.value.text === '' || !(await filled(text.value))) return null;
  return expandMacros(text.value, values).slice(0, limits.maxExplanation ?? MAX_EXPLANATION);
}
