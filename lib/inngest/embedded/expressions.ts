import { type Expression, type Operator, type Path, parseExpression } from './expression-parser';

/** What an expression sees: the run's own event and, when waiting or cancelling, the one that came in. */
export type Scope = { event: unknown; async?: unknown };

const parsed = new Map<string, Expression>();

/** The parsed expression, kept: there are as many as function options. Throws on unsupported syntax. */
function parseOnce(source: string): Expression {
  const known = parsed.get(source) ?? parseExpression(source);
  parsed.set(source, known);
  return known;
}

/** Throws, with the reason, unless the runner can evaluate the expression. */
export function checkExpression(source: string): void {
  parseOnce(source);
}

/** Whether the expression holds. Comparing a missing value is false (and `!=` true), except with null. */
export function holds(source: string, scope: Scope): boolean {
  return evaluate(parseOnce(source), scope) === true;
}

/** The expression's value as a key; missing and null give ''. */
export function keyOf(source: string, scope: Scope): string {
  const value = evaluate(parseOnce(source), scope);
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function resolvePath(path: Path, scope: Scope): unknown {
  let value = path.root === 'event' ? scope.event : scope.async;
  for (const key of path.keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function evaluate(expression: Expression, scope: Scope): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'path':
      return resolvePath(expression, scope);
    case 'has':
      return resolvePath(expression.path, scope) !== undefined;
    case 'not':
      return evaluate(expression.of, scope) !== true;
    case 'binary':
      return combine(expression.operator, expression.left, expression.right, scope);
  }
}

function combine(operator: Operator, left: Expression, right: Expression, scope: Scope): unknown {
  if (operator === '&&') return evaluate(left, scope) === true && evaluate(right, scope) === true;
  if (operator === '||') return evaluate(left, scope) === true || evaluate(right, scope) === true;
  const [a, b] = [evaluate(left, scope), evaluate(right, scope)];
  if (operator === '==') return equal(a, b);
  if (operator === '!=') return !equal(a, b);
  if (operator === '+') return add(a, b);
  return order(operator, a, b);
}

/** Two missing values are not equal: a wait for "the same booking" must not wake on events without one. */
function equal(a: unknown, b: unknown): boolean {
  if (a === undefined) return b === null;
  if (b === undefined) return a === null;
  if (typeof a === 'object' && typeof b === 'object') return JSON.stringify(a) === JSON.stringify(b);
  return a === b;
}

function add(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  return `${a ?? ''}${b ?? ''}`;
}

function order(operator: Operator, a: unknown, b: unknown): boolean {
  const comparable =
    (typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string');
  if (!comparable) return false;
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  if (operator === '>') return a > b;
  return a >= b;
}

const scalarKey = (keys: string[], value: string | number | boolean) =>
  `${keys.join('.')}=${JSON.stringify(value)}`;

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/**
 * The pair that any matching event must hold, from an `async.x == …` that the whole expression depends on;
 * '' when there is none. Lets an incoming event find its waits by index instead of trying each.
 */
export function matchKeyOf(source: string, event: unknown): string {
  for (const condition of conjuncts(parseOnce(source))) {
    if (condition.kind !== 'binary' || condition.operator !== '==') continue;
    for (const [one, other] of [
      [condition.left, condition.right],
      [condition.right, condition.left],
    ] as const) {
      const dependsOnIncoming = mentionsAsync(other);
      if (one.kind !== 'path' || one.root !== 'async' || dependsOnIncoming) continue;
      const value = evaluate(other, { event });
      if (isScalar(value)) return scalarKey(one.keys, value);
    }
  }
  return '';
}

function conjuncts(expression: Expression): Expression[] {
  if (expression.kind !== 'binary' || expression.operator !== '&&') return [expression];
  return [...conjuncts(expression.left), ...conjuncts(expression.right)];
}

function mentionsAsync(expression: Expression): boolean {
  if (expression.kind === 'path') return expression.root === 'async';
  if (expression.kind === 'has') return expression.path.root === 'async';
  if (expression.kind === 'not') return mentionsAsync(expression.of);
  return expression.kind === 'binary' && (mentionsAsync(expression.left) || mentionsAsync(expression.right));
}

/** Each pair that the event holds, in the form of `matchKeyOf`, and '' for waits without a pair. */
export function eventMatchKeys(event: unknown): string[] {
  const found = [''];
  const visit = (value: unknown, keys: string[]) => {
    if (isScalar(value)) found.push(scalarKey(keys, value));
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) visit(inner, [...keys, key]);
    }
  };
  visit(event, []);
  return found;
}
