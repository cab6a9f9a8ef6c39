import { z } from 'zod';

type Schema = {
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  minimum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  minItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
};

/** Values that most fields of a name take; what isn't named is made up from its type. */
const usual: Record<string, unknown> = {
  ...{ currency: 'USD', timeZone: 'Africa/Accra', locale: 'en-GH', country: 'GH', language: 'en' },
  ...{ phone: '+233244555666', email: 'made-up@example.test', referencePrefix: 'MU', title: 'Made up' },
  ...{ startsAt: '2031-05-06T12:00', endsAt: '2031-05-06T16:00', day: '2031-05-06', dueOn: '2031-05-06' },
  ...{
    validFrom: '2031-05-06',
    validTo: '2031-05-07',
    from: '2031-05-06',
    to: '2031-05-07',
    until: '2031-05-07',
  },
  ...{
    reason: 'Made up',
    text: 'Made up',
    body: 'Made up',
    name: 'Made up',
    rate: 100,
    guests: 20,
    quantity: 20,
  },
};

/** Gives an id for a field that wants one, by its path: "lines.bookingId". */
type IdFor = (path: string) => string;

/** An input that a schema of a command takes, as far as its shape tells, with the ids that it is given. */
export function madeUpInput(schema: z.ZodType, idFor: IdFor): unknown {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as unknown as Schema;
  return make(shape, '', idFor);
}

function make(schema: Schema, path: string, idFor: IdFor): unknown {
  const name = path.split('.').at(-1) ?? '';
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum.find((one) => one !== '') ?? schema.enum[0];
  const choices = schema.anyOf ?? schema.oneOf;
  // What may be left empty is filled, so that every id is given.
  if (choices)
    return make(choices.find(isId) ?? choices.find(({ type }) => type !== 'null') ?? {}, path, idFor);
  if (schema.allOf)
    return Object.assign({}, ...schema.allOf.map((part) => make(part, path, idFor) as object));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object' || schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([key, part]) => [
        key,
        make(part, path ? `${path}.${key}` : key, idFor),
      ]),
    );
  if (type === 'array') return [make(schema.items ?? {}, path, idFor)];
  if (isId(schema)) return idFor(path);
  if (name in usual && (type === undefined || typeof usual[name] === type)) return usual[name];
  if (type === 'integer' || type === 'number')
    return Math.max(1, schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1);
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  if (type === undefined && /At$/.test(name)) return new Date('2031-05-06T12:00:00Z');
  if (schema.format === 'date-time') return '2031-05-06T12:00:00.000Z';
  if (schema.format === 'date') return '2031-05-06';
  if (schema.format === 'uri') return 'https://example.test/made-up';
  return 'Made up'.padEnd(schema.minLength ?? 0, '.');
}

const isId = (schema: Schema) => schema.format === 'uuid';
