/**
 * The elements of an aggregate report, RFC 7489 appendix C and RFC 9990 appendix A, as numbers: contexts are elements with
 * elements in them, fields are elements with text. Both readers walk these same tables.
 */

export const CONTEXT = {
  document: 0,
  feedback: 1,
  metadata: 2,
  range: 3,
  policy: 4,
  record: 5,
  row: 6,
  evaluated: 7,
  reason: 8,
  identifiers: 9,
  results: 10,
  dkim: 11,
  spf: 12,
} as const;

/** Fields of a record come first, so that their raw values fit one small array. */
export const FIELDS = [
  'record/row/source_ip',
  'record/row/count',
  'record/row/policy_evaluated/disposition',
  'record/row/policy_evaluated/dkim',
  'record/row/policy_evaluated/spf',
  'record/identifiers/header_from',
  'record/identifiers/envelope_from',
  'record/identifiers/envelope_to',
  'record/row/policy_evaluated/reason/type',
  'record/row/policy_evaluated/reason/comment',
  'record/auth_results/dkim/domain',
  'record/auth_results/dkim/selector',
  'record/auth_results/dkim/result',
  'record/auth_results/dkim/human_result',
  'record/auth_results/spf/domain',
  'record/auth_results/spf/scope',
  'record/auth_results/spf/result',
  'record/auth_results/spf/human_result',
  'version',
  'report_metadata/org_name',
  'report_metadata/email',
  'report_metadata/extra_contact_info',
  'report_metadata/report_id',
  'report_metadata/date_range/begin',
  'report_metadata/date_range/end',
  'report_metadata/error',
  'report_metadata/generator',
  'policy_published/domain',
  'policy_published/adkim',
  'policy_published/aspf',
  'policy_published/p',
  'policy_published/sp',
  'policy_published/np',
  'policy_published/pct',
  'policy_published/fo',
  'policy_published/testing',
  'policy_published/discovery_method',
] as const;

export type FieldPath = (typeof FIELDS)[number];
/** Fields below this number belong to a record. */
export const RECORD_FIELDS = 18;

export const FIELD = {
  sourceIp: 0,
  count: 1,
  disposition: 2,
  evaluatedDkim: 3,
  evaluatedSpf: 4,
  headerFrom: 5,
  envelopeFrom: 6,
  envelopeTo: 7,
  reasonType: 8,
  reasonComment: 9,
  dkimDomain: 10,
  dkimSelector: 11,
  dkimResult: 12,
  dkimHuman: 13,
  spfDomain: 14,
  spfScope: 15,
  spfResult: 16,
  spfHuman: 17,
} as const;

/** Places of the contexts under `feedback`, for notes. */
export const CONTEXT_PATHS: Record<number, string> = {
  [CONTEXT.document]: '',
  [CONTEXT.feedback]: '',
  [CONTEXT.metadata]: 'report_metadata',
  [CONTEXT.range]: 'report_metadata/date_range',
  [CONTEXT.policy]: 'policy_published',
  [CONTEXT.record]: 'record',
  [CONTEXT.row]: 'record/row',
  [CONTEXT.evaluated]: 'record/row/policy_evaluated',
  [CONTEXT.reason]: 'record/row/policy_evaluated/reason',
  [CONTEXT.identifiers]: 'record/identifiers',
  [CONTEXT.results]: 'record/auth_results',
  [CONTEXT.dkim]: 'record/auth_results/dkim',
  [CONTEXT.spf]: 'record/auth_results/spf',
};

/** In `step`: what an element is where it stands. Below FIELD_BASE a context to enter, from it on a field. */
export const UNKNOWN = 0;
export const FIELD_BASE = 32;
/** A structural element in a place where it does not belong. */
export const MISPLACED = -1;

/** Contexts by element name, and the context each may stand in. */
const CONTEXTS: [name: string, parent: number, context: number][] = [
  ['feedback', CONTEXT.document, CONTEXT.feedback],
  ['report_metadata', CONTEXT.feedback, CONTEXT.metadata],
  ['date_range', CONTEXT.metadata, CONTEXT.range],
  ['policy_published', CONTEXT.feedback, CONTEXT.policy],
  ['record', CONTEXT.feedback, CONTEXT.record],
  ['row', CONTEXT.record, CONTEXT.row],
  ['policy_evaluated', CONTEXT.row, CONTEXT.evaluated],
  ['reason', CONTEXT.evaluated, CONTEXT.reason],
  ['identifiers', CONTEXT.record, CONTEXT.identifiers],
  ['identities', CONTEXT.record, CONTEXT.identifiers],
  ['auth_results', CONTEXT.record, CONTEXT.results],
  ['dkim', CONTEXT.results, CONTEXT.dkim],
  ['spf', CONTEXT.results, CONTEXT.spf],
];

/** Contexts whose elements stand nowhere else: one in a wrong place means that the nesting is broken. */
const STRUCTURAL = new Set(
  CONTEXTS.map(([name]) => name).filter((name) => name !== 'dkim' && name !== 'spf'),
);

/** Known, without a meaning for us. */
const PASSED_OVER = ['rf', 'ri', 'psd', 't', 'xmlns'];

const CONTEXT_OF_FIELD: [prefix: string, context: number][] = [
  ['record/row/policy_evaluated/reason/', CONTEXT.reason],
  ['record/row/policy_evaluated/', CONTEXT.evaluated],
  ['record/row/', CONTEXT.row],
  ['record/identifiers/', CONTEXT.identifiers],
  ['record/auth_results/dkim/', CONTEXT.dkim],
  ['record/auth_results/spf/', CONTEXT.spf],
  ['report_metadata/date_range/', CONTEXT.range],
  ['report_metadata/', CONTEXT.metadata],
  ['policy_published/', CONTEXT.policy],
  ['', CONTEXT.feedback],
];

/** All names known, in lower case; a name's number is its index. Number 0 is every other name. */
export const NAMES: string[] = [''];
const NUMBERS = new Map<string, number>();

function numberOf(name: string): number {
  let number = NUMBERS.get(name);
  if (number === undefined) {
    number = NAMES.push(name) - 1;
    NUMBERS.set(name, number);
  }
  return number;
}

const steps = new Map<number, number>();
for (const [name, parent, context] of CONTEXTS) steps.set(parent * 64 + numberOf(name), context);
FIELDS.forEach((path, field) => {
  const [prefix, context] = CONTEXT_OF_FIELD.find(([p]) => path.startsWith(p))!;
  steps.set(context * 64 + numberOf(path.slice(prefix.length)), FIELD_BASE + field);
});
for (const name of PASSED_OVER) numberOf(name);
// A typo of an early draft that senders have copied.
const GENERATOR = FIELD_BASE + FIELDS.indexOf('report_metadata/generator');
steps.set(CONTEXT.metadata * 64 + numberOf('genertor'), GENERATOR);

/** STEP[context * 64 + name]: what a name means in a context. */
export const STEP = new Int8Array(64 * 16);
for (let context = 0; context < 16; context++) {
  for (let name = 1; name < NAMES.length; name++) {
    STEP[context * 64 + name] =
      steps.get(context * 64 + name) ?? (STRUCTURAL.has(NAMES[name]!) ? MISPLACED : UNKNOWN);
  }
}

/** Number of a lower-case name without its prefix; 0 where it is not in the vocabulary. */
export function nameNumber(name: string): number {
  return NUMBERS.get(name) ?? 0;
}

/** The context that a structural name stands for, wherever it is found; 0 for other names. */
export const NATURAL = NAMES.map((name) =>
  STRUCTURAL.has(name) ? CONTEXTS.find(([context]) => context === name)![2] : 0,
);

/** Whether a name is that of RFC 9990's extensions, which may hold anything. */
export function isExtension(name: string): boolean {
  return /^extensions?$/i.test(name);
}
