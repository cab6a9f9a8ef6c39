/** What somebody can have done, as activity is counted. */
export const activityDeeds = [
  'added',
  'changed',
  'removed',
  'read',
  'searched',
  'downloaded',
  'exported',
  'signed_in',
  'failed',
  'privilege',
  'permission',
  'other',
] as const;

/** What is looked for in what people do. */
export const securityRules = [
  'failed_sign_ins',
  'new_place',
  'privilege',
  'large_export',
  'mass_change',
  'permission_change',
  'out_of_hours',
  'many_customers',
] as const;
export const severities = ['low', 'medium', 'high'] as const;
