export type ServiceField = 'name' | 'url' | 'ptr' | 'spf' | 'envelope' | 'dkim' | 'ranges';

/** Something about a service that the user enters. */
export interface ServiceProblem {
  field: ServiceField;
  code:
    | 'name-missing'
    | 'name-taken'
    | 'url-invalid'
    | 'not-a-name'
    | 'public-suffix'
    | 'not-a-range'
    | 'range-too-wide'
    | 'ranges-too-wide'
    | 'too-many'
    | 'claimed'
    | 'nothing-groups';
  detail: Record<string, string | number>;
  /** False: told, and saved all the same. */
  blocks: boolean;
}
