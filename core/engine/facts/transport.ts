import type { StsFetch, TransportAnswers } from '../../model/transport.ts';
import { fact } from './fact.ts';

/** What was last found out of a domain's transport. */
interface KeptTransport {
  answers: TransportAnswers;
  /** The policy file, where the extension read it. */
  policy: Extract<StsFetch, { at: number }> | null;
}

/** By domain. */
export const keptTransport = fact<KeptTransport>('transport');
