import { isRecord } from './content-render';
import { ControlError } from './errors';

/** Reads the fields of a control request; each wrong one is refused by its name. */
export class Input {
  constructor(
    private readonly fields: Record<string, unknown>,
    private readonly path = '',
  ) {}

  static parse(text: string): Input {
    if (text.trim() === '') return new Input({});
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      throw new ControlError('the body is not JSON');
    }
    if (!isRecord(parsed)) throw new ControlError('the body is not a JSON object');
    return new Input(parsed);
  }

  has(name: string): boolean {
    return this.fields[name] !== undefined && this.fields[name] !== null;
  }

  isNull(name: string): boolean {
    return this.fields[name] === null;
  }

  private fail(name: string, wanted: string): never {
    throw new ControlError(`${this.path}${name}: ${wanted}`);
  }

  text(name: string): string | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null) return undefined;
    return typeof value === 'string' ? value : this.fail(name, 'must be text');
  }

  needText(name: string): string {
    return this.text(name) || this.fail(name, 'is required');
  }

  number(name: string, range: { min: number; max: number }): number | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'number' || !(value >= range.min && value <= range.max)) {
      this.fail(name, `must be a number from ${range.min} to ${range.max}`);
    }
    return value;
  }

  flag(name: string): boolean | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null) return undefined;
    return typeof value === 'boolean' ? value : this.fail(name, 'must be true or false');
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    return allowed.find((one) => one === value) ?? this.fail(name, `must be one of ${allowed.join(', ')}`);
  }

  child(name: string): Input | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null) return undefined;
    return isRecord(value) ? new Input(value, `${this.path}${name}.`) : this.fail(name, 'must be an object');
  }

  children(name: string): Input[] {
    const value = this.fields[name];
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) this.fail(name, 'must be a list');
    return value.map((entry, index) =>
      isRecord(entry)
        ? new Input(entry, `${this.path}${name}[${index}].`)
        : this.fail(name, 'must hold objects'),
    );
  }

  texts(name: string): string[] | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null) return undefined;
    const isGood = Array.isArray(value) && value.every((entry) => typeof entry === 'string');
    return isGood ? (value as string[]) : this.fail(name, 'must be a list of texts');
  }

  numbers(): Record<string, number> {
    const pairs = Object.entries(this.fields);
    for (const [name, value] of pairs) if (typeof value !== 'number') this.fail(name, 'must be a number');
    return this.fields as Record<string, number>;
  }

  record(name: string): Record<string, unknown> | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null) return undefined;
    return isRecord(value) ? value : this.fail(name, 'must be an object');
  }
}
