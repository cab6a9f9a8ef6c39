/** The part of CEL that the runner understands; anything else throws when the functions are synced. */
export type Path = { kind: 'path'; root: 'event' | 'async'; keys: string[] };
export type Expression =
  | { kind: 'literal'; value: string | number | boolean | null }
  | Path
  | { kind: 'has'; path: Path }
  | { kind: 'not'; of: Expression }
  | { kind: 'binary'; operator: Operator; left: Expression; right: Expression };

const levels = [['||'], ['&&'], ['==', '!=', '<', '<=', '>', '>='], ['+']] as const;
export type Operator = (typeof levels)[number][number];

const token =
  /\s*(?:(?<number>-?\d+(?:\.\d+)?)|(?<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<name>[A-Za-z_]\w*)|(?<sign>==|!=|<=|>=|&&|\|\||[<>!()[\].+]))/y;

type Token = { kind: 'number' | 'text' | 'name' | 'sign' | 'end'; value: string };

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, (_, char: string) => escapes[char] ?? char);
}

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  const end = source.trimEnd().length;
  token.lastIndex = 0;
  while (token.lastIndex < end) {
    const start = token.lastIndex;
    const groups = token.exec(source)?.groups;
    if (!groups) throw new Error(`can't read "${source.slice(start).trim()}"`);
    for (const kind of ['number', 'text', 'name', 'sign'] as const) {
      const value = groups[kind];
      if (value !== undefined) tokens.push({ kind, value });
    }
  }
  return [...tokens, { kind: 'end', value: 'the end' }];
}

/** Parses the expression. Throws with the reason when it is not in the supported part of CEL. */
export function parseExpression(source: string): Expression {
  const tokens = tokenize(source);
  let position = 0;
  const peek = (): Token => tokens[position] ?? { kind: 'end', value: 'the end' };
  const next = (): Token => {
    const token = peek();
    position += 1;
    return token;
  };
  const takes = (sign: string): boolean => {
    const found = peek().kind === 'sign' && peek().value === sign;
    if (found) position += 1;
    return found;
  };
  const demand = (sign: string) => {
    if (!takes(sign)) throw new Error(`expected "${sign}" but found "${peek().value}"`);
  };

  function binary(level: number): Expression {
    const operators = levels[level];
    if (!operators) return unary();
    let left = binary(level + 1);
    for (;;) {
      const operator = operators.find((sign) => takes(sign));
      if (!operator) return left;
      left = { kind: 'binary', operator, left, right: binary(level + 1) };
    }
  }

  function unary(): Expression {
    if (takes('!')) return { kind: 'not', of: unary() };
    if (takes('(')) {
      const inner = binary(0);
      demand(')');
      return inner;
    }
    return operand();
  }

  function operand(): Expression {
    const token = next();
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.value) };
    if (token.kind === 'text') return { kind: 'literal', value: unquote(token.value) };
    if (token.kind !== 'name') throw new Error(`unexpected "${token.value}"`);
    if (token.value === 'true' || token.value === 'false') {
      return { kind: 'literal', value: token.value === 'true' };
    }
    if (token.value === 'null') return { kind: 'literal', value: null };
    if (token.value === 'has') {
      demand('(');
      const inner = operand();
      demand(')');
      if (inner.kind !== 'path') throw new Error('has() takes a path');
      return { kind: 'has', path: inner };
    }
    return path(token.value);
  }

  function path(root: string): Path {
    if (root !== 'event' && root !== 'async') throw new Error(`"${root}" is not supported`);
    const keys: string[] = [];
    for (;;) {
      if (takes('.')) {
        const token = next();
        if (token.kind !== 'name') throw new Error(`unexpected "${token.value}" after "."`);
        keys.push(token.value);
      } else if (takes('[')) {
        const token = next();
        if (token.kind !== 'text' && token.kind !== 'number') throw new Error(`unexpected "${token.value}"`);
        keys.push(token.kind === 'text' ? unquote(token.value) : token.value);
        demand(']');
      } else {
        return { kind: 'path', root, keys };
      }
    }
  }

  const expression = binary(0);
  if (peek().kind !== 'end') throw new Error(`"${peek().value}" is not supported`);
  return expression;
}
